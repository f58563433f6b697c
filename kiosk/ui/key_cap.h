// One key as it is drawn on every keyboard and pad. Inside kiosk/ui only.
#pragma once

#include <string>

#include "core/text/catalogue.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/keyboard_layout.h"

namespace redress::ui::key_cap {

struct Look {
  float letter = 40, word = 30, icon = 44;
  float radius = 10;
  bool bold = false;
  bool quiet_functions = true;  // function keys on key_fn
  bool done_key = false;        // Enter ends the field: 完成
  bool lit = false;             // shift is on
};

const Catalogue& words(const Canvas& c);
void draw(Canvas& c, const Rect& r, const Key& key, const Look& look);
// Text in the middle of r, made smaller until it fits.
void fitted(Canvas& c, const Rect& r, std::string_view text, Type t, Colour colour);

}  // namespace redress::ui::key_cap
