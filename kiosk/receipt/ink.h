// From a glyph's grey coverage to dots a thermal head can burn.
#pragma once

#include "kiosk/receipt/bit_image.h"
#include "kiosk/type/face.h"

namespace redress {

// Dots where at least 58 % is covered; strokes that come out one dot thin get a second one on the side that
// is covered more, except where that would close the gap to the next stroke. The picture has a
// margin of kInk_margin dots on every side for these.
inline constexpr int kInk_margin = 1;
BitImage ink(const GlyphBitmap& glyph);

}  // namespace redress
