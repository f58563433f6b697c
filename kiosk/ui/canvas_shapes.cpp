// Shapes and icons of the canvas. Rectangles stand on whole pixels, so that lines are sharp.
#include <imgui.h>

#include <array>
#include <cmath>
#include <optional>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/svg_path.h"

namespace redress::ui {
namespace {

using Points = std::vector<ImVec2>;

bool turns_sharply(ImVec2 a, ImVec2 b, ImVec2 c) {
  const float ux = b.x - a.x, uy = b.y - a.y, vx = c.x - b.x, vy = c.y - b.y;
  const float lengths = std::sqrt((ux * ux + uy * uy) * (vx * vx + vy * vy));
  return lengths > 0 && (ux * vx + uy * vy) / lengths < 0.9f;  // more than 26 degrees
}

void cap(ImDrawList& list, ImVec2 p, ImU32 colour, float width) {
  if (width >= 1.6f) list.AddCircleFilled(p, width / 2, colour, width < 8 ? 16 : 0);
}

// ImGui mitres its corners; cutting the line there and laying a disc over the cut makes them round.
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
      list.AddPolyline(points.data(), static_cast<int>(n), colour, ImDrawFlags_Closed, width);
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
    list.AddPolyline(&path[from], static_cast<int>(i - from + 1), colour, 0, width);
    cap(list, path[i], colour, width);
    from = i;
  }
}

// Points along a rounded rectangle, clockwise from the top left.
Points outline(const Rect& px, float radius) {
  Points out;
  const float r = std::min({radius, px.w / 2, px.h / 2});
  const ImVec2 centres[] = {{px.x + r, px.y + r}, {px.right() - r, px.y + r},
                            {px.right() - r, px.bottom() - r}, {px.x + r, px.bottom() - r}};
  const int steps = r < 1 ? 0 : std::max(4, static_cast<int>(r / 2));
  for (int corner = 0; corner < 4; ++corner)
    for (int i = 0; i <= steps; ++i) {
      const float angle = (static_cast<float>(corner) + 2 + (steps ? static_cast<float>(i) / static_cast<float>(steps) : 0)) *
                          1.5707963f;
      const ImVec2 p{centres[corner].x + r * std::cos(angle), centres[corner].y + r * std::sin(angle)};
      if (out.empty() || std::hypot(p.x - out.back().x, p.y - out.back().y) > .05f) out.push_back(p);
    }
  if (std::hypot(out.front().x - out.back().x, out.front().y - out.back().y) < .05f) out.pop_back();
  return out;
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
        list.AddPolyline(piece.data(), static_cast<int>(piece.size()), colour, 0, width);
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
  list().AddRectFilled({px.x, px.y}, {px.right(), px.bottom()}, colour(c),
                       std::min({radius * scale_, px.w / 2, px.h / 2}));
}

void Canvas::stroke(const Rect& r, Colour c, float width, float radius) {
  if (c == Colour::none) return;
  const Rect px = to_px(r);
  const float w = stroke_px(width);
  if (px.w < 2 * w || px.h < 2 * w) return;
  const Points path = outline(px.inset(w / 2), std::max(0.f, radius * scale_ - w / 2));
  list().AddPolyline(path.data(), static_cast<int>(path.size()), colour(c), ImDrawFlags_Closed, w);
}

void Canvas::dashed(const Rect& r, Colour c, float width, float radius) {
  const Rect px = to_px(r);
  const float w = stroke_px(width);
  dash_along(list(), outline(px.inset(w / 2), std::max(0.f, radius * scale_ - w / 2)), colour(c), w,
             7 * scale_, 5 * scale_);
}

void Canvas::line(float x1, float y1, float x2, float y2, Colour c, float width) {
  const ImVec2 points[] = {{x1 * scale_, y1 * scale_}, {x2 * scale_, y2 * scale_}};
  list().AddPolyline(points, 2, colour(c), 0, stroke_px(width));
}

void Canvas::rule(const Rect& r, Colour c, float width) {
  const float y = snap(r.y);
  list().AddRectFilled({snap(r.x), y}, {snap(r.right()), y + stroke_px(width)}, colour(c));
}

void Canvas::circle(float cx, float cy, float radius, Colour c) {
  list().AddCircleFilled({cx * scale_, cy * scale_}, radius * scale_, colour(c), radius * scale_ > 40 ? 96 : 48);
}

void Canvas::ring(float cx, float cy, float radius, Colour c, float width, bool dashes) {
  const float w = stroke_px(width), r = radius * scale_ - w / 2;
  Points path;
  for (int i = 0; i < 64; ++i) {
    const float angle = 6.2831853f * static_cast<float>(i) / 64;
    path.push_back({cx * scale_ + r * std::cos(angle), cy * scale_ + r * std::sin(angle)});
  }
  if (dashes) dash_along(list(), path, colour(c), w, 6 * scale_, 4 * scale_);
  else list().AddPolyline(path.data(), 64, colour(c), ImDrawFlags_Closed, w);
}

void Canvas::polygon(const std::vector<Size>& points, Colour fill, Colour outline_colour, float width) {
  Points path;
  for (const Size& p : points) path.push_back({p.w * scale_, p.h * scale_});
  if (fill != Colour::none) list().AddConvexPolyFilled(path.data(), static_cast<int>(path.size()), colour(fill));
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
    list().AddCircleFilled({x + dot.x * unit, y + dot.y * unit}, std::max(.8f, dot.r * unit), col, 24);
}

}  // namespace redress::ui
