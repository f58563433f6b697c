// Screens 10 to 26 of the kiosk. A screen's class is known only in its own file; one function here makes it.
#pragma once

#include <memory>

#include "kiosk/app/scene.h"

namespace redress::shopper {

std::unique_ptr<Scene> make_home();      // 10
std::unique_ptr<Scene> make_type();      // 11
std::unique_ptr<Scene> make_injury();    // 12
std::unique_ptr<Scene> make_alarm();     // 12, after "someone is hurt"
std::unique_ptr<Scene> make_category();  // 13
std::unique_ptr<Scene> make_place();     // 14
std::unique_ptr<Scene> make_when();      // 15
std::unique_ptr<Scene> make_day();       // 15, page of a month
std::unique_ptr<Scene> make_code();      // 15, earlier case code typed
std::unique_ptr<Scene> make_story();     // 16

}  // namespace redress::shopper
