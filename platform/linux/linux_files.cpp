#include "platform/linux/linux_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "platform/linux/file_handle.h"

namespace redress {

namespace {

Error errno_error(const std::string& what, const std::string& path) {
  auto code = Errc::io;
  if (errno == ENOSPC || errno == EDQUOT) code = Errc::full;
  if (errno == ENOENT || errno == ENOTDIR) code = Errc::not_found;
  if (errno == EACCES || errno == EPERM || errno == EROFS) code = Errc::refused;
  return {code, what + " " + path + ": " + std::strerror(errno)};
}

std::string folder_of(const std::string& path) {
  auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

Status write_all(int fd, ByteView bytes, const std::string& path) {
  while (!bytes.empty()) {
    auto size = ::write(fd, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return errno_error("cannot write", path);
    bytes = bytes.subspan(static_cast<std::size_t>(size));
  }
  return {};
}

Status sync_folder(const std::string& folder) {
  FileHandle handle(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle) return errno_error("cannot open folder", folder);
  // FAT on a stick and some network systems cannot sync folders; their file was synced already.
  if (fsync(handle.get()) != 0 && errno != EINVAL && errno != ENOTSUP) return errno_error("cannot sync folder", folder);
  return {};
}

// `told`: the file it stands in for, which is what somebody asked for.
Status write_new(const std::string& path, const std::string& told, ByteView bytes, int mode) {
  FileHandle handle(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
  if (!handle) return errno_error("cannot create", told);
  REDRESS_TRY(write_all(handle.get(), bytes, told));
  if (fsync(handle.get()) != 0) return errno_error("cannot sync", told);
  posix_fadvise(handle.get(), 0, 0, POSIX_FADV_DONTNEED);  // so that reading back asks the medium
  return {};
}

}  // namespace

Result<Bytes> LinuxFiles::read(const std::string& path, std::size_t max_bytes) {
  FileHandle handle(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!handle) return errno_error("cannot open", path);
  struct stat info{};
  if (fstat(handle.get(), &info) != 0) return errno_error("cannot read", path);
  if (S_ISDIR(info.st_mode)) return Error{Errc::invalid, path + " is a folder, not a file"};
  if (info.st_size > 0 && static_cast<std::uint64_t>(info.st_size) > max_bytes)
    return Error{Errc::limit, path + " is larger than " + std::to_string(max_bytes) + " bytes"};
  Bytes out;
  out.reserve(static_cast<std::size_t>(info.st_size));
  std::uint8_t chunk[64 * 1024];
  for (;;) {
    auto size = ::read(handle.get(), chunk, sizeof chunk);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return errno_error("cannot read", path);
    if (size == 0) return out;
    out.insert(out.end(), chunk, chunk + size);
    if (out.size() > max_bytes)
      return Error{Errc::limit, path + " is larger than " + std::to_string(max_bytes) + " bytes"};
  }
}

Status LinuxFiles::write_whole(const std::string& path, ByteView bytes, int mode) {
  auto temporary = path + ".part";
  auto give_up = [&](const Error& error) {
    unlink(temporary.c_str());
    return Status(error);
  };
  if (auto written = write_new(temporary, path, bytes, mode); !written.ok()) return give_up(written.error());
  if (std::rename(temporary.c_str(), path.c_str()) != 0) return give_up(errno_error("cannot rename to", path));
  REDRESS_TRY(sync_folder(folder_of(path)));
  auto back = read(path, bytes.size());
  if (!back.ok() || !std::equal(bytes.begin(), bytes.end(), back->begin(), back->end()))
    return Error{Errc::io, path + " was written but does not read back the same; use another medium"};
  return {};
}

bool LinuxFiles::exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

Result<std::vector<std::string>> LinuxFiles::list(const std::string& folder) {
  constexpr std::size_t kMost = 1000;
  struct Close {
    void operator()(DIR* dir) const { closedir(dir); }
  };
  const std::unique_ptr<DIR, Close> dir(opendir(folder.c_str()));
  if (!dir) return errno_error("cannot open folder", folder);
  std::vector<std::string> names;
  for (errno = 0; const dirent* entry = readdir(dir.get()); errno = 0) {
    struct stat info{};
    if (fstatat(dirfd(dir.get()), entry->d_name, &info, 0) != 0 || !S_ISREG(info.st_mode)) continue;
    if (names.size() == kMost) return Error{Errc::limit, folder + " holds more than 1000 files"};
    names.emplace_back(entry->d_name);
  }
  if (errno != 0) return errno_error("cannot read folder", folder);
  std::sort(names.begin(), names.end());
  return names;
}

Status LinuxFiles::remove(const std::string& path) {
  if (unlink(path.c_str()) != 0 && errno != ENOENT) return errno_error("cannot remove", path);
  return sync_folder(folder_of(path));
}

Status LinuxFiles::make_folder(const std::string& path, int mode) {
  struct stat info{};
  if (stat(path.c_str(), &info) == 0)
    return S_ISDIR(info.st_mode) ? Status() : Status(Error{Errc::invalid, path + " exists and is not a folder"});
  auto parent = folder_of(path);
  if (parent != path) REDRESS_TRY(make_folder(parent, mode));
  if (mkdir(path.c_str(), static_cast<mode_t>(mode)) != 0 && errno != EEXIST)
    return errno_error("cannot make folder", path);
  return sync_folder(parent);
}

Result<std::uint64_t> LinuxFiles::free_bytes(const std::string& path) {
  struct statvfs info{};
  if (statvfs(path.c_str(), &info) != 0) return errno_error("cannot ask for free space of", path);
  return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
}

}  // namespace redress
