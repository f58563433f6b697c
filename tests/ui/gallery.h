// Screens made only of components, as in the mockups, to be looked at and checked.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/ui/canvas.h"

namespace redress::gallery {

struct Page {
  std::string name;
  ui::Audience audience = ui::Audience::shopper;
  bool portrait = true;
  std::function<void(ui::Canvas&)> draw;  // words in the canvas's language
};

std::vector<Page> shopper_pages();
std::vector<Page> staff_pages();

// The word of the canvas's language.
inline std::string tr(const ui::Canvas& c, const char* hans, const char* hant, const char* en) {
  return c.language() == "en" ? en : c.language() == "zh-Hant" ? hant : hans;
}

}  // namespace redress::gallery
