// Five whys: each answer becomes the next question; one step may be marked as the root cause (R150).
#pragma once

#include <string>

#include "kiosk/scenes/counter/typed_fields.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

class WhyLadder {
 public:
  void add(App& app, TypedFields& typed) const;
  bool on(const ui::UiEvent& event);
  int answered(const TypedFields& typed) const;       // from the first without a gap
  std::string words(const TypedFields& typed) const;  // "1. …\n2. …"
  std::string root(const TypedFields& typed) const;   // the deepest answer, if it is marked as the root
  std::string question(const App& app, const TypedFields& typed, std::string_view name) const;
  void draw(ui::Canvas& c, ui::Rect r, const App& app, const TypedFields& typed) const;

 private:
  bool root_ = false;
  int first_ = 0;  // step on top, where not all fit
  mutable int shown_ = 5;
};

}  // namespace redress::counter
