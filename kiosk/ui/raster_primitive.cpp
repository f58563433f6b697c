#include "kiosk/ui/raster_primitive.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "kiosk/ui/glyph_atlas.h"

namespace redress::ui {

PixelBox intersect(const PixelBox& a, const PixelBox& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

namespace {

constexpr int triangle_indices = 3, quad_indices = 6;
constexpr float far_px = 16000;  // keeps wild coordinates inside an int

std::uint64_t pair_bits(float a, float b) {
  return static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(a)) << 32 | std::bit_cast<std::uint32_t>(b);
}

bool is_white(ImVec2 uv) { return uv.x == GlyphAtlas::white_uv && uv.y == GlyphAtlas::white_uv; }

class Reader {
 public:
  Reader(const ImDrawData& data, int width, int height, std::vector<Primitive>& out)
      : data_(data), screen_{0, 0, width, height}, out_(out) {}

  void read() {
    for (int i = 0; i < data_.CmdListsCount; ++i) {
      const ImDrawList& list = *data_.CmdLists[i];
      for (const ImDrawCmd& command : list.CmdBuffer)
        if (command.UserCallback == nullptr) read_command(list, command);
    }
  }

 private:
  const ImDrawData& data_;
  PixelBox screen_;
  std::vector<Primitive>& out_;
  const ImDrawVert* vertices_ = nullptr;
  PixelBox clip_;

  void read_command(const ImDrawList& list, const ImDrawCmd& command) {
    const ImVec4 clip = command.ClipRect;
    const ImVec2 from = data_.DisplayPos;
    const auto pixel = [](float v) { return static_cast<int>(std::clamp(v, -far_px, far_px)); };
    clip_ = intersect(screen_, {pixel(clip.x - from.x), pixel(clip.y - from.y), pixel(clip.z - from.x),
                                pixel(clip.w - from.y)});
    if (clip_.empty()) return;
    vertices_ = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* at = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* const end = at + command.ElemCount;
    while (end - at >= triangle_indices) {
      if (end - at >= quad_indices && read_quad(at)) {
        at += quad_indices;
      } else {
        const int count = fan_length(at, end);
        count > triangle_indices ? read_polygon(at, count) : read_triangle(at);
        at += count;
      }
    }
  }

  const ImDrawVert& vertex(ImDrawIdx index) const { return vertices_[index]; }

  // An upright rectangle of one colour, as ImDrawList's PrimRect and PrimRectUV write it.
  bool read_quad(const ImDrawIdx* at) {
    if (at[0] != at[3] || at[2] != at[4]) return false;
    const ImDrawVert &a = vertex(at[0]), &b = vertex(at[1]), &c = vertex(at[2]), &d = vertex(at[5]);
    if (a.pos.y != b.pos.y || b.pos.x != c.pos.x || c.pos.y != d.pos.y || d.pos.x != a.pos.x) return false;
    if (a.col != b.col || a.col != c.col || a.col != d.col) return false;
    Primitive primitive = start(at, quad_indices, a.col);
    bound(primitive);
    if (is_white(a.uv) && is_white(c.uv)) {
      primitive.kind = Primitive::Kind::fill;
    } else {
      aim_at_texels(primitive, a, c);
    }
    keep(primitive);
    return true;
  }

  void aim_at_texels(Primitive& primitive, const ImDrawVert& a, const ImDrawVert& c) {
    constexpr float span = GlyphAtlas::uv_span;
    const ImVec2 top_left = primitive.position(0);
    const float u = a.uv.x * span, v = a.uv.y * span;
    const bool is_whole = top_left.x == std::floor(top_left.x) && top_left.y == std::floor(top_left.y) &&
                          u == std::floor(u) && v == std::floor(v);
    const bool is_one_to_one =
        c.uv.x * span - u == c.pos.x - a.pos.x && c.uv.y * span - v == c.pos.y - a.pos.y && c.pos.x > a.pos.x;
    primitive.kind = is_whole && is_one_to_one ? Primitive::Kind::glyph : Primitive::Kind::image;
    primitive.texel_x = static_cast<int>(u) + primitive.box.x0 - static_cast<int>(top_left.x);
    primitive.texel_y = static_cast<int>(v) + primitive.box.y0 - static_cast<int>(top_left.y);
  }

  // Indices of the convex fan that starts here, or three where there is none.
  int fan_length(const ImDrawIdx* at, const ImDrawIdx* end) const {
    const ImU32 color = vertex(at[0]).col;
    int count = 0;
    for (const ImDrawIdx* next = at; end - next >= triangle_indices; next += triangle_indices) {
      if (next[0] != at[0] || (count > 0 && next[1] != next[-1])) break;
      if (vertex(next[1]).col != color || vertex(next[2]).col != color) break;
      if (!is_white(vertex(next[0]).uv) || !is_white(vertex(next[2]).uv)) break;
      count += triangle_indices;
    }
    if (count <= triangle_indices || !is_convex(at, count)) return triangle_indices;
    return count;
  }

  ImVec2 fan_corner(const ImDrawIdx* at, int corner) const {
    return vertex(corner < 2 ? at[corner] : at[(corner - 2) * triangle_indices + 2]).pos;
  }

  bool is_convex(const ImDrawIdx* at, int count) const {
    const int corners = count / triangle_indices + 2;
    float turn = 0;
    for (int i = 0; i < corners; ++i) {
      const ImVec2 a = fan_corner(at, i), b = fan_corner(at, (i + 1) % corners), c = fan_corner(at, (i + 2) % corners);
      const float cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
      if (cross * turn < 0) return false;
      if (cross != 0) turn = cross;
    }
    return true;
  }

  void read_polygon(const ImDrawIdx* at, int count) {
    Primitive primitive = start(at, count, vertex(at[0]).col);
    primitive.kind = Primitive::Kind::polygon;
    bound(primitive);
    keep(primitive);
  }

  void read_triangle(const ImDrawIdx* at) {
    const ImDrawVert &a = vertex(at[0]), &b = vertex(at[1]), &c = vertex(at[2]);
    if (((a.col | b.col | c.col) & IM_COL32_A_MASK) == 0) return;
    Primitive primitive = start(at, triangle_indices, a.col);
    const bool is_plain = a.col == b.col && a.col == c.col;
    primitive.kind = is_plain ? Primitive::Kind::polygon : Primitive::Kind::triangle;
    if (!is_plain) primitive.alpha = 255;
    bound(primitive);
    keep(primitive);
  }

  Primitive start(const ImDrawIdx* at, int count, ImU32 color) const {
    Primitive primitive;
    primitive.rgb = rgb_of(color);
    primitive.alpha = static_cast<std::uint8_t>(color >> IM_COL32_A_SHIFT);
    primitive.vertices = vertices_;
    primitive.indices = at;
    primitive.index_count = count;
    primitive.origin = data_.DisplayPos;
    return primitive;
  }

  void bound(Primitive& primitive) const {
    ImVec2 low(far_px, far_px), high(-far_px, -far_px);
    for (int i = 0; i < primitive.index_count; ++i) {
      const ImVec2 at = primitive.position(i);
      low = ImVec2(std::min(low.x, at.x), std::min(low.y, at.y));
      high = ImVec2(std::max(high.x, at.x), std::max(high.y, at.y));
    }
    low = ImVec2(std::max(low.x, -far_px), std::max(low.y, -far_px));
    high = ImVec2(std::min(high.x, far_px), std::min(high.y, far_px));
    primitive.box =
        intersect(clip_, {first_pixel(low.x), first_pixel(low.y), first_pixel(high.x), first_pixel(high.y)});
  }

  void keep(Primitive& primitive) {
    if (primitive.box.empty() || primitive.alpha == 0) return;
    primitive.hash = hash_of(primitive);
    out_.push_back(primitive);
  }

  static std::uint64_t hash_of(const Primitive& primitive) {
    const PixelBox& box = primitive.box;
    std::uint64_t hash = mix_hash(hash_seed, static_cast<std::uint64_t>(primitive.kind) << 40 |
                                                 static_cast<std::uint64_t>(primitive.alpha) << 32 | primitive.rgb);
    hash = mix_hash(hash, static_cast<std::uint64_t>(box.x0) << 48 | static_cast<std::uint64_t>(box.y0) << 32 |
                              static_cast<std::uint64_t>(box.x1) << 16 | static_cast<std::uint64_t>(box.y1));
    if (primitive.kind == Primitive::Kind::fill) return hash;
    if (primitive.kind == Primitive::Kind::glyph)
      return mix_hash(hash, static_cast<std::uint64_t>(primitive.texel_x) << 32 |
                                static_cast<std::uint64_t>(primitive.texel_y));
    for (int i = 0; i < primitive.index_count; ++i) {
      const ImDrawVert& vertex = primitive.vertex(i);
      const ImVec2 at = primitive.position(i);
      hash = mix_hash(hash, pair_bits(at.x, at.y));
      if (primitive.kind == Primitive::Kind::triangle) hash = mix_hash(hash, vertex.col);
      if (primitive.kind == Primitive::Kind::image) hash = mix_hash(hash, pair_bits(vertex.uv.x, vertex.uv.y));
    }
    return hash;
  }
};

}  // namespace

void read_primitives(const ImDrawData& data, int width, int height, std::vector<Primitive>& out) {
  out.clear();
  Reader(data, width, height, out).read();
}

}  // namespace redress::ui
