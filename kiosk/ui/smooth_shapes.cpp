#include "kiosk/ui/smooth_shapes.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/glyph_atlas.h"

namespace redress::ui {

namespace {

constexpr float ramp_px = 1, quarter_turn = 1.5707963f;
constexpr float longest_mitre = 10;  // times half the width; sharper corners are blunt

// Across the line from a to b, of length one; nothing between equal points.
ImVec2 normal_of(ImVec2 a, ImVec2 b) {
  const float dx = b.x - a.x, dy = b.y - a.y;
  const float length = std::sqrt(dx * dx + dy * dy);
  return length > 0 ? ImVec2(dy / length, -dx / length) : ImVec2(0, 0);
}

// From a corner to where the lines one pixel beside its two edges meet.
ImVec2 mitre_of(ImVec2 before, ImVec2 after) {
  const float x = (before.x + after.x) / 2, y = (before.y + after.y) / 2;
  const float squared = x * x + y * y;
  if (squared < 1e-6f) return {x, y};
  const float stretch = std::min(1 / squared, longest_mitre * longest_mitre);
  return {x * stretch, y * stretch};
}

std::vector<ImVec2> mitres_of(const Points& points, bool closed) {
  const std::size_t n = points.size();
  std::vector<ImVec2> normals(n), mitres(n);
  for (std::size_t i = 0; i < n; ++i) normals[i] = normal_of(points[i], points[(i + 1) % n]);
  if (!closed) normals[n - 1] = normals[n - 2];
  for (std::size_t i = 0; i < n; ++i) mitres[i] = mitre_of(normals[i > 0 ? i - 1 : closed ? n - 1 : 0], normals[i]);
  return mitres;
}

// Writes vertices and triangles of one shape into the room reserved for it.
class Mesh {
 public:
  Mesh(ImDrawList& list, std::size_t vertices, std::size_t triangles, ImU32 colour)
      : list_(list), colour_(colour) {
    list.PrimReserve(static_cast<int>(triangles) * 3, static_cast<int>(vertices));
    first_ = list._VtxCurrentIdx;
  }

  void vertex(ImVec2 at, ImVec2 along, float distance, bool visible) {
    constexpr float white = GlyphAtlas::white_uv;
    list_.PrimWriteVtx({at.x + along.x * distance, at.y + along.y * distance}, {white, white},
                       visible ? colour_ : colour_ & ~IM_COL32_A_MASK);
  }
  void triangle(std::size_t a, std::size_t b, std::size_t c) {
    for (const std::size_t corner : {a, b, c}) list_.PrimWriteIdx(static_cast<ImDrawIdx>(first_ + corner));
  }
  // Two triangles between places `a` and `b` of a ring or line of `stride` vertices each.
  void band(std::size_t a, std::size_t b, std::size_t inner, std::size_t outer) {
    triangle(b + inner, a + inner, a + outer);
    triangle(a + outer, b + outer, b + inner);
  }

 private:
  ImDrawList& list_;
  ImU32 colour_;
  unsigned first_;
};

bool visible(ImU32 colour) { return (colour & IM_COL32_A_MASK) != 0; }

// A line of at most a pixel: one row of full colour between two ramps.
void stroke_thin(ImDrawList& list, const Points& points, const std::vector<ImVec2>& mitres, std::size_t pieces,
                 ImU32 colour) {
  const std::size_t n = points.size();
  Mesh mesh(list, n * 3, pieces * 4, colour);
  for (std::size_t i = 0; i < n; ++i) {
    mesh.vertex(points[i], mitres[i], 0, true);
    mesh.vertex(points[i], mitres[i], ramp_px, false);
    mesh.vertex(points[i], mitres[i], -ramp_px, false);
  }
  for (std::size_t i = 0; i < pieces; ++i) {
    const std::size_t a = i * 3, b = (i + 1) % n * 3;
    mesh.band(a, b, 0, 1);
    mesh.band(a, b, 0, 2);
  }
}

void stroke_thick(ImDrawList& list, const Points& points, const std::vector<ImVec2>& mitres, std::size_t pieces,
                  ImU32 colour, float width) {
  const std::size_t n = points.size();
  const float inner = (width - ramp_px) / 2, outer = inner + ramp_px;
  Mesh mesh(list, n * 4, pieces * 6, colour);
  for (std::size_t i = 0; i < n; ++i) {
    mesh.vertex(points[i], mitres[i], outer, false);
    mesh.vertex(points[i], mitres[i], inner, true);
    mesh.vertex(points[i], mitres[i], -inner, true);
    mesh.vertex(points[i], mitres[i], -outer, false);
  }
  for (std::size_t i = 0; i < pieces; ++i) {
    const std::size_t a = i * 4, b = (i + 1) % n * 4;
    mesh.band(a, b, 1, 2);
    mesh.band(a, b, 1, 0);
    mesh.band(a, b, 2, 3);
  }
}

}  // namespace

Points circle_points(ImVec2 centre, float radius) {
  const int count = radius < 4 ? 16 : radius < 40 ? 48 : 96;
  Points out(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const float angle = 4 * quarter_turn * static_cast<float>(i) / static_cast<float>(count);
    out[static_cast<std::size_t>(i)] = {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
  }
  return out;
}

Points rounded_points(const Rect& px, float radius) {
  Points out;
  const float r = std::min({radius, px.w / 2, px.h / 2});
  const ImVec2 centres[] = {{px.x + r, px.y + r}, {px.right() - r, px.y + r},
                            {px.right() - r, px.bottom() - r}, {px.x + r, px.bottom() - r}};
  const int steps = r < 1 ? 0 : std::max(4, static_cast<int>(r / 2));
  for (int corner = 0; corner < 4; ++corner)
    for (int i = 0; i <= steps; ++i) {
      const float turned = steps ? static_cast<float>(i) / static_cast<float>(steps) : 0;
      const float angle = (static_cast<float>(corner) + 2 + turned) * quarter_turn;
      const ImVec2 p{centres[corner].x + r * std::cos(angle), centres[corner].y + r * std::sin(angle)};
      if (out.empty() || std::hypot(p.x - out.back().x, p.y - out.back().y) > .05f) out.push_back(p);
    }
  if (std::hypot(out.front().x - out.back().x, out.front().y - out.back().y) < .05f) out.pop_back();
  return out;
}

void fill_smooth(ImDrawList& list, const Points& points, ImU32 colour) {
  const std::size_t n = points.size();
  if (n < 3 || !visible(colour)) return;
  const auto mitres = mitres_of(points, true);
  Mesh mesh(list, n * 2, n - 2 + n * 2, colour);
  for (std::size_t i = 0; i < n; ++i) {
    mesh.vertex(points[i], mitres[i], -ramp_px / 2, true);
    mesh.vertex(points[i], mitres[i], ramp_px / 2, false);
  }
  for (std::size_t i = 2; i < n; ++i) mesh.triangle(0, (i - 1) * 2, i * 2);  // a fan: the rasteriser fills it at once
  for (std::size_t i = 0; i < n; ++i) mesh.band(i * 2, (i + 1) % n * 2, 0, 1);
}

void stroke_smooth(ImDrawList& list, const Points& points, bool closed, ImU32 colour, float width) {
  const std::size_t n = points.size();
  if (n < 2 || !visible(colour)) return;
  const auto mitres = mitres_of(points, closed);
  const std::size_t pieces = closed ? n : n - 1;
  if (width <= ramp_px) stroke_thin(list, points, mitres, pieces, colour);
  else stroke_thick(list, points, mitres, pieces, colour, width);
}

}  // namespace redress::ui
