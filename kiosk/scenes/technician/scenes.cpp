#include "kiosk/scenes/scene_table.h"
#include "kiosk/scenes/technician/technician_scene.h"

namespace redress::technician {

std::span<const SceneRow> scenes() {
  static constexpr SceneRow kScenes[] = {
      {"technician.signin", make_signin},   {"technician.home", make_home},       {"technician.enrol", make_enrol},
      {"technician.network", make_network}, {"technician.printer", make_printer}, {"technician.scanner", make_scanner},
      {"technician.storage", make_storage}, {"technician.settings", make_settings},
  };
  return kScenes;
}

}  // namespace redress::technician
