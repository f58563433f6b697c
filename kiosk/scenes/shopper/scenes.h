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
std::unique_ptr<Scene> make_wish();      // 18
std::unique_ptr<Scene> make_contact();   // 19
std::unique_ptr<Scene> make_contact_other();  // 19, form of address and e-mail
std::unique_ptr<Scene> make_privacy();   // 19, the consent in full
std::unique_ptr<Scene> make_review();    // 20
std::unique_ptr<Scene> make_done();      // 21
std::unique_ptr<Scene> make_photo();     // 22
std::unique_ptr<Scene> make_idle();      // 23, over any screen
std::unique_ptr<Scene> make_check();     // 24
std::unique_ptr<Scene> make_find();      // 24, the code typed
std::unique_ptr<Scene> make_status();    // 25
std::unique_ptr<Scene> make_dispute();   // 25, "not solved"
std::unique_ptr<Scene> make_rate();      // 25
std::unique_ptr<Scene> make_add();       // 25, more to say
std::unique_ptr<Scene> make_error();     // 26
std::unique_ptr<Scene> make_restarted();
std::unique_ptr<Scene> make_cancel();    // dialogs over any screen
std::unique_ptr<Scene> make_language();
std::unique_ptr<Scene> make_display();
std::unique_ptr<Scene> make_call();

}  // namespace redress::shopper
