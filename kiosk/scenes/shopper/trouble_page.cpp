#include "kiosk/scenes/shopper/trouble_page.h"

#include <algorithm>
#include <utility>

namespace redress::shopper {

namespace {

float widest_label(const ui::Canvas& c, const App& app) {
  float widest = 0;
  for (const auto key : {"err.happened"_msg, "err.kept"_msg, "err.todo"_msg})
    widest = std::max(widest, c.measure(app.say(key), ui::Type{32, 1.45f}).w);
  return std::min(widest, 320.f);
}

}  // namespace

float trouble_head(ui::Canvas& c, const ui::Rect& r, const App& app, ui::Icon icon, ui::Colour colour,
                   const std::string& title) {
  const float side = c.portrait() ? 104 : 84;
  float y = r.y;
  c.icon(icon, {r.x - 6, y, side, side}, colour);
  y += side + 20;
  const ui::Type type = c.portrait() ? ui::type::question : ui::type::question.sized(50);
  ui::Widget widget;
  widget.role = ui::Role::heading;
  widget.label = title;
  widget.rect = {r.x, y, r.w, c.paragraph_height(title, type, r.w)};
  const ui::Canvas::Scope scope(c, std::move(widget));
  y += c.paragraph({r.x, y, r.w, 0}, title, type) + 10;
  return y + c.paragraph({r.x, y, r.w, 0}, app.say("err.sorry"_msg), ui::type::body, ui::Colour::ink_soft) - r.y;
}

float trouble_facts(ui::Canvas& c, const ui::Rect& r, const App& app, const TroubleWords& words) {
  const bool large = c.theme().text_scale > 1;
  ui::KeyValue line{.rule_above = true};
  line.label_width = std::max(200.f, widest_label(c, app) + 32);
  line.value_type = ui::Type{large ? 34.f : 38.f, 1.45f};
  line.pad = large ? 18 : 34;
  const std::pair<MessageKey, const std::string&> lines[] = {
      {"err.happened"_msg, words.happened}, {"err.kept"_msg, words.kept}, {"err.todo"_msg, words.todo}};
  float y = r.y;
  for (const auto& [label, value] : lines) {
    line.label = app.say(label);
    line.value = value;
    y += ui::key_value(c, {r.x, y, r.w, 0}, line);
    line.rule_above = false;
  }
  return y - r.y;
}

}  // namespace redress::shopper
