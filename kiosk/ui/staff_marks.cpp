// Level and state marks: readable without colour by their outlines.
#include "kiosk/ui/parts.h"
#include "kiosk/ui/staff.h"

namespace redress::ui {
namespace {

// Points of the 48 grid, moved into the box.
std::vector<Size> in_box(const Rect& box, std::vector<Size> points) {
  for (Size& p : points) p = {box.x + p.w * box.w / 48, box.y + p.h * box.h / 48};
  return points;
}

Colour level_text(const Canvas& c, int level) {
  if (level >= 4) return Colour::ink;
  // In high contrast the marks are light, so the figure is dark.
  return c.theme().kind == ThemeKind::contrast ? Colour::on_alert : Colour::white;
}

}  // namespace

void level_mark(Canvas& c, const Rect& box, int level) {
  Colour ground = Colour::surface;
  switch (level) {
    case 1:
      ground = Colour::alert;
      c.polygon(in_box(box, {{15, 2}, {33, 2}, {46, 15}, {46, 33}, {33, 46}, {15, 46}, {2, 33}, {2, 15}}), ground);
      break;
    case 2:
      ground = Colour::warn;
      // Slightly rounded corners: the outline is stroked in the same colour.
      c.polygon(in_box(box, {{24, 2}, {46, 24}, {24, 46}, {2, 24}}), ground, ground, 2);
      break;
    case 3:
      ground = Colour::info;
      c.fill(box.inset(box.w * 4 / 48), ground, box.w * 6 / 48);
      break;
    default:
      c.circle(box.mid_x(), box.mid_y(), box.w * 20 / 48, Colour::surface);
      c.ring(box.mid_x(), box.mid_y(), box.w * 21.5f / 48, Colour::ink_soft, std::max(2.f, box.w * 3 / 48));
  }
  const Canvas::Ground on(c, ground);
  // The mark keeps its size at every text scale, so its figure does too.
  const Type t{26 * box.w / 48 / c.theme().text_scale, 1.0f, true};
  c.text(box, std::to_string(level), t, level_text(c, level), Align::centre);
}

Colour mark_colour(Mark mark) {
  switch (mark) {
    case Mark::ok: return Colour::ok;
    case Mark::attention: return Colour::warn;
    case Mark::fault: return Colour::alert;
    case Mark::waiting: case Mark::off: break;
  }
  return Colour::ink_soft;
}

void state_mark(Canvas& c, const Rect& box, Mark mark) {
  const float unit = box.w / 48;
  const auto stroke = [&](std::vector<Size> points, Colour colour, float width) {
    c.polyline(in_box(box, std::move(points)), colour, width * unit);
  };
  const Colour on = c.theme().kind == ThemeKind::contrast ? Colour::on_alert : Colour::white;
  switch (mark) {
    case Mark::ok:
      c.circle(box.mid_x(), box.mid_y(), 21 * unit, Colour::ok);
      stroke({{13, 25}, {21, 33}, {35, 17}}, on, 4.5f);
      break;
    case Mark::attention:
      c.polygon(in_box(box, {{24, 4}, {46, 43}, {2, 43}}), Colour::warn, Colour::warn, 2 * unit);
      stroke({{24, 18}, {24, 30}}, on, 4.5f);
      c.circle(box.x + 24 * unit, box.y + 37 * unit, 2.4f * unit, on);
      break;
    case Mark::fault:
      c.fill(box.inset(3 * unit), Colour::alert, 5 * unit);
      stroke({{15, 15}, {33, 33}}, on, 4.5f);
      stroke({{33, 15}, {15, 33}}, on, 4.5f);
      break;
    case Mark::waiting:
    case Mark::off:
      c.circle(box.mid_x(), box.mid_y(), 20 * unit, Colour::surface);
      c.ring(box.mid_x(), box.mid_y(), 21.7f * unit, Colour::line_strong, 3.5f * unit);
      if (mark == Mark::waiting) stroke({{24, 13}, {24, 25}, {31, 29}}, Colour::ink_soft, 4);
      else stroke({{14, 24}, {34, 24}}, Colour::ink_soft, 4);
      break;
  }
}

float state_words(Canvas& c, const Rect& r, Mark mark, std::string_view words, Type t, Colour colour, Align align) {
  const float side = t.size * 1.25f, gap = t.size * .42f;
  const float words_w = std::min(c.measure(words, t).w, r.w - side - gap), total = side + gap + words_w;
  const float x = align == Align::left ? r.x : align == Align::right ? r.right() - total : r.mid_x() - total / 2;
  state_mark(c, {x, r.mid_y() - side / 2, side, side}, mark);
  c.text({x + side + gap, r.y, words_w + 1, r.h}, words, t, colour == Colour::none ? Colour::ink : colour);
  return total;
}

}  // namespace redress::ui
