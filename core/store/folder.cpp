#include "core/store/folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace redress {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

Status write_all(int fd, ByteView bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return errno_error("write " + path);
    bytes = bytes.subspan(static_cast<std::size_t>(n));
  }
  return {};
}

}  // namespace

Error errno_error(const std::string& what) {
  const int e = errno;
  const Errc code = e == ENOSPC || e == EDQUOT ? Errc::full : e == ENOENT ? Errc::not_found : Errc::io;
  return {code, what + ": " + std::strerror(e)};
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool file_exists(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

Status make_folder(const std::string& path, int mode) {
  if (::mkdir(path.c_str(), static_cast<mode_t>(mode)) == 0) return sync_folder(folder_of(path));
  if (errno == EEXIST) return {};
  if (errno != ENOENT || folder_of(path) == path) return errno_error("make folder " + path);
  REDRESS_TRY(make_folder(folder_of(path), mode));
  if (::mkdir(path.c_str(), static_cast<mode_t>(mode)) != 0 && errno != EEXIST)
    return errno_error("make folder " + path);
  return sync_folder(folder_of(path));
}

Status sync_folder(const std::string& folder) {
  Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0) return errno_error("open folder " + folder);
  if (::fsync(fd.get()) != 0) return errno_error("sync folder " + folder);
  return {};
}

Status sync_file(const std::string& path) {
  Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return errno_error("open " + path);
  if (::fsync(fd.get()) != 0) return errno_error("sync " + path);
  return {};
}

Status rename_file(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return errno_error("rename " + from);
  return {};
}

Status remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return errno_error("remove " + path);
  return {};
}

Status copy_database(const std::string& from, const std::string& to) {
  for (const char* end : {"", "-wal"}) {
    std::error_code failed;
    if (file_exists(from + end)) std::filesystem::copy_file(from + end, to + end, failed);
    if (failed) return Error{Errc::io, "copy " + from + end + ": " + failed.message()};
  }
  return {};
}

Status move_database(const std::string& from, const std::string& to) {
  for (const char* end : {"", "-wal"})
    if (file_exists(from + end)) REDRESS_TRY(rename_file(from + end, to + end));
  return remove_file(from + "-shm");  // only a cache, made anew
}

Status remove_database(const std::string& path) {
  for (const char* end : {"", "-wal", "-shm"}) REDRESS_TRY(remove_file(path + end));
  return {};
}

Status write_file_whole(const std::string& path, ByteView bytes, int mode) {
  const std::string temporary = path + ".new";
  {
    Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
    if (fd.get() < 0) return errno_error("create " + temporary);
    if (::fchmod(fd.get(), static_cast<mode_t>(mode)) != 0) return errno_error("set mode of " + temporary);
    REDRESS_TRY(write_all(fd.get(), bytes, temporary));
    if (::fsync(fd.get()) != 0) return errno_error("sync " + temporary);
  }
  REDRESS_TRY(rename_file(temporary, path));
  return sync_folder(folder_of(path));
}

Status append_to_file(const std::string& path, ByteView bytes, int mode) {
  Descriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, mode));
  if (fd.get() < 0) return errno_error("open " + path);
  REDRESS_TRY(write_all(fd.get(), bytes, path));
  if (::fsync(fd.get()) != 0) return errno_error("sync " + path);
  return sync_folder(folder_of(path));
}

Result<Bytes> read_file_whole(const std::string& path, std::size_t max_bytes) {
  Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return errno_error("open " + path);
  Bytes out;
  while (out.size() <= max_bytes) {
    std::uint8_t buffer[4096];
    const ssize_t n = ::read(fd.get(), buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno_error("read " + path);
    if (n == 0) return out;
    out.insert(out.end(), buffer, buffer + n);
  }
  return Error{Errc::limit, path + " is larger than expected"};
}

}  // namespace redress
