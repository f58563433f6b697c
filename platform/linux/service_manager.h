// Tells the service manager that started us how we are (sd_notify's protocol over NOTIFY_SOCKET). Without one
// nothing happens. Any thread.
#pragma once

#include <string_view>

namespace redress {

void tell_service_manager(std::string_view state);  // "READY=1", "WATCHDOG=1", "STOPPING=1"
// How often it wants to hear WATCHDOG=1, in milliseconds; 0: never.
int watchdog_ms();

}  // namespace redress
