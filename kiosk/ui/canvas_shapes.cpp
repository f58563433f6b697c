// Shapes and icons of the canvas. Rectangles stand on whole pixels, so that lines are sharp.
#include <array>
#include <cmath>
#include <optional>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/smooth_shapes.h"
#include "kiosk/ui/svg_path.h"

namespace redress::ui {
namespace {

bool turns_sharply(ImVec2 a, ImVec2 b, ImVec2 c) {
  const float ux = b.x - a.x, uy = b.y - a.y, vx = c.x - b.x, vy = c.y - b.y;
  const float lengths = std::sqrt((ux * ux + uy * uy) * (vx * vx + vy * vy));
  return lengths > 0 && (ux * vx + uy * vy) / lengths < 0.9f;  // more than 26 degrees
}

void cap(ImDrawList& list, ImVec2 p, ImU32 colour, float width) {
  if (width >= 1.6f) fill_smooth(list, circle_points(p, width / 2), colour);
}

// A stroke mitres its corners; cutting the line there and laying a disc over the cut makes them round.
void round_stroke(ImDrawList& list, const Points& points, bool closed, ImU32 colour, float width) {
  const std::size_t n = points.size();
  if (n == 0) return;
  if (n == 1 || (n == 2 && std::hypot(points[1].x - points[0].x, points[1].y - points[0].y) < width * .1f))
    return cap(list, points[0], colour, width);
  Points path = points;
  if (closed) {
    std::size_t first = n;
    for (std::size_t i = 0; i < n && first == n; ++i)
      if (turns_sharply(points[(i + n - 1) % n], points[i], points[(i + 1) % n])) first = i;
    if (first == n) {  // smooth all round
      stroke_smooth(list, points, true, colour, width);
      return;
    }
    for (std::size_t i = 0; i <= n; ++i) {
      if (i == n) path.push_back(points[first]);
      else path[i] = points[(first + i) % n];
    }
  }
  std::size_t from = 0;
  cap(list, path.front(), colour, width);
  for (std::size_t i = 1; i < path.size(); ++i) {
    const bool last = i + 1 == path.size();
    if (!last && !turns_sharply(path[i - 1], path[i], path[i + 1])) continue;
    const auto begin = path.begin() + static_cast<std::ptrdiff_t>(from);
    stroke_smooth(list, {begin, path.begin() + static_cast<std::ptrdiff_t>(i + 1)}, false, colour, width);
    cap(list, path[i], colour, width);
    from = i;
  }
}

void dash_along(ImDrawList& list, Points path, ImU32 colour, float width, float on, float off) {
  path.push_back(path.front());
  float length = 0;
  for (std::size_t i = 1; i < path.size(); ++i)
    length += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
  const float fit = length / (std::max(1.f, std::round(length / (on + off))) * (on + off));
  on *= fit;
  off *= fit;
  Points piece{path.front()};
  float left = on;
  bool drawing = true;
  for (std::size_t i = 1; i < path.size(); ++i) {
    ImVec2 at = path[i - 1];
    float segment = std::hypot(path[i].x - at.x, path[i].y - at.y);
    while (segment > left) {
      const float t = left / segment;
      at = {at.x + (path[i].x - at.x) * t, at.y + (path[i].y - at.y) * t};
      segment -= left;
      if (drawing) {
        piece.push_back(at);
        stroke_smooth(list, piece, false, colour, width);
      }
      drawing = !drawing;
      left = drawing ? on : off;
      piece.assign(1, at);
    }
    left -= segment;
    if (drawing && segment > 0) piece.push_back(path[i]);
  }
}

const Drawing& drawing_of(Icon icon) {
  static std::array<std::optional<Drawing>, 256> cache;
  auto& slot = cache[static_cast<std::size_t>(icon)];
  if (!slot) slot = parse_path(icon_path(icon));
  return *slot;
}

}  // namespace

void Canvas::fill(const Rect& r, Colour c, float radius) {
  if (c == Colour::none) return;
  const Rect px = to_px(r);
  if (px.empty()) return;
  const float round_px = radius * scale_;
  if (round_px < .5f) list().AddRectFilled({px.x, px.y}, {px.right(), px.bottom()}, colour(c));
  else fill_smooth(list(), rounded_points(px, round_px), colour(c));
}

void Canvas::stroke(const Rect& r, Colour c, float width, float radius) {
  if (c == Colour::none) return;
  const Rect px = to_px(r);
  const float w = stroke_px(width);
  if (px.w < 2 * w || px.h < 2 * w) return;
  stroke_smooth(list(), rounded_points(px.inset(w / 2), std::max(0.f, radius * scale_ - w / 2)), true, colour(c), w);
}

void Canvas::dashed(const Rect& r, Colour c, float width, float radius) {
  const Rect px = to_px(r);
  const float w = stroke_px(width);
  dash_along(list(), rounded_points(px.inset(w / 2), std::max(0.f, radius * scale_ - w / 2)), colour(c), w,
             7 * scale_, 5 * scale_);
}

void Canvas::line(float x1, float y1, float x2, float y2, Colour c, float width) {
  stroke_smooth(list(), {{x1 * scale_, y1 * scale_}, {x2 * scale_, y2 * scale_}}, false, colour(c), stroke_px(width));
}

void Canvas::rule(const Rect& r, Colour c, float width) {
  const float y = snap(r.y);
  list().AddRectFilled({snap(r.x), y}, {snap(r.right()), y + stroke_px(width)}, colour(c));
}

void Canvas::circle(float cx, float cy, float radius, Colour c) {
  fill_smooth(list(), circle_points({cx * scale_, cy * scale_}, radius * scale_), colour(c));
}

void Canvas::ring(float cx, float cy, float radius, Colour c, float width, bool dashes) {
  const float w = stroke_px(width), r = radius * scale_ - w / 2;
  const Points path = circle_points({cx * scale_, cy * scale_}, r);
  if (dashes) dash_along(list(), path, colour(c), w, 6 * scale_, 4 * scale_);
  else stroke_smooth(list(), path, true, colour(c), w);
}

void Canvas::polygon(const std::vector<Size>& points, Colour fill, Colour outline_colour, float width) {
  Points path;
  for (const Size& p : points) path.push_back({p.w * scale_, p.h * scale_});
  if (fill != Colour::none) fill_smooth(list(), path, colour(fill));
  if (outline_colour != Colour::none) round_stroke(list(), path, true, colour(outline_colour), width * scale_);
}

void Canvas::polyline(const std::vector<Size>& points, Colour c, float width, bool closed) {
  Points path;
  for (const Size& p : points) path.push_back({p.w * scale_, p.h * scale_});
  round_stroke(list(), path, closed, colour(c), width * scale_);
}

void Canvas::icon(Icon icon, const Rect& box, Colour c, float stroke_width) {
  if (icon == Icon::none) return;
  const float unit = std::min(box.w, box.h) * scale_ / 48;
  const Rect square = box.centred(std::min(box.w, box.h), std::min(box.w, box.h));
  const float x = std::round(square.x * scale_), y = std::round(square.y * scale_);
  const Drawing& drawing = drawing_of(icon);
  const ImU32 col = colour(c);
  for (const Contour& contour : drawing.contours) {
    Points path;
    for (const Size& p : contour.points) path.push_back({x + p.w * unit, y + p.h * unit});
    round_stroke(list(), path, contour.closed, col, std::max(1.f, stroke_width * unit));
  }
  for (const Dot& dot : drawing.dots)
    fill_smooth(list(), circle_points({x + dot.x * unit, y + dot.y * unit}, std::max(.8f, dot.r * unit)), col);
}

}  // namespace redress::ui
