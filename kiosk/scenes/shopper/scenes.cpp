#include "kiosk/scenes/shopper/scenes.h"

#include "kiosk/scenes/scene_table.h"

namespace redress::shopper {

namespace {

constexpr SceneRow kScenes[] = {
    {"shopper.home", make_home},
    {"shopper.type", make_type},
    {"shopper.injury", make_injury},
    {"shopper.alarm", make_alarm},
    {"shopper.category", make_category},
    {"shopper.place", make_place},
    {"shopper.when", make_when},
    {"shopper.day", make_day},
    {"shopper.code", make_code},
    {"shopper.text", make_story},
};

}  // namespace

std::span<const SceneRow> scenes() { return kScenes; }

}  // namespace redress::shopper
