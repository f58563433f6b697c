// Draws and registers the on-screen keyboard, its candidate bar and the two pads. All keys act on press and
// are widgets of role key with the ids of keyboard_layout.h, so a UiEvent goes straight to TextEntry::on().
// Words come from the catalogue of the canvas's language. Nothing is remembered here.
#pragma once

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/keyboard_layout.h"
#include "kiosk/ui/text_entry.h"

namespace redress::ui {

// Height of the tray for what the entry shows now (du).
inline float keyboard_height(const TextEntry& entry, const TrayMetrics& metrics) {
  return metrics.height(entry.shows_candidates());
}

// Ground, candidate bar and keys. `tray` is keyboard_height() high; portrait: the whole width, landscape: the
// right column down to the bar, counter: the lower 88 mm.
void keyboard(Canvas& c, const Rect& tray, TextEntry& entry, const TrayMetrics& metrics);

// Telephone keypad 3 x 4: 468 x 484 with keys of 148 x 112, other sizes in the same proportions.
void digit_pad(Canvas& c, const Rect& r, KeyRow keys = digit_keys());
inline constexpr Size kDigitPadSize{468, 484};

// Keys of the case-code alphabet, delete and clear: 7 columns x 5 rows, or 9 x 4 where r is wide.
void code_pad(Canvas& c, const Rect& r);

}  // namespace redress::ui
