#include "platform/print/printer_link.h"

#include <pthread.h>
#include <signal.h>

#include <cerrno>
#include <system_error>

namespace redress {

long write_quietly(int fd, const void* bytes, std::size_t size) {
  // SIGPIPE is held back in this thread and, if it came from this write, taken away.
  sigset_t pipe, before, pending;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigpending(&pending);
  const bool was_pending = sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  long written = ::write(fd, bytes, size);
  int error_number = errno;
  if (written < 0 && error_number == EPIPE && !was_pending) {
    timespec now{};
    sigtimedwait(&pipe, nullptr, &now);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error_number;
  return written;
}

Error unavailable(const std::string& what, int error_number) {
  return {Errc::unavailable, what + ": " + std::generic_category().message(error_number)};
}

}  // namespace redress
