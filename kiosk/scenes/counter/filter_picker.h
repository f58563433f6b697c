// A list to choose one from, over the queue: stages, departments. Touches come back as the options' ids, closing as
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

void filter_picker(ui::Canvas& canvas, std::string title, const std::vector<FilterOption>& options);

}  // namespace redress::counter
