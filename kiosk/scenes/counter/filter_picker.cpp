#include "kiosk/scenes/counter/filter_picker.h"

#include <algorithm>

#include "kiosk/ui/staff.h"

namespace redress::counter {

using ui::Rect;

void filter_picker(ui::Canvas& c, std::string title, const std::vector<FilterOption>& options, int page) {
  constexpr float kRow = 72, kGap = 12;
  constexpr int kMost = 14, kOn_page = 12;
  const int all = static_cast<int>(options.size());
  const int on_page = all > kMost ? kOn_page : all, pages = std::max(1, (all + on_page - 1) / std::max(1, on_page));
  const int first = std::clamp(page, 0, pages - 1) * on_page, shown = std::min(on_page, all - first);
  const int columns = all > 7 ? 2 : 1, rows = (on_page + columns - 1) / columns + (pages > 1 ? 1 : 0);
  ui::DialogSpec spec;
  spec.title = std::move(title);
  spec.width = columns == 2 ? 1160 : 720;
  spec.content_height = static_cast<float>(rows) * (kRow + kGap) - kGap;
  spec.close_button = true;
  const ui::Dialog dialog(c, spec);
  const auto& room = dialog.content();
  Rect area{room.x, room.bottom() - spec.content_height, room.w, spec.content_height};
  if (pages > 1)
    ui::pager(c, area.take_bottom(ui::size::staff_button, kGap), {.id = "options", .page = first / on_page, .pages = pages});
  for (int i = 0; i < shown; ++i) {
    const auto& option = options[static_cast<std::size_t>(first + i)];
    ui::option_box(c, ui::grid_cell(area, i, columns, kRow, kGap, kGap), {.id = option.id, .label = option.label, .on = option.on});
  }
}

}  // namespace redress::counter
