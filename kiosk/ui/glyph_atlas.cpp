#include "kiosk/ui/glyph_atlas.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace redress::ui {
namespace {

// Packed up to soft_rows; a frame that needs more may go on to the end, and the next one starts afresh.
// So no picture this frame already points at is ever replaced.
constexpr int soft_rows = 1024;
constexpr int most_rows = GlyphAtlas::uv_span;
constexpr int white_side = 2;  // white_uv is its middle, at 0, 0 of the atlas

std::uint64_t key_of(const TextStyle& style, char32_t c) {
  const auto face = static_cast<std::uint64_t>(style.family) << 3 | static_cast<std::uint64_t>(style.weight) << 2 |
                    static_cast<std::uint64_t>(style.region);
  const auto em_26_6 = static_cast<std::uint64_t>(std::lround(style.em_px * 64)) & 0xFFFFFF;
  return face << 56 | em_26_6 << 32 | c;
}

int whole(float px) { return static_cast<int>(std::floor(px + 0.5f)); }

// ImGui asks for a built atlas with one font that has one glyph; this one has a blank.
void build_empty_font(ImFontAtlas& atlas) {
  auto* font = IM_NEW(ImFont)();
  font->ContainerAtlas = &atlas;
  font->FontSize = 16;
  font->AddGlyph(nullptr, ' ', 0, 0, 0, 0, 0, 0, 0, 0, 8);
  font->BuildLookupTable();
  atlas.Fonts.push_back(font);
  atlas.Flags = ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
  atlas.TexUvWhitePixel = ImVec2(GlyphAtlas::white_uv, GlyphAtlas::white_uv);
  atlas.TexUvScale = ImVec2(1.0f / GlyphAtlas::uv_span, 1.0f / GlyphAtlas::uv_span);
  atlas.SetTexID(reinterpret_cast<ImTextureID>(std::uintptr_t{1}));
  atlas.TexReady = true;
}

}  // namespace

void GlyphAtlas::Free::operator()(std::uint8_t* p) const { std::free(p); }

// calloc of this size takes untouched pages: memory is used only as far as the atlas is filled.
GlyphAtlas::GlyphAtlas(FontStore& fonts)
    : fonts_(fonts), coverage_(static_cast<std::uint8_t*>(std::calloc(most_rows, width))) {
  if (!coverage_) std::abort();
  build_empty_font(imgui_fonts_);
  slots_.reserve(4096);
  reset();
}

GlyphAtlas::~GlyphAtlas() { imgui_fonts_.Locked = false; }

void GlyphAtlas::configure(ImGuiIO& io, ImGuiStyle& style) {
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  style.AntiAliasedLinesUseTex = false;
}

void GlyphAtlas::begin_frame() {
  if (rows() > soft_rows) reset();
}

void GlyphAtlas::reset() {
  slots_.clear();
  ++generation_;
  for (int y = 0; y < white_side; ++y) std::memset(coverage_.get() + y * width, 255, white_side);
  shelf_x_ = white_side;
  shelf_top_ = 0;
  shelf_height_ = white_side;
}

// Opens room of this size at (shelf_x_, shelf_top_).
bool GlyphAtlas::room_for(int glyph_width, int glyph_height) {
  if (glyph_width > width) return false;
  if (shelf_x_ + glyph_width > width) {
    if (rows() + glyph_height > most_rows) return false;
    shelf_top_ += shelf_height_;
    shelf_height_ = 0;
    shelf_x_ = 0;
  }
  if (shelf_top_ + glyph_height > most_rows) return false;
  shelf_height_ = std::max(shelf_height_, glyph_height);
  return true;
}

const GlyphAtlas::Slot& GlyphAtlas::slot(const TextStyle& style, char32_t c) {
  const auto [at, is_new] = slots_.try_emplace(key_of(style, c));
  Slot& slot = at->second;
  if (!is_new) return slot;
  const GlyphBitmap bitmap = fonts_.rasterise(style, c);
  if (bitmap.width == 0 || !room_for(bitmap.width, bitmap.height)) return slot;
  slot = {static_cast<std::int16_t>(shelf_x_),      static_cast<std::int16_t>(shelf_top_),
          static_cast<std::int16_t>(bitmap.width),  static_cast<std::int16_t>(bitmap.height),
          static_cast<std::int16_t>(bitmap.left),   static_cast<std::int16_t>(bitmap.top)};
  for (int y = 0; y < bitmap.height; ++y)
    std::memcpy(coverage_.get() + static_cast<std::size_t>(slot.y + y) * width + slot.x,
                bitmap.coverage.data() + static_cast<std::size_t>(y * bitmap.width),
                static_cast<std::size_t>(bitmap.width));
  shelf_x_ += bitmap.width;
  return slot;
}

void GlyphAtlas::draw(ImDrawList& list, const TextStyle& style, float x, float baseline_y, ImU32 color,
                      std::string_view line) {
  draw(list, style, x, baseline_y, color, place(fonts_, style, line));
}

void GlyphAtlas::draw(ImDrawList& list, const TextStyle& style, float x, float baseline_y, ImU32 color,
                      const std::vector<PlacedGlyph>& glyphs) {
  if ((color & IM_COL32_A_MASK) == 0 || glyphs.empty()) return;
  const ImVec2 clip_min = list.GetClipRectMin(), clip_max = list.GetClipRectMax();
  const int baseline = whole(baseline_y);
  constexpr float uv = 1.0f / uv_span;
  const int reserved = static_cast<int>(glyphs.size());
  list.PrimReserve(reserved * 6, reserved * 4);
  int drawn = 0;
  for (const auto& glyph : glyphs) {
    const Slot& from = slot(style, glyph.c);
    if (from.width == 0) continue;
    const auto left = static_cast<float>(whole(x + glyph.x_px) + from.left);
    const auto top = static_cast<float>(baseline - from.top);
    const ImVec2 a(left, top), b(left + static_cast<float>(from.width), top + static_cast<float>(from.height));
    if (b.x <= clip_min.x || b.y <= clip_min.y || a.x >= clip_max.x || a.y >= clip_max.y) continue;
    list.PrimRectUV(a, b, ImVec2(static_cast<float>(from.x) * uv, static_cast<float>(from.y) * uv),
                    ImVec2(static_cast<float>(from.x + from.width) * uv, static_cast<float>(from.y + from.height) * uv),
                    color);
    ++drawn;
  }
  list.PrimUnreserve((reserved - drawn) * 6, (reserved - drawn) * 4);
}

}  // namespace redress::ui
