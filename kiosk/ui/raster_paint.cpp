#include "kiosk/ui/raster_paint.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/ui/raster_blend.h"

namespace redress::ui {
namespace {

std::uint32_t* row_of(const PixelBuffer& target, int y) {
  return target.pixels + static_cast<std::ptrdiff_t>(y) * target.stride;
}

// An edge's place on each row's centre line. Always computed from its upper end, so that two shapes that
// share an edge meet without gap or overlap.
class Edge {
 public:
  Edge(ImVec2 a, ImVec2 b) : top_(a), bottom_(b) {
    if (b.y < a.y || (b.y == a.y && b.x < a.x)) std::swap(top_, bottom_);
    const float height = bottom_.y - top_.y;
    slope_ = height > 0 ? (bottom_.x - top_.x) / height : 0;
  }
  int first_row() const { return first_pixel(top_.y); }
  int end_row() const { return first_pixel(bottom_.y); }
  int first_x(int row, int low, int high) const {
    const float x = top_.x + (static_cast<float>(row) + 0.5f - top_.y) * slope_;
    if (!(x > static_cast<float>(low))) return low;
    if (x > static_cast<float>(high)) return high;
    return std::clamp(first_pixel(x), low, high);
  }

 private:
  ImVec2 top_, bottom_;
  float slope_ = 0;
};

// Leftmost and rightmost edge on each row of a window.
struct Spans {
  PixelBox box;
  std::array<int, window_rows> low, high;

  explicit Spans(const PixelBox& bounds) : box(bounds) {
    const auto rows = static_cast<std::size_t>(box.y1 - box.y0);
    std::fill_n(low.begin(), rows, box.x1);
    std::fill_n(high.begin(), rows, box.x0);
  }

  void add(const Edge& edge) {
    const int end = std::min(edge.end_row(), box.y1);
    for (int y = std::max(edge.first_row(), box.y0); y < end; ++y) {
      const int x = edge.first_x(y, box.x0, box.x1);
      const auto row = static_cast<std::size_t>(y - box.y0);
      low[row] = std::min(low[row], x);
      high[row] = std::max(high[row], x);
    }
  }
};

void paint_polygon(const PixelBuffer& target, const PixelBox& box, const Primitive& primitive) {
  const int corners = primitive.triangles + 2;
  Spans spans(box);
  for (int i = 0; i < corners; ++i) 
    spans.add(Edge(primitive.corner(i), primitive.corner(i + 1 < corners ? i + 1 : 0)));
  for (int y = box.y0; y < box.y1; ++y) {
    const auto row = static_cast<std::size_t>(y - box.y0);
    if (spans.low[row] < spans.high[row])
      blend_row(row_of(target, y) + spans.low[row], spans.high[row] - spans.low[row], primitive.rgb, primitive.alpha);
  }
}

// One channel as a plane through its values at three corners, never beyond them.
class Ramp {
 public:
  Ramp() = default;
  Ramp(const std::array<ImVec2, 3>& p, const std::array<float, 3>& value) : origin_(p[0]), base_(value[0]) {
    const float ax = p[1].x - p[0].x, ay = p[1].y - p[0].y, bx = p[2].x - p[0].x, by = p[2].y - p[0].y;
    const float area = ax * by - bx * ay;
    const float a = value[1] - value[0], b = value[2] - value[0];
    if (area != 0) {
      const float share = 1 / area;
      per_x_ = (a * by - b * ay) * share;
      per_y_ = (b * ax - a * bx) * share;
    }
    least_ = std::min({value[0], value[1], value[2]});
    most_ = std::max({value[0], value[1], value[2]});
  }
  std::uint32_t at(int x, int y) const {
    const float value = base_ + per_x_ * (static_cast<float>(x) + 0.5f - origin_.x) +
                        per_y_ * (static_cast<float>(y) + 0.5f - origin_.y);
    return static_cast<std::uint32_t>(std::min(std::max(value, least_), most_) + 0.5f);
  }

 private:
  ImVec2 origin_;
  float base_ = 0, per_x_ = 0, per_y_ = 0, least_ = 0, most_ = 0;
};

struct Corners {
  std::array<ImVec2, 3> position;
  std::array<ImU32, 3> color;

  explicit Corners(const Primitive& primitive) {
    for (std::size_t i = 0; i < 3; ++i) {
      position[i] = primitive.position(static_cast<int>(i));
      color[i] = primitive.vertex(static_cast<int>(i)).col;
    }
  }
  Ramp ramp(int shift) const {
    std::array<float, 3> value;
    for (std::size_t i = 0; i < 3; ++i) value[i] = static_cast<float>(color[i] >> shift & 0xFF);
    return Ramp(position, value);
  }
  // The edges of smooth shapes: one colour that fades out.
  bool differs_in_alpha_only() const {
    const ImU32 rgb = ~IM_COL32_A_MASK;
    return ((color[0] ^ color[1]) & rgb) == 0 && ((color[0] ^ color[2]) & rgb) == 0;
  }
};

template <class PixelColor>
void paint_spans(const PixelBuffer& target, const Spans& spans, const Ramp& alpha, PixelColor&& color) {
  for (int y = spans.box.y0; y < spans.box.y1; ++y) {
    const auto row = static_cast<std::size_t>(y - spans.box.y0);
    std::uint32_t* const pixels = row_of(target, y);
    for (int x = spans.low[row]; x < spans.high[row]; ++x)
      pixels[x] = blend_pixel(pixels[x], color(x, y), alpha.at(x, y));
  }
}

void paint_triangle(const PixelBuffer& target, const PixelBox& box, const Primitive& primitive) {
  const Corners corners(primitive);
  Spans spans(box);
  for (std::size_t i = 0; i < 3; ++i) spans.add(Edge(corners.position[i], corners.position[(i + 1) % 3]));
  const Ramp alpha = corners.ramp(IM_COL32_A_SHIFT);
  if (corners.differs_in_alpha_only()) {
    paint_spans(target, spans, alpha, [rgb = primitive.rgb](int, int) { return rgb; });
    return;
  }
  const Ramp red = corners.ramp(IM_COL32_R_SHIFT), green = corners.ramp(IM_COL32_G_SHIFT),
             blue = corners.ramp(IM_COL32_B_SHIFT);
  paint_spans(target, spans, alpha, [&](int x, int y) {
    return 0xFF000000U | red.at(x, y) << 16 | green.at(x, y) << 8 | blue.at(x, y);
  });
}

void paint_glyph(const PixelBuffer& target, const PixelBox& box, const Primitive& primitive, const GlyphAtlas& atlas) {
  const int texel_x = primitive.texel_x + box.x0 - primitive.box.x0;
  for (int y = box.y0; y < box.y1; ++y) {
    const int texel_y = primitive.texel_y + y - primitive.box.y0;
    const std::uint8_t* coverage =
        atlas.coverage() + static_cast<std::ptrdiff_t>(texel_y) * GlyphAtlas::width + texel_x;
    blend_coverage_row(row_of(target, y) + box.x0, coverage, box.x1 - box.x0, primitive.rgb, primitive.alpha);
  }
}

void paint_image(const PixelBuffer& target, const PixelBox& box, const Primitive& primitive, const GlyphAtlas& atlas) {
  const ImVec2 a = primitive.position(0), c = primitive.position(2);
  const ImVec2 uv_a = primitive.vertex(0).uv, uv_c = primitive.vertex(2).uv;
  const auto texel = [](int pixel, float from, float to, float uv_from, float uv_to, int end) {
    const float part = (static_cast<float>(pixel) + 0.5f - from) / (to - from);
    const float place = (uv_from + (uv_to - uv_from) * part) * GlyphAtlas::uv_span;
    return static_cast<int>(std::clamp(place, 0.0f, static_cast<float>(end - 1)));
  };
  for (int y = box.y0; y < box.y1; ++y) {
    const int v = texel(y, a.y, c.y, uv_a.y, uv_c.y, atlas.rows());
    for (int x = box.x0; x < box.x1; ++x) {
      const int u = texel(x, a.x, c.x, uv_a.x, uv_c.x, GlyphAtlas::width);
      const std::uint8_t coverage = atlas.coverage()[static_cast<std::ptrdiff_t>(v) * GlyphAtlas::width + u];
      auto& pixel = row_of(target, y)[x];
      pixel = blend_pixel(pixel, primitive.rgb, scale_alpha(coverage, primitive.alpha));
    }
  }
}

void paint_fill(const PixelBuffer& target, const PixelBox& box, std::uint32_t rgb, std::uint32_t alpha) {
  for (int y = box.y0; y < box.y1; ++y) blend_row(row_of(target, y) + box.x0, box.x1 - box.x0, rgb, alpha);
}

}  // namespace

void paint_ground(const PixelBuffer& target, const PixelBox& window, std::uint32_t rgb) {
  paint_fill(target, window, rgb, 255);
}

void paint(const PixelBuffer& target, const PixelBox& window, const Primitive& primitive, const GlyphAtlas& atlas) {
  const PixelBox box = intersect(window, primitive.box);
  if (box.empty()) return;
  switch (primitive.kind) {
    case Primitive::Kind::fill: return paint_fill(target, box, primitive.rgb, primitive.alpha);
    case Primitive::Kind::glyph: return paint_glyph(target, box, primitive, atlas);
    case Primitive::Kind::image: return paint_image(target, box, primitive, atlas);
    case Primitive::Kind::polygon: return paint_polygon(target, box, primitive);
    case Primitive::Kind::triangle: return paint_triangle(target, box, primitive);
  }
}

}  // namespace redress::ui
