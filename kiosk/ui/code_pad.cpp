#include "kiosk/ui/key_cap.h"
#include "kiosk/ui/keyboard.h"

namespace redress::ui {

namespace {

constexpr float kGap = 12;

// Clear and delete stand at the end of the last row, delete wider.
Rect last_keys(const Rect& r, int columns, int from_column, int span, int row, float row_height) {
  Rect first = grid_cell(r, row * columns + from_column, columns, row_height, kGap, kGap);
  return {first.x, first.y, first.w * static_cast<float>(span) + kGap * static_cast<float>(span - 1),
          first.h};
}

}  // namespace

void code_pad(Canvas& c, const Rect& r) {
  const bool wide = r.w > 2.2f * r.h;
  const int columns = wide ? 9 : 7, rows = wide ? 4 : 5;
  const float row_height = (r.h - kGap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  const bool staff = c.theme().audience == Audience::staff;
  key_cap::Look look;
  look.letter = staff ? 30.f : 44.f;
  look.word = staff ? 22.f : 30.f;
  look.icon = staff ? 32.f : 44.f;
  look.bold = true;
  int i = 0;
  const int clear_span = wide ? 2 : 1;
  for (const Key& key : code_keys()) {
    Rect cell = grid_cell(r, i, columns, row_height, kGap, kGap);
    if (key.act == KeyAct::clear)
      cell = last_keys(r, columns, columns - 2 - clear_span, clear_span, rows - 1, row_height);
    if (key.act == KeyAct::backspace) cell = last_keys(r, columns, columns - 2, 2, rows - 1, row_height);
    key_cap::draw(c, cell, key, look);
    ++i;
  }
}

}  // namespace redress::ui
