// The frame of counter and technician screens: top bar, foot bar, navigation, cards.
#include "kiosk/ui/parts.h"
#include "kiosk/ui/staff.h"

namespace redress::ui {
namespace {

struct ChipLook {
  Colour ground, text;
  Mark mark;
};

ChipLook chip_look(Tone tone) {
  switch (tone) {
    case Tone::ok: return {Colour::ok_wash, Colour::ok, Mark::ok};
    case Tone::warn: return {Colour::warn_wash, Colour::warn, Mark::attention};
    case Tone::alert: return {Colour::alert_wash, Colour::alert, Mark::fault};
    case Tone::info: return {Colour::info_wash, Colour::info, Mark::waiting};
    case Tone::quiet: break;
  }
  return {Colour::paper, Colour::ink, Mark::waiting};
}

float chip_width(const Canvas& c, const StatusChip& chip) {
  return c.measure(chip.words, type::detail).w + 32 + (chip.mark ? 36.f : 0.f) + 2;
}

// The capsule is 44 high, its target the full height of the bar less a hairline.
void status_chip(Canvas& c, const Rect& r, const StatusChip& chip) {
  const ChipLook look = chip_look(chip.tone);
  Widget w = parts::widget(c, chip.id.empty() ? Role::status : Role::button, r.centred(r.w, size::staff_button), chip.id, chip.words);
  const Canvas::Scope scope(c, std::move(w));
  const Rect capsule = r.centred(r.w, 44);
  c.fill(capsule, look.ground, 22);
  if (scope.pressed()) c.stroke(capsule, look.text, 2, 22);
  const Canvas::Ground ground(c, look.ground);
  Rect inside = capsule.inset(16, 0);
  if (chip.mark) state_mark(c, inside.take_left(26, 10).centred(26, 26), look.mark);
  c.text(inside, chip.words, type::detail, look.text);
}

// "星河广场·L1 服务台·客服终端 1" loses its front parts until it fits.
std::string_view narrowed(const Canvas& c, std::string_view words, Type t, float room) {
  for (;;) {
    const std::size_t dot = words.find("·"), comma = words.find(", ");
    const std::size_t at = std::min(dot, comma);
    if (c.measure(words, t).w <= room || at == std::string_view::npos) return words;
    words.remove_prefix(at + 2);
  }
}

std::string_view first_part(std::string_view words) {
  return words.substr(0, std::min(words.find("·"), words.find(", ")));
}

void brand(Canvas& c, Rect& rest, const StaffPage& page) {
  const Rect mark = rest.take_left(40, 14).centred(40, 40);
  const auto at = [&](std::vector<Size> p) {
    for (Size& s : p) s = {mark.x + s.w * 40 / 48, mark.y + s.h * 40 / 48};
    return p;
  };
  c.polyline(at({{5, 7}, {43, 7}, {43, 34}, {28, 34}, {17, 44}, {17, 34}, {5, 34}}), Colour::primary, 3.3f, true);
  c.polyline(at({{15, 20}, {22, 27}, {34, 14}}), Colour::primary, 3.3f);
  const Type t{28, 1.4f, true};
  c.text(rest.take_left(c.measure(page.brand, t).w + 2, 20), page.brand, t);
}

// From the right: lock, person, date, clock, sync. In portrait the date is left out first.
void top_bar(Canvas& c, const Rect& r, const StaffPage& page) {
  c.fill(r, Colour::surface);
  c.fill(r.bottom_part(1), Colour::line);
  const Canvas::Ground ground(c, Colour::surface);
  Rect rest = r.inset(size::staff_margin, 0);
  brand(c, rest, page);
  const bool narrow = c.portrait();
  if (page.right_room > 0) rest.take_right(page.right_room, 20);
  if (!page.lock.id.empty()) {
    const float w = button_width(c, page.lock);
    button(c, rest.take_right(w, 20).centred(w, size::staff_button), page.lock);
  }
  if (!page.person.empty()) {
    const Type t{22, 1.4f, true};
    const std::string_view person = narrow ? first_part(page.person) : std::string_view(page.person);
    c.text(rest.take_right(c.measure(person, t).w + 2, 12), person, t, Colour::ink, Align::right);
    c.icon(Icon::user, rest.take_right(32, 20).centred(32, 32), Colour::ink, 2.8f);
  }
  if (!page.date.empty() && !narrow)
    c.text(rest.take_right(c.measure(page.date, type::item).w + 2, 20), page.date, type::item, Colour::ink_soft, Align::right);
  if (!page.clock.empty()) {
    const Type t{24, 1.4f, true};
    c.text(rest.take_right(c.measure(page.clock, t).w + 2, 20), page.clock, t, Colour::ink, Align::right);
  }
  if (!page.sync.words.empty()) {
    const float w = std::min(chip_width(c, page.sync), rest.w * (narrow ? 1.f : .6f));
    status_chip(c, rest.take_right(w, 20), page.sync);
  }
  if (page.where.empty() || rest.w < 120) return;
  c.fill({rest.x, rest.mid_y() - 15, 1, 30}, Colour::line);
  c.paragraph({rest.x + 21, rest.mid_y() - c.line_height(type::item) / 2, rest.w - 21, 0}, narrowed(c, page.where, type::item, rest.w - 21),
              type::item, Colour::ink_soft, Align::left, 1);
}

// Where the words of all do not fit, what is fine keeps only its mark.
void devices(Canvas& c, Rect& rest, const std::vector<StaffPage::Device>& all) {
  const auto width = [&](const StaffPage::Device& d, bool words) {
    return words ? 26 + 10 + c.measure(d.words, type::detail).w + 2 : 26.f;
  };
  float needed = 0;
  for (const auto& d : all) needed += width(d, true) + 36;
  const bool narrow = needed > rest.w;
  for (std::size_t i = all.size(); i-- > 0;) {
    const bool words = !narrow || all[i].mark != Mark::ok;
    const float w = width(all[i], words);
    if (rest.w < w + 20) return;
    const Rect part = rest.take_right(w, 20);
    Widget widget = parts::widget(c, Role::status, part.centred(w, 40), "", all[i].words);
    const Canvas::Scope scope(c, std::move(widget));
    state_mark(c, {part.x, part.mid_y() - 13, 26, 26}, all[i].mark);
    if (words) c.text(part.after(36), all[i].words, type::detail, Colour::ink_soft);
    if (i > 0 || !narrow) c.fill({rest.right(), rest.mid_y() - 20, 1, 40}, Colour::line);
    rest.take_right(0, 16);
  }
}

void foot_bar(Canvas& c, const Rect& r, const StaffPage& page) {
  c.fill(r, Colour::surface);
  c.fill(r.top_part(1), Colour::line);
  const Canvas::Ground ground(c, Colour::surface);
  Rect rest = r.inset(size::staff_margin, 0);
  for (std::size_t i = page.buttons.size(); i-- > 0;) {
    const bool primary = page.buttons[i].look == Look::filled;
    Button b = page.buttons[i];
    if (b.type.size == 0) b.type = Type{26, 1.3f, true};
    const float w = std::max(button_width(c, b) + 16, primary ? 280.f : 0.f);
    button(c, rest.take_right(std::min(w, rest.w), 16).centred(std::min(w, rest.w + 16 + w), 68), b);
  }
  if (page.buttons.empty()) {
    Rect right = rest;
    float left_need = 0;
    if (!page.scan_prompt.empty()) left_need += c.measure(page.scan_prompt, type::card).w + 110;
    if (!page.type_code.id.empty()) left_need += button_width(c, page.type_code) + 32;
    right = right.after(std::min(left_need, right.w));
    devices(c, right, page.devices);
  }
  if (!page.scan_prompt.empty()) {
    const float w = std::min(c.measure(page.scan_prompt, type::card).w + 84, rest.w);
    const Rect box = rest.take_left(w, 16).centred(w, 64);
    c.fill(box, Colour::primary_wash, 10);
    const Canvas::Ground wash(c, Colour::primary_wash);
    c.icon(Icon::scan, {box.x + 18, box.mid_y() - 18, 36, 36}, Colour::primary_press, 2.6f);
    c.text(box.after(66), page.scan_prompt, type::card, Colour::primary_press);
  }
  if (!page.type_code.id.empty()) {
    const float w = std::min(button_width(c, page.type_code), rest.w);
    button(c, rest.take_left(w, 16).centred(w, size::staff_button), page.type_code);
  }
  if (page.foot_words.empty()) return;
  if (page.foot_icon != Icon::none) c.icon(page.foot_icon, rest.take_left(26, 12).centred(26, 26), Colour::ink_soft, 3.2f);
  c.paragraph({rest.x, rest.mid_y() - c.line_height(type::item) / 2, rest.w, 0}, page.foot_words, type::item, Colour::ink_soft, Align::left, 1);
}

void nav_button(Canvas& c, const Rect& r, const NavItem& item, bool chosen, bool upright) {
  if (!upright) {
    Button b{.id = item.id, .label = item.label, .left = item.icon, .value = item.value, .chosen = chosen, .off = item.off, .why = item.why, .align = Align::left};
    b.icon_size = 32;
    return button(c, r, b);
  }
  Widget w = parts::widget(c, Role::tab, r, item.id, item.label);
  w.chosen = chosen;
  w.off = item.off;
  w.why = item.why;
  const Canvas::Scope scope(c, std::move(w));
  parts::Box look = parts::control_box(c, chosen, scope.pressed(), item.off);
  if (chosen) look.width = 2;
  parts::box(c, r, look, size::radius_staff);
  const Canvas::Ground ground(c, look.ground);
  const Colour colour = item.off ? Colour::disabled : chosen ? Colour::primary_press : Colour::ink;
  const Type t{20, 1.3f, true};
  const float text_h = c.line_height(t), top = r.mid_y() - (32 + 6 + text_h) / 2;
  c.icon(item.icon, {r.mid_x() - 16, top, 32, 32}, colour, 2.8f);
  parts::label(c, {r.x + 6, top + 38, r.w - 12, text_h}, item.label, t, colour, Align::centre);
}

// At the right of the foot bar, where no button of the page is.
bool leave_in_foot(Canvas& c, const NavItem& leave) {
  const Button b{.id = leave.id, .label = leave.label, .left = leave.icon, .off = leave.off, .why = leave.why};
  const float w = button_width(c, b);
  const Rect place = Rect{c.area().right() - size::staff_margin - w, c.area().bottom() - size::foot_bar, w, size::foot_bar};
  const Rect px = c.to_px(place);
  for (const Widget& widget : c.registry().widgets())
    if (widget.rect.overlaps(px)) return false;
  const Canvas::Ground ground(c, Colour::surface);
  button(c, place.centred(w, size::staff_button), b);
  return true;
}

}  // namespace

Rect staff_page(Canvas& c, const StaffPage& page) {
  Rect rest = c.area();
  top_bar(c, rest.take_top(size::top_bar), page);
  foot_bar(c, rest.take_bottom(size::foot_bar), page);
  return rest.inset(size::staff_margin, 24);
}

Rect staff_navigation(Canvas& c, const Rect& area, const std::vector<NavItem>& items, std::string_view chosen_id,
                      const NavItem& leave) {
  Rect rest = area;
  if (c.portrait()) {
    std::vector<NavItem> all = items;
    const bool fills_the_row = all.size() % 2 == 1;
    if (!leave.id.empty() && (fills_the_row || !leave_in_foot(c, leave))) all.push_back(leave);
    const int per_row = static_cast<int>((all.size() + 1) / 2);
    const Rect bar = rest.take_bottom(2 * 100 + 12, 24);
    for (std::size_t i = 0; i < all.size(); ++i)
      nav_button(c, grid_cell(bar, static_cast<int>(i), std::max(per_row, 1), 100, 12, 12), all[i], all[i].id == chosen_id, true);
    return rest;
  }
  Rect column = rest.take_left(300, 24);
  if (!leave.id.empty()) nav_button(c, column.take_bottom(size::staff_button, 10), leave, false, false);
  for (const NavItem& item : items) nav_button(c, column.take_top(size::staff_button, 10), item, item.id == chosen_id, false);
  return rest;
}

Rect card(Canvas& c, const Rect& r, const Card& spec) {
  const bool grave = spec.tone == Tone::warn || spec.tone == Tone::alert;
  const Colour ground_colour = spec.tone == Tone::warn ? Colour::warn_wash : spec.tone == Tone::alert ? Colour::alert_wash : Colour::surface;
  const Colour line = spec.tone == Tone::warn ? Colour::warn : spec.tone == Tone::alert ? Colour::alert : Colour::line;
  parts::box(c, r, {ground_colour, line, grave ? 2.f : 1.f, false}, size::radius);
  Rect inside = r.inset(spec.pad_x, spec.pad_y);
  if (spec.title.empty()) return inside;
  const Canvas::Ground ground(c, ground_colour);
  const float h = c.line_height(type::card);
  const Rect head = inside.take_top(h, 12);
  const float w = c.text(head, spec.title, type::card);
  if (!spec.soft.empty()) c.text(head.after(w + 12), spec.soft, type::detail, Colour::ink_soft);
  return inside;
}

float card_height(const Canvas& c, const Card& spec, float content) {
  return 2 * spec.pad_y + (spec.title.empty() ? 0 : c.line_height(type::card) + 12) + content;
}

float heading(Canvas& c, const Rect& r, std::string_view words, std::string_view soft) {
  Widget w = parts::widget(c, Role::heading, r, "", std::string(words));
  const Canvas::Scope scope(c, std::move(w));
  float x = r.x + c.text(r, words, type::heading);
  if (!soft.empty()) x += 20 + c.text({x + 20, r.y + 2, r.right() - x - 20, r.h}, soft, type::item, Colour::ink_soft);
  return x;
}

void caption(Canvas& c, const Rect& r, std::string_view words) { c.text(r, words, type::small, Colour::ink_soft); }

}  // namespace redress::ui
