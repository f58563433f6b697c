// The calls of the C library through which programs and SQLite change files. A definition in the program (or
// in a preloaded library) stands before the C library's own.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <mutex>

#include "tests/disk/disk.h"

using redress::disk::Disk;
using redress::disk::FileRow;

namespace {

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
#define REAL(name, ...)                                    \
  ([](auto... arguments) {                                 \
    static auto* function = real<decltype(::name)>(#name); \
    return function(arguments...);                         \
  }(__VA_ARGS__))

int real_open(const char* path, int flags, mode_t mode) {
  static auto* function = real<int(const char*, int, ...)>("open64");
  return function(path, flags, mode);
}

// Under the lock: the tables and every Disk.
std::recursive_mutex& guard() {
  static std::recursive_mutex mutex;
  return mutex;
}

struct Open {
  Disk* disk = nullptr;
  FileRow file;  // nothing: a folder
  std::string folder;
};
std::array<Open, 4096> opened;

Open* find(int fd) {
  if (fd < 0 || static_cast<std::size_t>(fd) >= opened.size() || !opened[static_cast<std::size_t>(fd)].disk)
    return nullptr;
  return &opened[static_cast<std::size_t>(fd)];
}

constexpr size_t kRoom_bytes = 4096;  // a whole page of zeros at the end of a file makes a hole

int failed(int error) {
  errno = error;
  return -1;
}

std::uint64_t size_of(int fd) {
  struct stat info {};
  return ::fstat(fd, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
}

// Behind it there is only a hole.
std::uint64_t end_of_data(int fd) {
  off_t end = 0;
  for (off_t data = ::lseek(fd, 0, SEEK_DATA); data >= 0; data = ::lseek(fd, end, SEEK_DATA))
    end = ::lseek(fd, data, SEEK_HOLE);
  return static_cast<std::uint64_t>(end);
}

int open_on(Disk& disk, const std::string& path, int flags, mode_t mode) {
  bool there = ::access(path.c_str(), F_OK) == 0, writes = (flags & O_ACCMODE) != O_RDONLY;
  if (disk.off() && writes) return failed(EIO);
  bool creates = !there && (flags & O_CREAT), empties = there && (flags & O_TRUNC);
  if (creates || empties)
    if (int error = disk.before_change(creates); error != 0) return failed(error);
  int fd = real_open(path.c_str(), flags & ~O_TRUNC, mode);
  if (fd < 0 || static_cast<std::size_t>(fd) >= opened.size()) return fd;
  auto& slot = opened[static_cast<std::size_t>(fd)];
  if (path.ends_with("-shm")) {
    disk.scratch(path);
    return fd;
  }
  struct stat info {};
  ::fstat(fd, &info);
  if (S_ISDIR(info.st_mode)) {
    slot = {&disk, nullptr, path};
    return fd;
  }
  slot = {&disk, disk.open_file(path, creates), {}};
  if (empties) {
    disk.truncated(*slot.file, 0);
    REAL(ftruncate, fd, off_t{0});
  }
  return fd;
}

int open_anywhere(const char* path, int flags, mode_t mode) {
  std::lock_guard lock(guard());
  Disk* disk = path ? Disk::of(path) : nullptr;
  return disk ? open_on(*disk, path, flags, mode) : real_open(path, flags, mode);
}

bool only_zeros(const char* bytes, size_t size) {
  return size >= kRoom_bytes && bytes[0] == 0 && std::memcmp(bytes, bytes + 1, size - 1) == 0;
}

ssize_t write_at(Open& open, int fd, const void* bytes, size_t size, off_t at) {
  const auto end = at + static_cast<off_t>(size);
  const auto length = static_cast<off_t>(size_of(fd));
  if (int error = open.disk->before_change(end > length); error != 0) return failed(error);
  if (at >= length && only_zeros(static_cast<const char*>(bytes), size)) {
    if (REAL(ftruncate, fd, end) != 0) return -1;
    open.disk->zeroed(*open.file, static_cast<std::uint64_t>(at), size);
    return static_cast<ssize_t>(size);
  }
  auto written = REAL(pwrite, fd, bytes, size, at);
  if (written > 0)
    open.disk->written(*open.file, static_cast<std::uint64_t>(at),
                       {static_cast<const char*>(bytes), static_cast<std::size_t>(written)});
  return written;
}

int sync_file(int fd, int (*otherwise)(int)) {
  std::lock_guard lock(guard());
  Open* open = find(fd);
  if (!open) return otherwise(fd);
  if (!open->file) {
    if (int error = open->disk->before_change(false); error != 0) return failed(error);
    open->disk->folder_synced(open->folder);
    return 0;
  }
  if (int error = open->disk->before_sync(*open->file); error != 0) return failed(error);
  open->disk->synced(*open->file);
  return 0;
}

int cut_to(int fd, off_t size) {
  std::lock_guard lock(guard());
  Open* open = find(fd);
  if (!open || !open->file) return REAL(ftruncate, fd, size);
  if (int error = open->disk->before_change(static_cast<std::uint64_t>(size) > size_of(fd)); error != 0)
    return failed(error);
  int done = REAL(ftruncate, fd, size);
  if (done == 0) open->disk->truncated(*open->file, static_cast<std::uint64_t>(size));
  return done;
}

mode_t mode_of(int flags, va_list list) {
  return flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
}

}  // namespace

namespace redress::disk {

Content read_really(const std::string& path) {
  Content out;
  int fd = real_open(path.c_str(), O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return out;
  out.size = size_of(fd);
  out.bytes.resize(end_of_data(fd));
  if (::pread(fd, out.bytes.data(), out.bytes.size(), 0) < 0) out = {};
  REAL(close, fd);
  return out;
}

void write_really(const std::string& path, const Content& content) {
  int fd = real_open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return;
  REAL(ftruncate, fd, off_t{0});
  REAL(pwrite, fd, content.bytes.data(), content.bytes.size(), off_t{0});
  REAL(ftruncate, fd, static_cast<off_t>(content.size));
  REAL(close, fd);
}

void remove_really(const std::string& path) {
  REAL(unlink, path.c_str());
}

}  // namespace redress::disk

extern "C" {

int open(const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_anywhere(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_anywhere(path, flags, mode);
}

int close(int fd) {
  std::lock_guard lock(guard());
  if (Open* open = find(fd)) *open = {};
  return REAL(close, fd);
}

ssize_t write(int fd, const void* bytes, size_t size) {
  std::unique_lock lock(guard());
  Open* open = find(fd);
  if (!open || !open->file) {
    lock.unlock();
    return REAL(write, fd, bytes, size);
  }
  bool appends = (::fcntl(fd, F_GETFL) & O_APPEND) != 0;
  off_t at = appends ? static_cast<off_t>(size_of(fd)) : ::lseek(fd, 0, SEEK_CUR);
  auto written = write_at(*open, fd, bytes, size, at);
  if (written > 0) ::lseek(fd, at + written, SEEK_SET);
  return written;
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
  std::lock_guard lock(guard());
  Open* open = find(fd);
  return open && open->file ? write_at(*open, fd, bytes, size, at) : REAL(pwrite, fd, bytes, size, at);
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
  return pwrite(fd, bytes, size, at);
}

int ftruncate(int fd, off_t size) noexcept {
  return cut_to(fd, size);
}
int ftruncate64(int fd, off64_t size) noexcept {
  return cut_to(fd, size);
}

// Room without content costs nothing here; a full disk refuses it all the same.
int posix_fallocate(int fd, off_t at, off_t size) {
  std::unique_lock lock(guard());
  if (!find(fd)) {
    lock.unlock();
    return REAL(posix_fallocate, fd, at, size);
  }
  return cut_to(fd, at + size) == 0 ? 0 : errno;
}
int posix_fallocate64(int fd, off64_t at, off64_t size) {
  return posix_fallocate(fd, at, size);
}

int fsync(int fd) {
  return sync_file(fd, [](int file) { return REAL(fsync, file); });
}
int fdatasync(int fd) {
  return sync_file(fd, [](int file) { return REAL(fdatasync, file); });
}

int rename(const char* from, const char* to) noexcept {
  std::lock_guard lock(guard());
  Disk* disk = Disk::of(to);
  if (!disk) return REAL(rename, from, to);
  if (int error = disk->before_change(false); error != 0) return failed(error);
  for (const char* path : {from, to})
    if (::access(path, F_OK) == 0) disk->open_file(path, false);
  int done = REAL(rename, from, to);
  if (done == 0) disk->renamed(from, to);
  return done;
}

int unlink(const char* path) noexcept {
  std::lock_guard lock(guard());
  Disk* disk = Disk::of(path);
  if (!disk || ::access(path, F_OK) != 0) return REAL(unlink, path);
  if (int error = disk->before_change(false); error != 0) return failed(error);
  disk->open_file(path, false);
  int done = REAL(unlink, path);
  if (done == 0) disk->removed(path);
  return done;
}

}  // extern "C"
