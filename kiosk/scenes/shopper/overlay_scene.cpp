#include "kiosk/scenes/shopper/overlay_scene.h"

#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/ui/key_codes.h"

namespace redress::shopper {

Step OverlayScene::update(const ui::UiEvent& event, App& app) {
  if (event.tapped(own_cell_)) return Step::back();
  if (auto step = rail_step(event)) return Step::replace(step->scene);
  if (event.kind == ui::UiEvent::Kind::key && event.key == ui::keys::escape) return Step::back();
  return on(event, app);
}

}  // namespace redress::shopper
