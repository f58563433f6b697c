#include "platform/linux/service_manager.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

#include "platform/linux/file_handle.h"

namespace redress {

void tell_service_manager(std::string_view state) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (!path || (path[0] != '/' && path[0] != '@') || std::strlen(path) >= sizeof address.sun_path) return;
  std::strcpy(address.sun_path, path);
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::strlen(path));
  if (path[0] == '@') address.sun_path[0] = 0;  // a name without a file
  const FileHandle line(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (line)
    (void)sendto(line.get(), state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<sockaddr*>(&address),
                 size);
}

int watchdog_ms() {
  const char* span_us = std::getenv("WATCHDOG_USEC");
  const char* pid = std::getenv("WATCHDOG_PID");
  if (!span_us || (pid && std::to_string(getpid()) != pid)) return 0;
  const long long us = std::atoll(span_us);
  return us >= 2'000 && us < 86'400'000'000LL ? static_cast<int>(us / 1'000) : 0;
}

}  // namespace redress
