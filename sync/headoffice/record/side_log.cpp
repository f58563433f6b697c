#include "sync/headoffice/record/side_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <sstream>

#include "core/store/folder.h"

namespace redress::headoffice {

Status append_lines(const std::string& path, const std::string& lines) {
  if (lines.empty()) return {};
  int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return errno_error("open " + path);
  const auto whole = "\n" + lines;  // the line before may be cut off
  bool written =
      ::write(fd, whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()) && ::fsync(fd) == 0;
  ::close(fd);
  return written ? sync_folder(folder_of(path)) : Status(errno_error("write " + path));
}

std::vector<std::string> read_lines(const std::string& path) {
  std::vector<std::string> out;
  auto bytes = read_file_whole(path, 64u << 20);
  if (!bytes.ok()) return out;
  std::istringstream lines{std::string(as_text(*bytes))};
  for (std::string line; std::getline(lines, line);) out.push_back(std::move(line));
  return out;
}

}  // namespace redress::headoffice
