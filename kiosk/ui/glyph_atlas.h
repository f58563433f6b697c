// Characters on the screen: a dynamic 8-bit atlas and text as textured quads, past ImGui's own fonts
// (its characters have 16 bits here). UI thread only. Once, in this order:
//   GlyphAtlas atlas(fonts);
//   ImGui::CreateContext(atlas.imgui_fonts());
//   atlas.configure(ImGui::GetIO(), ImGui::GetStyle());
// Each frame: atlas.begin_frame(); ImGui::NewFrame(); … draw() …; ImGui::Render(); rasteriser.draw(…).
// The atlas outlives the ImGui context.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/type/face.h"
#include "kiosk/type/text_layout.h"

namespace redress::ui {

class GlyphAtlas {
 public:
  explicit GlyphAtlas(FontStore& fonts);
  ~GlyphAtlas();
  GlyphAtlas(const GlyphAtlas&) = delete;
  GlyphAtlas& operator=(const GlyphAtlas&) = delete;

  FontStore& fonts() { return fonts_; }
  // Holds one empty font, so that NewFrame works; ImGui's own text functions draw nothing.
  ImFontAtlas* imgui_fonts() { return &imgui_fonts_; }
  static void configure(ImGuiIO& io, ImGuiStyle& style);

  // Before the first draw() of a frame. Empties the atlas when the last frame overfilled it.
  void begin_frame();

  // One line of text, its pen starting at x on the baseline. Pictures stand on whole pixels.
  void draw(ImDrawList& list, const TextStyle& style, float x, float baseline_y, ImU32 color,
            std::string_view line);
  // The same with glyphs already placed (text field).
  void draw(ImDrawList& list, const TextStyle& style, float x, float baseline_y, ImU32 color,
            const std::vector<PlacedGlyph>& glyphs);

  // For the rasteriser. A texel's u, v is its place divided by uv_span.
  static constexpr int width = 2048;
  static constexpr int uv_span = 4096;
  static constexpr float white_uv = 1.0f / uv_span;  // u and v of plain shapes: full coverage
  const std::uint8_t* coverage() const { return coverage_.get(); }  // stride = width
  int rows() const { return shelf_top_ + shelf_height_; }
  // Changes whenever a place in the atlas may get another picture.
  std::uint32_t generation() const { return generation_; }

 private:
  struct Slot {
    std::int16_t x = 0, y = 0, width = 0, height = 0, left = 0, top = 0;
  };
  const Slot& slot(const TextStyle& style, char32_t c);
  bool room_for(int width, int height);
  void reset();

  struct Free {
    void operator()(std::uint8_t* p) const;
  };
  FontStore& fonts_;
  ImFontAtlas imgui_fonts_;
  std::unique_ptr<std::uint8_t[], Free> coverage_;
  std::unordered_map<std::uint64_t, Slot> slots_;
  int shelf_x_ = 0, shelf_top_ = 0, shelf_height_ = 0;
  std::uint32_t generation_ = 1;
};

}  // namespace redress::ui
