// The frame of every shopper screen, portrait and landscape (screens-shopper.md 2).
#include <imgui.h>

#include "kiosk/ui/parts.h"
#include "kiosk/ui/shopper.h"

namespace redress::ui {
namespace {

float margin(const Canvas& c) { return c.portrait() ? size::margin : size::margin_land; }

// Bigger letters need a higher header and rail, but never more than the screen can spare.
float grown(const Canvas& c, float height, float share) {
  return height * (1 + (c.theme().text_scale - 1) * share);
}

void header(Canvas& c, Rect r, const ShopperPage& page) {
  const float m = margin(c);
  r = r.inset(m, 0);
  c.icon(Icon::mark, {r.x, r.mid_y() - 22, 44, 44}, Colour::primary, 3.4f);
  r.take_left(60);
  Canvas::Rich step;
  step.type = Type{28, 1.45f};
  step.colour = Colour::ink_soft;
  step.bold_colour = Colour::ink;
  const bool steps = page.step > 0;
  const std::string right = steps ? page.step_words : page.right;
  const std::string plain = parts::plain(right);
  const float right_w = plain.empty() ? 0 : c.measure(plain, step.type.as_bold()).w + 4;
  if (right_w > 0) {
    step.align = Align::right;
    step.across = Across::middle;
    c.rich(r.take_right(right_w, 16), right, step);
  }
  if (steps && !page.step_name.empty()) {
    const Type t{28, 1.45f, true};
    c.text(r.take_right(c.measure(page.step_name, t).w + 1, 20), page.step_name, t, Colour::ink, Align::right);
  }
  const Type mall{32, 1.4f, true}, service{28, 1.4f};
  const float mall_w = c.measure(page.mall, mall).w, service_w = c.measure(page.service, service).w;
  c.text(r.take_left(std::min(mall_w + 1, r.w)), page.mall, mall);
  if (page.service.empty() || service_w + 36 > r.w) return;  // the mall's name alone is enough
  c.fill({r.x + 16, r.mid_y() - 20, 2, 40}, Colour::line);
  c.text(r.after(34), page.service, service, Colour::ink_soft);
}

void progress(Canvas& c, const Rect& r, int step, int steps) {
  Widget w = parts::widget(c, Role::status, r, "", "");
  w.value = std::to_string(step) + "/" + std::to_string(steps);
  const Canvas::Scope scope(c, std::move(w));
  const auto bars = columns(r, steps, 8);
  for (int i = 0; i < steps; ++i)
    c.fill(bars[static_cast<std::size_t>(i)], i < step ? Colour::primary : Colour::line, 4);
}

// Returns the height used.
float question(Canvas& c, const Rect& r, const ShopperPage& page) {
  if (page.title.empty()) return 0;
  float y = r.y;
  if (!page.kicker.empty()) {
    Canvas::Rich look;
    look.type = type::note;
    look.colour = Colour::ink_soft;
    look.bold = Type{34, 1.45f, true, true};
    look.bold_colour = Colour::ink;
    look.gap = 10;
    y += c.rich({r.x, y, r.w, 0}, page.kicker, look) + 6;
  }
  {
    Widget w = parts::widget(c, Role::heading, {r.x, y, r.w, c.paragraph_height(page.title, page.title_type, r.w)}, "", page.title);
    const Canvas::Scope scope(c, std::move(w));
    y += c.paragraph({r.x, y, r.w, 0}, page.title, page.title_type);
  }
  if (!page.explain.empty()) {
    y += c.portrait() ? 14.f : 10.f;
    y += c.paragraph({r.x, y, r.w, 0}, page.explain, type::body, Colour::ink_soft);
  }
  return y - r.y;
}

float back_width(const Canvas& c, const ShopperPage& page) {
  const float least = page.back_width > 0 ? page.back_width : c.portrait() ? 304.f : 248.f;
  return page.back.id.empty() ? 0 : std::max(least, std::min(button_width(c, page.back), least * 1.4f));
}

void action_row(Canvas& c, const Rect& r, const ShopperPage& page) {
  Rect rest = r.inset(size::margin, 32);
  if (!page.back.id.empty()) button(c, rest.take_left(back_width(c, page), 24), page.back);
  if (!page.extra.id.empty()) {
    const float w = std::min(std::max(440.f, button_width(c, page.extra)), rest.w * .55f);
    button(c, rest.take_left(w, 24), page.extra);
  }
  if (!page.primary.id.empty()) button(c, rest, page.primary);
  else if (!page.hint.empty()) parts::label(c, rest, page.hint, type::note, Colour::ink_soft, Align::right);
}

float plain_width(const Canvas& c, const Button& b, float least, float most) {
  return b.id.empty() ? 0 : std::clamp(button_width(c, b), least, most);
}

void bottom_bar(Canvas& c, const Rect& r, const ShopperPage& page, const std::vector<RailCell>& cells) {
  c.fill(r, Colour::surface);
  c.rule(r);
  Rect rest = r.inset(margin(c), 0);
  const auto at_height = [&](const Rect& part) { return part.centred(part.w, size::button_land); };
  if (!page.back.id.empty()) button(c, at_height(rest.take_left(back_width(c, page), 24)), page.back);
  if (!page.primary.id.empty())
    button(c, at_height(rest.take_right(plain_width(c, page.primary, 420, 520), 24)), page.primary);
  if (!page.extra.id.empty())
    button(c, at_height(rest.take_right(plain_width(c, page.extra, 288, 440), 24)), page.extra);
  if (page.primary.id.empty() && !page.hint.empty()) {
    const float w = std::min(420.f, c.measure(page.hint, type::note).w + 2);
    const Canvas::Ground ground(c, Colour::surface);
    parts::label(c, rest.take_right(w, 24).inset(0, 12), page.hint, type::note, Colour::ink_soft, Align::right);
  }
  rail(c, {rest.x, r.y + 2, rest.w, r.h - 2}, cells);
}

ShopperAreas portrait_page(Canvas& c, const ShopperPage& page, const std::vector<RailCell>& cells) {
  Rect rest = c.area();
  header(c, rest.take_top(grown(c, size::header, .3f)), page);
  if (page.step > 0) progress(c, rest.take_top(8).inset(size::margin, 0), page.step, page.steps);
  const Rect rail_area = rest.take_bottom(grown(c, size::rail, .4f));
  const bool acting = !page.back.id.empty() || !page.extra.id.empty() || !page.primary.id.empty() || !page.hint.empty();
  if (acting) action_row(c, rest.take_bottom(size::button + 64), page);
  c.fill(rail_area, Colour::surface);
  c.rule(rail_area);
  rail(c, rail_area, cells);
  const Rect body = rest;
  rest = rest.inset(size::margin, 0);
  if (!page.title.empty()) {
    rest = rest.below(page.step > 0 ? (page.tight ? 40.f : 56.f) : 40.f);
    rest = rest.below(question(c, rest, page));
  }
  return {rest.below(32), {}, body};
}

ShopperAreas landscape_page(Canvas& c, const ShopperPage& page, const std::vector<RailCell>& cells) {
  Rect rest = c.area();
  header(c, rest.take_top(grown(c, size::header_land, .2f)), page);
  if (page.step > 0) progress(c, rest.take_top(8).inset(size::margin_land, 0), page.step, page.steps);
  bottom_bar(c, rest.take_bottom(grown(c, size::bar_land, .2f)), page, cells);
  const Rect body = rest;
  rest = rest.inset(size::margin_land, 0).below(36);
  rest.h -= 32;
  if (page.title.empty()) return {rest, {}, body};
  Rect left = rest.take_left(560, 56);
  ShopperPage words = page;
  words.title_type = page.title_type.sized(std::min(page.title_type.size, 52.f));
  left = left.below(question(c, left, words) + 28);
  return {rest, left, body};
}

}  // namespace

void rail(Canvas& c, const Rect& r, const std::vector<RailCell>& cells) {
  if (cells.empty()) return;
  std::vector<float> weights(cells.size(), 1.f);
  if (cells.size() == 3) weights[0] = 2;  // nothing to cancel: the others stay under the finger that knows them
  const auto areas = columns(r, weights, 0);
  const Canvas::Ground ground(c, Colour::surface);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Rect& a = areas[i];
    if (i > 0) c.fill({a.x - 1, a.y + 28, 2, a.h - 56}, Colour::line);
    Widget w = parts::widget(c, Role::rail, a, cells[i].id, cells[i].label);
    w.chosen = cells[i].active;
    const Canvas::Scope scope(c, std::move(w));
    const bool lit = scope.pressed() || cells[i].active;
    if (lit) c.fill(a.inset(4), Colour::primary_wash, size::radius);
    const Canvas::Ground lit_ground(c, lit ? Colour::primary_wash : Colour::surface);
    const Colour colour = cells[i].strong ? Colour::primary : Colour::ink;
    const Type t{28, 1.3f, cells[i].strong};
    const float text_h = c.line_height(t), icon = 48, gap = 8;
    const float top = a.mid_y() - (icon + gap + text_h) / 2;
    c.icon(cells[i].icon, {a.mid_x() - icon / 2, top, icon, icon}, colour, cells[i].strong ? 3.f : 2.5f);
    c.text({a.x + 8, top + icon + gap, a.w - 16, text_h}, cells[i].label, t, colour, Align::centre);
  }
}

void veil(Canvas& c, const Rect& r, float share) {
  if (share <= 0) return;
  const Rgba paper = c.theme().rgba(Colour::paper);
  const Rect px = c.to_px(r);
  c.list().AddRectFilled({px.x, px.y}, {px.right(), px.bottom()},
                         IM_COL32(paper.r, paper.g, paper.b, static_cast<int>(share * 255)));
}

ShopperAreas shopper_page(Canvas& c, const ShopperPage& page, const std::vector<RailCell>& cells) {
  const auto first = c.registry().widgets().size();
  const auto areas = c.portrait() ? portrait_page(c, page, cells) : landscape_page(c, page, cells);
  for (auto i = first; i < c.registry().widgets().size(); ++i) c.registry().at(static_cast<int>(i)).after_content = true;
  return areas;
}

}  // namespace redress::ui
