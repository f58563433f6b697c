#include "kiosk/ui/keyboard.h"

#include <algorithm>

#include "kiosk/ui/key_cap.h"
#include "kiosk/ui/parts.h"

namespace redress::ui {

namespace {

key_cap::Look look_of(const TrayMetrics& m, const TextEntry& entry) {
  key_cap::Look look;
  if (m.for_staff) look = {28, 22, 30, 8, false, true, false, false};
  look.done_key = !entry.edit().rules().multi_line;
  look.lit = entry.page() == KeyPage::latin_shift;
  return look;
}

// Full width with a line on top; in a shopper's column a frame that stands on the bar below, in a form a whole one.
void ground(Canvas& c, const Rect& tray) {
  bool whole_width = tray.w >= c.area().w - 1;
  if (whole_width) {
    c.fill(tray, Colour::tray);
    c.rule(tray);
    return;
  }
  const Canvas::Clip clip(c, tray);
  const bool in_form = parts::staff(c);
  const Rect frame = in_form ? tray : Rect{tray.x, tray.y, tray.w, tray.h + size::radius + 2};
  c.fill(frame, Colour::tray, size::radius);
  c.stroke(frame, Colour::line, 2, size::radius);
}

class CandidateBar {
 public:
  CandidateBar(Canvas& c, const Rect& bar, TextEntry& entry, const TrayMetrics& m)
      : c_(c), bar_(bar), entry_(entry), counter_(m.for_staff) {
    float height = counter_ ? 62 : bar.h - (bar.h > 100 ? 24 : 16);
    line_ = {bar.x, bar.y + (bar.h - 2 - height) / 2, bar.w, height};
  }

  void draw() {
    c_.line(bar_.x, bar_.bottom() - 1, bar_.right(), bar_.bottom() - 1, Colour::line, 2);
    if (!entry_.composing()) {
      if (entry_.chinese_missing())
        key_cap::fitted(c_, line_, key_cap::words(c_).text(counter_ ? "text.no_engine.staff"_msg : "text.no_engine"_msg),
                        Type{counter_ ? 20.f : 28.f, 1.3f}, Colour::ink);
      return;
    }
    Rect room = line_;
    Rect more = room.take_right(pager_width());
    Rect back = entry_.candidates_before() ? room.take_right(pager_width()) : Rect{};
    std::size_t shown = candidates(room);
    entry_.set_candidates_shown(shown);
    if (entry_.more_candidates()) pager("cand:more", more, Icon::down, "kbd.more"_msg);
    if (!back.empty()) pager("cand:back", back, Icon::up, "text.page_up"_msg);
  }

 private:
  float pager_width() const { return counter_ ? 76 : 86; }
  Type number_type() const { return {counter_ ? 20.f : 28.f, 1.3f}; }
  Type text_type() const { return {counter_ ? 28.f : 40.f, 1.3f}; }
  float pad() const { return counter_ ? 16 : 19; }

  std::size_t candidates(Rect room) {
    const auto& all = entry_.candidates();
    std::size_t shown = 0;
    for (; shown < all.size() && shown < 9; ++shown) {
      float number_w = c_.measure(std::to_string(shown + 1), number_type()).w;
      float text_w = c_.measure(all[shown], text_type()).w;
      float w = std::max(82.f, 2 * pad() + number_w + 12 + text_w + 2);
      if (w > room.w) {
        if (shown > 0) break;
        w = room.w;  // one long sentence: cut
      }
      one(room.take_left(w), shown, all[shown], number_w);
    }
    return shown;
  }

  void one(const Rect& r, std::size_t index, const std::string& text, float number_w) {
    Widget w = widget("cand:" + std::to_string(index + 1), r, text);
    const Canvas::Scope scope(c_, std::move(w));
    const bool first = index == 0 && entry_.first_candidate() == 0;
    Colour ground = first ? Colour::primary : scope.pressed() ? Colour::primary_wash : Colour::tray;
    if (first && scope.pressed()) ground = Colour::primary_press;
    if (ground != Colour::tray) c_.fill(r, ground, first ? size::radius : 0);
    if (!first) c_.line(r.right() - 1, r.y, r.right() - 1, r.bottom(), Colour::line, 2);
    const Canvas::Ground on(c_, ground);
    Rect inside = r.inset(pad(), 0);
    c_.text(inside.take_left(number_w + 1, 11), std::to_string(index + 1), number_type(),
            first ? Colour::on_primary : Colour::ink_soft);
    c_.text({inside.x, inside.y, inside.w + 4, inside.h}, text, text_type(),
            first ? Colour::on_primary : Colour::ink);
  }

  void pager(std::string id, const Rect& r, Icon icon, MessageKey spoken) {
    const Canvas::Scope scope(c_, widget(std::move(id), r, key_cap::words(c_).text(spoken)));
    if (scope.pressed()) c_.fill(r, Colour::primary_wash);
    c_.line(r.x + 1, r.y, r.x + 1, r.bottom(), Colour::line, 2);
    float side = counter_ ? 28 : 40;
    c_.icon(icon, r.centred(side, side), Colour::ink, 3.4f);
  }

  static Widget widget(std::string id, const Rect& r, std::string label) {
    Widget w;
    w.role = Role::key;
    w.id = std::move(id);
    w.label = std::move(label);
    w.rect = r;
    w.target = Target::key;
    w.on_press = true;
    return w;
  }

  Canvas& c_;
  Rect bar_, line_;
  TextEntry& entry_;
  bool counter_;
};

}  // namespace

void keyboard(Canvas& c, const Rect& tray, TextEntry& entry, const TrayMetrics& metrics) {
  ground(c, tray);
  const Canvas::Ground on(c, Colour::tray);
  bool candidates = entry.shows_candidates();
  if (candidates) CandidateBar(c, candidate_bar(metrics, tray), entry, metrics).draw();
  key_cap::Look look = look_of(metrics, entry);
  for (const PlacedKey& placed : place_keys(entry.layout(), metrics, tray, candidates))
    key_cap::draw(c, placed.rect, *placed.key, look);
}

}  // namespace redress::ui
