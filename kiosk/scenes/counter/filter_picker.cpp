#include "kiosk/scenes/counter/filter_picker.h"

#include "kiosk/ui/staff.h"

namespace redress::counter {

void filter_picker(ui::Canvas& c, std::string title, const std::vector<FilterOption>& options) {
  constexpr float kRow = 72, kGap = 12;
  const int columns = options.size() > 7 ? 2 : 1;
  const int rows = (static_cast<int>(options.size()) + columns - 1) / columns;
  ui::DialogSpec spec;
  spec.title = std::move(title);
  spec.width = columns == 2 ? 1160 : 720;
  spec.content_height = static_cast<float>(rows) * (kRow + kGap) - kGap;
  spec.close_button = true;
  const ui::Dialog dialog(c, spec);
  const auto& all = dialog.content();
  const ui::Rect area{all.x, all.bottom() - spec.content_height, all.w, spec.content_height};
  for (std::size_t i = 0; i < options.size(); ++i)
    ui::option_box(c, ui::grid_cell(area, static_cast<int>(i), columns, kRow, kGap, kGap),
                   {.id = options[i].id, .label = options[i].label, .on = options[i].on});
}

}  // namespace redress::counter
