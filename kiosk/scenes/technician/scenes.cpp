#include "kiosk/scenes/scene_table.h"

namespace redress::technician {

std::span<const SceneRow> scenes() { return {}; }

}  // namespace redress::technician
