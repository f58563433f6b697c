#include "kiosk/ui/key_cap.h"
#include "kiosk/ui/keyboard.h"

namespace redress::ui {

void digit_pad(Canvas& c, const Rect& r, KeyRow keys) {
  const bool staff = c.theme().audience == Audience::staff;
  key_cap::Look look;
  look.radius = staff ? 10.f : 12.f;
  look.letter = staff ? 36.f : 48.f;
  look.word = staff ? 22.f : 30.f;
  look.icon = staff ? 32.f : 44.f;
  look.bold = staff;
  look.quiet_functions = !staff;
  const float gap = staff ? 14.f : 12.f;
  int i = 0;
  for (const Key& key : keys)
    key_cap::draw(c, grid_cell(r, i++, 3, (r.h - 3 * gap) / 4, gap, gap), key, look);
}

}  // namespace redress::ui
