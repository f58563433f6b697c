// ImGui's triangles, read back into what they were drawn as: rectangles, characters, convex shapes and
// triangles with colour ramps. Parts of the rasteriser; nobody else includes this.
#pragma once

#include <imgui.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace redress::ui {

// Half-open rectangle of whole pixels.
struct PixelBox {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool empty() const { return x0 >= x1 || y0 >= y1; }
};
inline PixelBox intersect(const PixelBox& a, const PixelBox& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

// First pixel whose centre is at or right of x (and the same downwards): pixel centres decide, as on a GPU.
inline int first_pixel(float x) {
  const float edge = x - 0.5f;
  const int towards_zero = static_cast<int>(edge);
  return towards_zero + (static_cast<float>(towards_zero) < edge ? 1 : 0);
}

struct Primitive {
  enum class Kind : std::uint8_t {
    fill,      // the box in one colour
    glyph,     // the box in one colour, coverage from the atlas texel for texel
    image,     // an axis-aligned quad that stretches the atlas: nearest texel
    polygon,   // convex, one colour: a fan of triangles
    triangle,  // a colour at each corner
  };
  Kind kind = Kind::fill;
  std::uint8_t alpha = 255;
  std::uint16_t triangles = 0;
  std::uint32_t rgb = 0;  // 0xFFRRGGBB
  PixelBox box;           // bounds, inside the clip rectangle
  std::int16_t texel_x = 0, texel_y = 0;  // glyph: texel of the box's first pixel
  const ImDrawVert* vertices = nullptr;   // of the draw list; valid while the draw data is
  const ImDrawIdx* indices = nullptr;
  std::uint64_t hash = 0;  // of everything that decides the pixels inside `box`

  const ImDrawVert& vertex(int index) const { return vertices[indices[index]]; }
  ImVec2 position(int index) const { return vertex(index).pos; }
  // Of a polygon, 0 to triangles + 1.
  ImVec2 corner(int i) const { return position(i < 2 ? i : (i - 2) * 3 + 2); }
};

inline constexpr std::uint64_t hash_seed = 0x243F6A8885A308D3;
inline std::uint64_t mix_hash(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15;
  return hash ^ (hash >> 32);
}

// 0xFFRRGGBB of ImGui's colour.
inline std::uint32_t rgb_of(ImU32 color) {
  return 0xFF000000U | (color & 0xFFU) << 16 | (color & 0xFF00U) | (color >> 16 & 0xFFU);
}

// All that is visible, in drawing order. DisplayPos must be 0, 0 (one screen, no viewports).
void read_primitives(const ImDrawData& data, int width, int height, std::vector<Primitive>& out);

}  // namespace redress::ui
