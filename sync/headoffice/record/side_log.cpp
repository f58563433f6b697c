#include "sync/headoffice/record/side_log.h"

#include <limits>
#include <sstream>

#include "core/store/folder.h"

namespace redress::headoffice {

Status append_lines(const std::string& path, const std::string& lines) {
  if (lines.empty()) return {};
  const auto whole = "\n" + lines;  // the line before may be cut off
  return append_to_file(path, as_bytes(whole), 0600);
}

Status each_line(const std::string& path, const std::function<void(const std::string&)>& take) {
  const auto bytes = read_file_whole(path, std::numeric_limits<std::size_t>::max() - 1);
  if (!bytes.ok()) return bytes.error().code == Errc::not_found ? Status() : Status(bytes.error());
  std::istringstream lines{std::string(as_text(*bytes))};
  for (std::string line; std::getline(lines, line);) take(line);
  return {};
}

}  // namespace redress::headoffice
