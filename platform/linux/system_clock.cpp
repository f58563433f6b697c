#include "platform/linux/system_clock.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "core/base/bytes.h"

namespace redress {

namespace {

std::int64_t read_clock_ms(clockid_t id) {
  timespec now{};
  clock_gettime(id, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

std::string read_boot_id() {
  char text[64];
  int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  auto size = read(fd, text, sizeof text);
  close(fd);
  std::string hex;
  for (ssize_t i = 0; i < size; ++i)
    if (text[i] != '-' && text[i] != '\n') hex += text[i];
  return hex;
}

}  // namespace

SystemClock::SystemClock() {
  auto id = from_hex(read_boot_id());
  if (id && id->size() == 16) {
    for (std::size_t i = 0; i < boot_.size(); ++i) boot_[i] = (*id)[i] ^ (*id)[i + 8];
    return;
  }
  // Without /proc every start counts as a boot: its clock is then measured anew, which is safe.
  SystemRandom().fill(boot_);
}

Instant SystemClock::wall() const { return {read_clock_ms(CLOCK_REALTIME)}; }

std::int64_t SystemClock::monotonic_ms() const { return read_clock_ms(CLOCK_BOOTTIME); }

void SystemRandom::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    auto size = getrandom(out.data(), out.size(), 0);
    if (size < 0 && errno != EINTR) std::abort();
    if (size > 0) out = out.subspan(static_cast<std::size_t>(size));
  }
}

void harden_process() {
  rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace redress
