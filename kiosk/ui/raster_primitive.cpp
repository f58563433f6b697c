#include "kiosk/ui/raster_primitive.h"

#include <algorithm>
#include <bit>

#include "kiosk/ui/glyph_atlas.h"

namespace redress::ui {

namespace {

constexpr int triangle_indices = 3, quad_indices = 6;
constexpr float far_px = 16000;  // keeps wild coordinates inside an int

std::uint64_t pair_bits(float a, float b) {
  return static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(a)) << 32 | std::bit_cast<std::uint32_t>(b);
}

bool is_integer(float v) { return v == static_cast<float>(static_cast<int>(v)); }

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
    const auto pixel = [](float v) { return static_cast<int>(std::clamp(v, -far_px, far_px)); };
    clip_ = intersect(screen_, {pixel(clip.x), pixel(clip.y), pixel(clip.z), pixel(clip.w)});
    if (clip_.empty()) return;
    vertices_ = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* at = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* const end = at + command.ElemCount;
    while (end - at >= triangle_indices) {
      if (end - at >= quad_indices && read_quad(at)) {
        at += quad_indices;
      } else {
        const int triangles = fan_length(at, end);
        triangles > 1 ? read_polygon(at, triangles) : read_triangle(at);
        at += triangles * triangle_indices;
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
    Primitive primitive;
    if (!start(primitive, at, 2, a.pos, c.pos, c.pos)) return true;
    if (!is_white(a.uv) || !is_white(c.uv)) aim_at_texels(primitive, a, c);
    keep(primitive);
    return true;
  }

  static void aim_at_texels(Primitive& primitive, const ImDrawVert& a, const ImDrawVert& c) {
    constexpr float span = GlyphAtlas::uv_span;
    const float u = a.uv.x * span, v = a.uv.y * span;
    const bool is_whole = is_integer(a.pos.x) && is_integer(a.pos.y) && is_integer(u) && is_integer(v);
    const bool is_one_to_one =
        c.uv.x * span - u == c.pos.x - a.pos.x && c.uv.y * span - v == c.pos.y - a.pos.y && c.pos.x > a.pos.x;
    primitive.kind = is_whole && is_one_to_one ? Primitive::Kind::glyph : Primitive::Kind::image;
    primitive.texel_x = static_cast<std::int16_t>(static_cast<int>(u) + primitive.box.x0 - static_cast<int>(a.pos.x));
    primitive.texel_y = static_cast<std::int16_t>(static_cast<int>(v) + primitive.box.y0 - static_cast<int>(a.pos.y));
  }

  // Triangles of the convex fan that starts here; 1 where there is none.
  int fan_length(const ImDrawIdx* at, const ImDrawIdx* end) const {
    if (end - at < quad_indices || at[3] != at[0] || at[4] != at[2]) return 1;
    const ImU32 color = vertex(at[0]).col;
    int count = 0;
    for (const ImDrawIdx* next = at; end - next >= triangle_indices && count < UINT16_MAX; next += triangle_indices) {
      if (next[0] != at[0] || (count > 0 && next[1] != next[-1])) break;
      if (vertex(next[1]).col != color || vertex(next[2]).col != color) break;
      ++count;
    }
    return count > 1 && is_convex(at, count) ? count : 1;
  }

  ImVec2 fan_corner(const ImDrawIdx* at, int corner) const {
    return vertex(corner < 2 ? at[corner] : at[(corner - 2) * triangle_indices + 2]).pos;
  }

  bool is_convex(const ImDrawIdx* at, int triangles) const {
    const int corners = triangles + 2;
    float turn = 0;
    for (int i = 0; i < corners; ++i) {
      const ImVec2 a = fan_corner(at, i), b = fan_corner(at, (i + 1) % corners), c = fan_corner(at, (i + 2) % corners);
      const float cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
      if (cross * turn < 0) return false;
      if (cross != 0) turn = cross;
    }
    return true;
  }

  void read_polygon(const ImDrawIdx* at, int triangles) {
    ImVec2 low = vertex(at[0]).pos, high = low;
    for (int i = 1; i < triangles + 2; ++i) {
      const ImVec2 corner = fan_corner(at, i);
      low = ImVec2(std::min(low.x, corner.x), std::min(low.y, corner.y));
      high = ImVec2(std::max(high.x, corner.x), std::max(high.y, corner.y));
    }
    Primitive primitive;
    if (!start(primitive, at, triangles, low, high, high)) return;
    primitive.kind = Primitive::Kind::polygon;
    keep(primitive);
  }

  void read_triangle(const ImDrawIdx* at) {
    const ImDrawVert &a = vertex(at[0]), &b = vertex(at[1]), &c = vertex(at[2]);
    Primitive primitive;
    if (!start(primitive, at, 1, a.pos, b.pos, c.pos)) return;
    const bool is_plain = a.col == b.col && a.col == c.col;
    primitive.kind = is_plain ? Primitive::Kind::polygon : Primitive::Kind::triangle;
    if (!is_plain) primitive.alpha = 255;
    keep(primitive);
  }

  // False: no pixel of it can be seen. The three places span its bounds.
  bool start(Primitive& primitive, const ImDrawIdx* at, int triangles, ImVec2 a, ImVec2 b, ImVec2 c) const {
    const auto pixel = [](float v) { return first_pixel(std::min(std::max(v, -far_px), far_px)); };
    primitive.box = intersect(clip_, {pixel(std::min({a.x, b.x, c.x})), pixel(std::min({a.y, b.y, c.y})),
                                      pixel(std::max({a.x, b.x, c.x})), pixel(std::max({a.y, b.y, c.y}))});
    if (primitive.box.empty()) return false;
    const ImU32 color = vertex(at[0]).col;
    primitive.rgb = rgb_of(color);
    primitive.alpha = static_cast<std::uint8_t>(color >> IM_COL32_A_SHIFT);
    primitive.vertices = vertices_;
    primitive.indices = at;
    primitive.triangles = static_cast<std::uint16_t>(triangles);
    return true;
  }

  void keep(Primitive& primitive) {
    if (primitive.alpha == 0) return;
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
    if (primitive.kind == Primitive::Kind::polygon) {
      for (int i = 0; i < primitive.triangles + 2; ++i) {
        const ImVec2 at = primitive.corner(i);
        hash = mix_hash(hash, pair_bits(at.x, at.y));
      }
      return hash;
    }
    for (int i = 0; i < primitive.triangles * triangle_indices; ++i) {
      const ImDrawVert& vertex = primitive.vertex(i);
      hash = mix_hash(hash, pair_bits(vertex.pos.x, vertex.pos.y));
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
