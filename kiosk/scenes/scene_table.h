// All screens of the program. One row adds one; scenes know the app and nobody else.
#pragma once

#include <span>
#include <vector>

#include "kiosk/app/scene.h"

namespace redress {

namespace shopper {
std::span<const SceneRow> scenes();
}
namespace counter {
std::span<const SceneRow> scenes();
}
namespace technician {
std::span<const SceneRow> scenes();
}

inline std::vector<SceneRow> all_scenes() {
  std::vector<SceneRow> all;
  for (auto part : {shopper::scenes(), counter::scenes(), technician::scenes()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace redress
