#include "tests/raster/reference.h"

#include <algorithm>
#include <cmath>

namespace redress::ui {
namespace {

double side(ImVec2 a, ImVec2 b, double x, double y) {
  return (static_cast<double>(b.x) - a.x) * (y - a.y) - (static_cast<double>(b.y) - a.y) * (x - a.x);
}

// A centre exactly on an edge belongs to the triangle right of or below the edge.
bool owns_edge(ImVec2 a, ImVec2 b) { return (a.y == b.y && b.x > a.x) || b.y < a.y; }

bool inside(const ImDrawVert* v[3], double x, double y, double weight[3]) {
  const double area = side(v[0]->pos, v[1]->pos, v[2]->pos.x, v[2]->pos.y);
  if (area == 0) return false;
  for (int i = 0; i < 3; ++i) {
    ImVec2 a = v[(i + 1) % 3]->pos, b = v[(i + 2) % 3]->pos;
    weight[i] = side(a, b, x, y) / area;
    if (area < 0) std::swap(a, b);
    if (weight[i] < 0 || (weight[i] == 0 && !owns_edge(a, b))) return false;
  }
  return true;
}

double channel(const ImDrawVert* v[3], const double weight[3], int shift) {
  double sum = 0;
  for (int i = 0; i < 3; ++i) sum += weight[i] * static_cast<double>(v[i]->col >> shift & 0xFF);
  return sum;
}

double coverage(const ImDrawVert* v[3], const double weight[3], const GlyphAtlas& atlas) {
  double texel_x = 0, texel_y = 0;
  for (int i = 0; i < 3; ++i) {
    texel_x += weight[i] * v[i]->uv.x * GlyphAtlas::uv_span;
    texel_y += weight[i] * v[i]->uv.y * GlyphAtlas::uv_span;
  }
  const auto at = static_cast<std::size_t>(std::floor(texel_y + 1e-6)) * GlyphAtlas::width +
                  static_cast<std::size_t>(std::floor(texel_x + 1e-6));
  return atlas.coverage()[at] / 255.0;
}

void draw_pixel(std::uint32_t& pixel, const ImDrawVert* v[3], const double weight[3], const GlyphAtlas& atlas) {
  const double alpha = channel(v, weight, IM_COL32_A_SHIFT) / 255 * coverage(v, weight, atlas);
  std::uint32_t mixed = 0xFF;
  for (const auto& [from, to] : {std::pair{IM_COL32_R_SHIFT, 16}, {IM_COL32_G_SHIFT, 8}, {IM_COL32_B_SHIFT, 0}}) {
    const double under = static_cast<double>(pixel >> to & 0xFF);
    mixed = mixed << 8 | static_cast<std::uint32_t>(std::lround(under + (channel(v, weight, from) - under) * alpha));
  }
  pixel = mixed;
}

}  // namespace

void draw_reference(const ImDrawData& data, const GlyphAtlas& atlas, PixelBuffer target, std::uint32_t ground_rgb) {
  std::fill_n(target.pixels, target.stride * target.height, ground_rgb);
  const ImDrawList& list = *data.CmdLists[0];
  for (const ImDrawCmd& command : list.CmdBuffer) {
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
      const ImDrawVert* v[3];
      for (unsigned k = 0; k < 3; ++k)
        v[k] = &list.VtxBuffer[static_cast<int>(command.VtxOffset + list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)])];
      const auto low = [&](float a, float b, float c, float clip) { return static_cast<int>(std::max(std::floor(std::min({a, b, c})), std::floor(clip))); };
      const auto high = [&](float a, float b, float c, float clip) { return static_cast<int>(std::min(std::ceil(std::max({a, b, c})), std::floor(clip))); };
      const int x0 = std::max(0, low(v[0]->pos.x, v[1]->pos.x, v[2]->pos.x, command.ClipRect.x));
      const int y0 = std::max(0, low(v[0]->pos.y, v[1]->pos.y, v[2]->pos.y, command.ClipRect.y));
      const int x1 = std::min(target.width, high(v[0]->pos.x, v[1]->pos.x, v[2]->pos.x, command.ClipRect.z));
      const int y1 = std::min(target.height, high(v[0]->pos.y, v[1]->pos.y, v[2]->pos.y, command.ClipRect.w));
      for (int y = y0; y < y1; ++y)
        for (int x = x0; x < x1; ++x) {
          double weight[3];
          if (inside(v, x + 0.5, y + 0.5, weight)) draw_pixel(target.pixels[y * target.stride + x], v, weight, atlas);
        }
    }
  }
}

}  // namespace redress::ui
