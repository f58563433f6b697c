// What the dialogs over a shopper's screen share: the rail stays live under them, a touch on their own cell closes
// them, one on another cell opens that one instead.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/app/scene.h"
#include "kiosk/ui/shopper.h"

namespace redress::shopper {

class OverlayScene : public Scene {
 public:
  explicit OverlayScene(std::string_view own_cell) : own_cell_(own_cell) {}
  bool overlay() const final { return true; }
  Step update(const ui::UiEvent& event, App& app) final;

 protected:
  virtual Step on(const ui::UiEvent& event, App& app) = 0;

 private:
  std::string_view own_cell_;
};

}  // namespace redress::shopper
