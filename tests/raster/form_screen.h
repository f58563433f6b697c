// A full kiosk screen (question, tiles, text field, keyboard, dense list) for measuring and comparing.
#pragma once

#include "kiosk/ui/glyph_atlas.h"

namespace redress::ui {

struct FormState {
  int pressed_key = -1;
  int typed = 60;  // characters in the field
};

// 1080 x 1920.
void draw_form_screen(ImDrawList& list, GlyphAtlas& atlas, const FormState& state);

}  // namespace redress::ui
