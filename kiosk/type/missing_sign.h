// The sign for a character no face can draw, an emoji for example: □, as Chinese print sets it, one em wide.
#pragma once

#include "kiosk/type/face.h"

namespace redress {

GlyphBitmap draw_missing_sign(float em_px);

}  // namespace redress
