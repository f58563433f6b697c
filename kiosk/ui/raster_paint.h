// Puts one primitive's pixels inside a window of the target. What a pixel becomes depends only on the
// primitive and the pixel, never on the window, so damaged parts and full redraws agree.
// Part of the rasteriser; nobody else includes this.
#pragma once

#include "core/env/screen.h"
#include "kiosk/ui/glyph_atlas.h"
#include "kiosk/ui/raster_primitive.h"

namespace redress::ui {

inline constexpr int window_rows = 64;  // at most so many rows a window

void paint_ground(const PixelBuffer& target, const PixelBox& window, std::uint32_t rgb);
void paint(const PixelBuffer& target, const PixelBox& window, const Primitive& primitive, const GlyphAtlas& atlas);

}  // namespace redress::ui
