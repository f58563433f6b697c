#include "kiosk/ui/key_cap.h"

#include <algorithm>

namespace redress::ui::key_cap {

namespace {

std::string words_of(const Canvas& c, const Key& key, const Look& look) {
  if (key.act == KeyAct::enter && look.done_key) return words(c).text("kbd.done"_msg);
  if (key.text_key.empty()) return std::string(key.label);
  return words(c).text(MessageKey(key.text_key));
}

bool is_function(const Key& key) {
  return key.act != KeyAct::character && key.act != KeyAct::space;
}

}  // namespace

const Catalogue& words(const Canvas& c) {
  return Catalogue::of(find_language(c.language()).value_or(Language::zh_hans));
}

void fitted(Canvas& c, const Rect& r, std::string_view text, Type t, Colour colour) {
  float width = c.measure(text, t).w;
  if (width > r.w) t.size *= r.w / width * 0.99f;
  c.text(r, text, t, colour, Align::centre);
}

void draw(Canvas& c, const Rect& r, const Key& key, const Look& look) {
  Widget w;
  w.role = Role::key;
  w.id = key.id;
  w.label = words_of(c, key, look);
  w.rect = r;
  w.target = Target::key;
  w.on_press = true;
  w.chosen = look.lit && key.act == KeyAct::shift;
  const bool chosen = w.chosen;
  const std::string label = w.label;
  const Canvas::Scope scope(c, std::move(w));
  const Colour rest = is_function(key) && look.quiet_functions ? Colour::key_fn : Colour::key;
  const Colour ground = scope.pressed() || chosen ? Colour::primary_wash : rest;
  c.fill(r, ground, look.radius);
  c.stroke(r, chosen ? Colour::select_line : Colour::line_strong, chosen ? 4 : 2, look.radius);
  const Canvas::Ground on(c, ground);
  if (key.act == KeyAct::backspace) {
    c.icon(Icon::bksp, r.centred(look.icon, look.icon), Colour::ink, 3);
    return;
  }
  bool is_word = key.act != KeyAct::character;
  Type t{is_word ? look.word : look.letter, 1.3f, look.bold};
  fitted(c, r.inset(6, 2), label, t, Colour::ink);
}

}  // namespace redress::ui::key_cap
