// Screens 40 to 48 of the counter. A screen's class is known only in its own file; one function here makes it.
#pragma once

#include <memory>

#include "kiosk/app/scene.h"

namespace redress::counter {

std::unique_ptr<Scene> make_signin();    // 40
std::unique_ptr<Scene> make_lock();      // idle: forgets the person
std::unique_ptr<Scene> make_queue();     // 41
std::unique_ptr<Scene> make_unknown();   // 47
std::unique_ptr<Scene> make_conflict();  // 48
std::unique_ptr<Scene> make_case();      // 42
std::unique_ptr<Scene> make_assign();    // 43
std::unique_ptr<Scene> make_investigate();  // 44
std::unique_ptr<Scene> make_resolve();   // 45
std::unique_ptr<Scene> make_register();  // 46
std::unique_ptr<Scene> make_call_back();
std::unique_ptr<Scene> make_act_form();  // every other action
std::unique_ptr<Scene> make_code();      // sheet: type a code
std::unique_ptr<Scene> make_lost_receipt();  // sheet: find by phone
std::unique_ptr<Scene> make_sync();      // sheet: sync

}  // namespace redress::counter
