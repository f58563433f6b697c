#include "kiosk/ui/controls.h"
#include "kiosk/ui/parts.h"

namespace redress::ui {
namespace {

struct Metrics {
  float width, pad_x, pad_top, pad_bottom, radius, icon, button_h, gap;
  Type title, body;
};

Metrics metrics(const Canvas& c, const DialogSpec& spec) {
  if (parts::staff(c))
    return {spec.width > 0 ? spec.width : 960, 36, 32, 32, 14, 48, size::staff_button_big, 16, type::heading, type::item};
  return {spec.width > 0 ? spec.width : 900, 60, c.portrait() ? 64.f : 44.f, c.portrait() ? 60.f : 44.f,
          size::radius_dialog, 84, c.portrait() ? 120.f : size::button_land, 24, Type{60, 1.3f, true}, Type{36, 1.5f}};
}

Canvas::Rich body_look(const Metrics& m) {
  Canvas::Rich out;
  out.type = m.body;
  return out;
}

bool stacked(const Canvas& c) { return !parts::staff(c) && c.portrait(); }

// Everything but the rail, which stays live under a dialog.
void cover(Canvas& c) {
  Rect rail;
  for (const Widget& w : c.registry().widgets()) {
    if (w.role != Role::rail) continue;
    const Rect r{w.rect.x / c.scale(), w.rect.y / c.scale(), w.rect.w / c.scale(), w.rect.h / c.scale()};
    if (rail.empty()) rail = r;
    const float x = std::min(rail.x, r.x), right = std::max(rail.right(), r.right());
    rail = {x, std::min(rail.y, r.y), right - x, rail.h};
  }
  const Rect all = c.area();
  if (rail.empty()) return c.scrim(all);
  c.scrim({0, 0, all.w, rail.y});
  const float below = all.h - rail.y;
  if (rail.x > 1) c.scrim({0, rail.y, rail.x, below});
  if (rail.right() < all.w - 1) c.scrim({rail.right(), rail.y, all.w - rail.right(), below});
}

float buttons_height(const Canvas& c, const Metrics& m, std::size_t n) {
  if (n == 0) return 0;
  return stacked(c) ? static_cast<float>(n) * (m.button_h + m.gap) - m.gap : m.button_h;
}

// Side by side: the last is the way forward and stands outermost (staff); a shopper's list starts with it, so
// that it is read first and has a keypad's focus: a second Enter must not throw the text away.
void side_by_side(Canvas& c, const Rect& r, const std::vector<Button>& buttons, bool staff) {
  Rect rest = r;
  if (staff) {
    for (std::size_t i = buttons.size(); i-- > 0;) {
      const bool last = i + 1 == buttons.size();
      const float w = std::max(button_width(c, buttons[i], r.h), last ? std::min(440.f, r.w * .45f) : 220.f);
      button(c, i == 0 && buttons.size() > 1 ? rest.left_part(std::min(w, rest.w)) : rest.take_right(std::min(w, rest.w), 16), buttons[i]);
    }
    return;
  }
  const auto cells = columns(r, static_cast<int>(buttons.size()), 24);
  for (std::size_t i = 0; i < buttons.size(); ++i) button(c, cells[cells.size() - 1 - i], buttons[i]);
}

}  // namespace

Dialog::Dialog(Canvas& c, const DialogSpec& spec) : layer_(c), ground_(c, Colour::surface) {
  cover(c);
  const bool staff = parts::staff(c);
  const Metrics m = metrics(c, spec);
  const float width = std::min(m.width, c.area().w - 64), inner = width - 2 * m.pad_x;
  const float icon_h = spec.icon == Icon::none ? 0 : m.icon + 20;
  const float close_w = spec.close_button ? size::staff_button + 16 : 0;
  const float title_h = std::max(c.paragraph_height(spec.title, m.title, inner - close_w), spec.close_button ? size::staff_button : 0.f);
  const float body_h = spec.body.empty() ? 0 : c.rich_height(spec.body, body_look(m), inner) + 12;
  const float buttons_h = buttons_height(c, m, spec.buttons.size());
  const float lead = staff ? 24.f : 44.f;
  const float fixed = m.pad_top + icon_h + title_h + body_h + (buttons_h > 0 ? lead + buttons_h : 0) + m.pad_bottom;
  const float content_h = spec.height > 0 ? std::max(0.f, spec.height - fixed) : spec.content_height + (spec.content_height > 0 ? 20 : 0);
  const float height = fixed + content_h;
  const float floor = staff ? c.area().h : c.area().h - (c.portrait() ? size::rail : size::bar_land);
  const float top = spec.top > 0 ? spec.top : stacked(c) && 540 + height < floor - 20 ? 540 : std::max(20.f, (floor - height) / 2);
  card_ = {(c.area().w - width) / 2, top, width, height};

  Widget group = parts::widget(c, Role::group, card_, "", spec.title);
  const Canvas::Scope scope(c, std::move(group));
  parts::box(c, card_, {Colour::surface, staff || c.theme().kind == ThemeKind::contrast ? Colour::ink : Colour::none, 2, false}, m.radius);
  Rect rest{card_.x + m.pad_x, card_.y + m.pad_top, inner, height - m.pad_top - m.pad_bottom};
  if (spec.icon != Icon::none) c.icon(spec.icon, rest.take_top(m.icon, 20).left_part(m.icon), Colour::primary, 2.5f);
  const Rect head = rest.take_top(title_h);
  const float words_h = c.paragraph_height(spec.title, m.title, inner - close_w);
  c.paragraph({head.x, head.y + (head.h - words_h) / 2, inner - close_w, 0}, spec.title, m.title);
  if (spec.close_button)
    button(c, {head.right() - size::staff_button, head.y, size::staff_button, size::staff_button},
           {.id = "dialog:close", .left = Icon::close, .spoken = "close"});
  if (body_h > 0) c.rich({rest.x, rest.y + 12, rest.w, 0}, spec.body, body_look(m));
  rest = rest.below(body_h);
  if (buttons_h > 0) {
    const Rect area = rest.take_bottom(buttons_h, lead);
    if (stacked(c)) {
      Stack stack(area, m.gap);
      for (const Button& b : spec.buttons) button(c, stack.next(m.button_h), b);
    } else {
      side_by_side(c, area, spec.buttons, staff);
    }
  }
  content_ = content_h > 0 ? rest.below(std::min(20.f, content_h)) : rest;
}

}  // namespace redress::ui
