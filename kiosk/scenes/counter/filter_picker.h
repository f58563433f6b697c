// A list to choose from, over the screen: stages, departments, categories, places. Touches come back as the options' ids, closing as
// "dialog:close".
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/controls.h"

namespace redress::counter {

struct FilterOption {
  std::string id, label;
  bool on = false;
};

// More than fit stand on pages, turned by "options:prev" and "options:next".
void filter_picker(ui::Canvas& canvas, std::string title, const std::vector<FilterOption>& options, int page = 0);

}  // namespace redress::counter
