#include "core/store/folder_owner.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "core/store/folder.h"

namespace redress {

Result<std::unique_ptr<FolderOwner>> FolderOwner::take(const std::string& lock_path) {
  const int fd = ::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return errno_error("open " + lock_path);
  std::unique_ptr<FolderOwner> owner(new FolderOwner(fd));
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return errno_error("lock " + lock_path);
    char pid[24] = {};
    const ssize_t n = ::pread(fd, pid, sizeof pid - 1, 0);
    std::string who = n > 0 ? std::string(pid, static_cast<std::size_t>(n)) : "?";
    while (!who.empty() && who.back() == '\n') who.pop_back();
    return Error{Errc::busy, "data folder " + folder_of(lock_path) + " is in use by process " + who};
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  // Only words for a person; the lock itself is flock's and dies with the process.
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, pid.data(), pid.size(), 0) < 0)
    return errno_error("write " + lock_path);
  return owner;
}

FolderOwner::~FolderOwner() {
  ::close(fd_);
}

}  // namespace redress
