// Speed, result, attitude, one to five; each may be left out.
#pragma once

#include "core/base/json.h"
#include "kiosk/app/app.h"
#include "kiosk/ui/pointer.h"
#include "kiosk/ui/shopper.h"

namespace redress::shopper {

class RatingRows {
 public:
  static float height() { return 3 * 104 + 2; }
  void draw(ui::Canvas& c, const ui::Rect& r, const App& app) const;
  bool on(const ui::UiEvent& event);  // a second touch takes it back
  bool empty() const { return values_[0] + values_[1] + values_[2] == 0; }
  Json fields() const;

 private:
  int values_[3] = {0, 0, 0};
};

}  // namespace redress::shopper
