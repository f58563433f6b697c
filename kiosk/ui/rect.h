// Rectangles and the few ways to cut them up.
// Unit everywhere in kiosk/ui: design pixels ("du") of the 1080x1920 / 1920x1080 panel of the mockups
// (4.03 du = 1 mm on 21.5"). The canvas scales them to the real screen, so scenes write the mockups' numbers.
#pragma once

#include <algorithm>
#include <vector>

namespace redress::ui {

struct Size {
  float w = 0, h = 0;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  float mid_x() const { return x + w / 2; }
  float mid_y() const { return y + h / 2; }
  bool empty() const { return w <= 0 || h <= 0; }
  bool contains(float px, float py) const { return px >= x && py >= y && px < right() && py < bottom(); }
  bool overlaps(const Rect& o) const {
    return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
  }

  Rect inset(float all) const { return inset(all, all); }
  Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
  Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }

  // Parts of this rectangle; it stays as it is.
  Rect top_part(float height) const { return {x, y, w, height}; }
  Rect bottom_part(float height) const { return {x, bottom() - height, w, height}; }
  Rect left_part(float width) const { return {x, y, width, h}; }
  Rect right_part(float width) const { return {right() - width, y, width, h}; }
  Rect below(float from) const { return {x, y + from, w, h - from}; }
  Rect after(float from) const { return {x + from, y, w - from, h}; }
  Rect centred(float width, float height) const {
    return {x + (w - width) / 2, y + (h - height) / 2, width, height};
  }

  // Cuts a part off: returns it and shrinks this rectangle by it and the gap.
  Rect take_top(float height, float gap = 0) {
    Rect part = top_part(height);
    *this = below(height + gap);
    return part;
  }
  Rect take_bottom(float height, float gap = 0) {
    Rect part = bottom_part(height);
    h -= height + gap;
    return part;
  }
  Rect take_left(float width, float gap = 0) {
    Rect part = left_part(width);
    *this = after(width + gap);
    return part;
  }
  Rect take_right(float width, float gap = 0) {
    Rect part = right_part(width);
    w -= width + gap;
    return part;
  }
};

// n equal columns / rows with a gap between them.
std::vector<Rect> columns(const Rect& area, int n, float gap);
std::vector<Rect> rows(const Rect& area, int n, float gap);
// Columns by weight; a negative weight is a fixed width in du.
std::vector<Rect> columns(const Rect& area, const std::vector<float>& weights, float gap);

// Cell i of a grid with fixed row height, from the top left, row by row.
Rect grid_cell(const Rect& area, int i, int columns, float row_height, float gap_x, float gap_y);

// A cursor that flows down: Stack s(area); s.next(112); s.skip(24);
class Stack {
 public:
  explicit Stack(const Rect& area, float gap = 0) : rest_(area), gap_(gap) {}
  Rect next(float height) { return rest_.take_top(height, gap_); }
  void skip(float height) { rest_ = rest_.below(height); }
  const Rect& rest() const { return rest_; }
  float y() const { return rest_.y; }
  bool fits(float height) const { return height <= rest_.h + 0.5f; }

 private:
  Rect rest_;
  float gap_;
};

}  // namespace redress::ui
