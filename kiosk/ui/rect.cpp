#include "kiosk/ui/rect.h"

namespace redress::ui {

std::vector<Rect> columns(const Rect& area, int n, float gap) {
  return columns(area, std::vector<float>(static_cast<std::size_t>(n), 1.f), gap);
}

std::vector<Rect> rows(const Rect& area, int n, float gap) {
  std::vector<Rect> out;
  const float h = (area.h - gap * static_cast<float>(n - 1)) / static_cast<float>(n);
  for (int i = 0; i < n; ++i) out.push_back({area.x, area.y + static_cast<float>(i) * (h + gap), area.w, h});
  return out;
}

std::vector<Rect> columns(const Rect& area, const std::vector<float>& weights, float gap) {
  float free = area.w - gap * static_cast<float>(weights.size() - 1), sum = 0;
  for (const float w : weights) {
    if (w < 0) free += w;
    else sum += w;
  }
  std::vector<Rect> out;
  float x = area.x;
  for (const float w : weights) {
    const float width = w < 0 ? -w : free * w / sum;
    out.push_back({x, area.y, width, area.h});
    x += width + gap;
  }
  return out;
}

Rect grid_cell(const Rect& area, int i, int n_columns, float row_height, float gap_x, float gap_y) {
  const float n = static_cast<float>(n_columns);
  const float w = (area.w - gap_x * (n - 1)) / n;
  return {area.x + static_cast<float>(i % n_columns) * (w + gap_x),
          area.y + static_cast<float>(i / n_columns) * (row_height + gap_y), w, row_height};
}

}  // namespace redress::ui
