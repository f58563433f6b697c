// Draws ImGui's draw data into a pixel buffer on the CPU and says which rectangles changed.
// A grid of tiles remembers a hash of everything that touched it; only tiles whose hash changed are
// drawn again, with exactly the pixels a full redraw would give. UI thread only.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "core/env/screen.h"
#include "kiosk/ui/glyph_atlas.h"

namespace redress::ui {

class Rasteriser {
 public:
  Rasteriser();
  ~Rasteriser();

  // Colour (0xRRGGBB) under everything; a full-screen opaque rectangle makes it free.
  void set_ground(std::uint32_t rgb);

  // `target` must still hold what the last call drew; another address or size, or is_lost, redraws all.
  // Returns the changed rectangles, without overlap; empty when nothing changed.
  // Every texture is taken for the atlas; draw callbacks are ignored.
  std::vector<PixelRect> draw(const ImDrawData& data, const GlyphAtlas& atlas, PixelBuffer target);

  // The target's memory was lost or drawn over: the next draw redraws all.
  void invalidate();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace redress::ui
