#include "kiosk/scenes/shopper/home_field.h"

#include <algorithm>

#include "core/env/printer.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

// A line of the teal field: icon and words.
struct Promise {
  ui::Icon icon;
  std::string words;
  bool warning = false;
};

std::vector<Promise> promises(const App& app, std::optional<MessageKey> refused) {
  std::vector<Promise> out;
  if (refused) out.push_back({ui::Icon::warn, app.say(*refused), true});
  if (!open_for_cases(app)) return out;  // nothing is promised that cannot be kept now
  out.push_back(
      {ui::Icon::clock, app.say("home.promise.time"_msg, {{"n", app.policy()->first_answer_hours()}})});
  out.push_back({ui::Icon::anon, app.say("home.promise.anon"_msg)});
  out.push_back({ui::Icon::qr, app.say("home.promise.track"_msg)});
  if (!prints_receipts(app)) out.push_back({ui::Icon::info, app.say("home.no_printer"_msg), true});
  return out;
}

void one_line(Canvas& c, const Rect& r, const std::string& words, ui::Type t) {
  c.text(r, words, t, Colour::on_primary);
}

// Above the field that starts, around the sign before the mall's name; drawn as nothing.
void mall_touch(Canvas& c, const Rect& mark) {
  const Canvas::Layer above(c);
  const Canvas::Scope touch(c, {.role = ui::Role::image,
                                .id = "mall",
                                .rect = {mark.x - 12, mark.y - 14, 88, 88},
                                .target = c.target()});
}

std::string below_title(const App& app) {
  if (!in_service(app)) return app.say("home.out_of_service.sub"_msg);
  if (open_for_cases(app)) return app.say("home.what"_msg);
  const auto desk = place_words(*app.site(), app.site()->desk, app.language());
  return app.say("home.closed.where"_msg, {{"place", desk}, {"phone", app.site()->phone}});
}

Canvas::Rich rich(ui::Type t) {
  Canvas::Rich look;
  look.type = t;
  look.colour = look.bold_colour = Colour::on_primary;
  return look;
}

// What it is for and what we promise, as large as the field allows.
void lines_below(Canvas& c, const Rect& rest, const App& app, std::optional<MessageKey> refused) {
  const auto lines = promises(app, refused);
  const auto what = below_title(app);
  ui::Type words{36, 1.45f};
  float gap = 24;
  const auto high = [&](const Promise& line) {
    return std::max(52.f, c.rich_height(line.words, rich(words), rest.w - 76));
  };
  const auto needed = [&] {
    float h = c.paragraph_height(what, words, rest.w) + gap;
    for (const auto& line : lines) h += high(line) + gap;
    return h;
  };
  while (needed() > rest.h && gap > 8) gap -= 8;
  while (needed() > rest.h && words.size > 26) words.size -= 2;
  const float spare = std::clamp((rest.h - needed()) / 2, 0.f, 52.f);
  float y = rest.y + c.paragraph(rest, what, words, Colour::on_primary) + gap + spare;
  for (const auto& line : lines) {
    const float h = high(line);
    c.icon(line.icon, {rest.x, y + (h - 52) / 2, 52, 52}, Colour::on_primary, line.warning ? 3 : 2.5f);
    auto look = rich(words);
    look.across = ui::Across::middle;
    c.rich({rest.x + 76, y, rest.w - 76, h}, line.words, look);
    y += h + gap;
  }
}
void start_bar(Canvas& c, const Rect& r, const std::string& words, bool open, bool pressed) {
  const Colour ground = !open ? Colour::primary_press : pressed ? Colour::primary_wash : Colour::surface;
  c.fill(r, ground, ui::size::radius);
  const Canvas::Ground over(c, ground);
  const Colour ink = open ? Colour::primary : Colour::on_primary;
  ui::Type t{56, 1.3f, true};
  const float icon = open ? 60 : 0, gap = open ? 28 : 0;
  const float room = r.w - 80 - icon - gap;
  if (c.measure(words, t).w > room)
    t.size = std::max(28.f / c.theme().text_scale, t.size * room / c.measure(words, t).w * .98f);
  const float wide = std::min(c.measure(words, t).w, room);
  const float x = r.x + (r.w - wide - icon - gap) / 2;
  c.text({x, r.y, wide + 1, r.h}, words, t, ink);
  if (open) c.icon(ui::Icon::next, {x + wide + gap, r.mid_y() - 30, 60, 60}, ink, 4);
}

}  // namespace

bool prints_receipts(const App& app) {
  return app.here().has_printer && fault_of(app.here().printer) == PrintFault::none;
}

bool in_service(const App& app) {
  return app.here().provisioned && app.policy() && app.site();
}
bool open_for_cases(const App& app) {
  const auto record = app.here().record;
  return in_service(app) && record != RecordState::full && record != RecordState::failed;
}

void home_field(Canvas& c, const Rect& r, const Rect& inside, float title_top, const App& app,
                std::optional<MessageKey> refused) {
  c.fill(r, Colour::primary);
  const Canvas::Ground ground(c, Colour::primary);
  const bool open = open_for_cases(app);
  const std::string bar_words = !in_service(app) ? app.say("home.out_of_service"_msg)
                                : open           ? app.say("home.start"_msg)
                                                 : app.say("home.closed"_msg);
  ui::Widget widget;
  widget.role = open ? ui::Role::button : ui::Role::status;
  widget.id = open ? "start" : "";
  widget.label = bar_words;
  widget.rect = r;
  widget.target = open ? c.target() : ui::Target::none;
  const Canvas::Scope scope(c, std::move(widget));

  Rect rest = inside;
  const bool tall = c.portrait();
  const Rect bar = rest.take_bottom(tall ? 168 : 144, 24);
  start_bar(c, bar, bar_words, open, scope.pressed());
  const Rect mark = rest.top_part(60);
  c.icon(ui::Icon::mark, mark.left_part(60), Colour::on_primary, 3);
  mall_touch(c, mark);
  if (app.site())
    one_line(c, mark.after(78), app.site()->names.in(app.language()), ui::Type{40, 1.45f, true});
  rest = rest.below(title_top);
  // The sentence is read from afar at any size, so it does not grow with the letters beside it.
  const ui::Type attract =
      ui::type::attract.sized((tall ? ui::type::attract.size : 88.f) / c.theme().text_scale);
  const float line = c.line_height(attract);
  one_line(c, rest.take_top(line), app.say("home.title.1"_msg), attract);
  one_line(c, rest.take_top(line, tall ? 24 : 12), app.say("home.title.2"_msg), attract);
  lines_below(c, rest, app, refused);
}

}  // namespace redress::shopper
