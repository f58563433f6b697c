#include "kiosk/app/sticks.h"

#include <algorithm>
#include <sstream>

namespace redress {

namespace {

constexpr std::size_t kMounts_bytes = 1u << 20;

bool octal(char c) {
  return c >= '0' && c <= '7';
}

// The kernel writes space, tab, newline and \ of a folder's name as \ooo.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 3 < text.size() && octal(text[i + 1]) && octal(text[i + 2]) &&
                        octal(text[i + 3]);
    if (!escape) {
      out += text[i];
      continue;
    }
    out += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
    i += 3;
  }
  return out;
}

bool is_stick_place(std::string_view folder) {
  for (std::string_view root : {"/media/", "/run/media/", "/mnt/"})
    if (folder.substr(0, root.size()) == root && folder.size() > root.size()) return true;
  return folder == "/mnt";
}

bool has_option(std::string_view options, std::string_view wanted) {
  while (!options.empty()) {
    const auto comma = options.find(',');
    if (options.substr(0, comma) == wanted) return true;
    if (comma == std::string_view::npos) return false;
    options.remove_prefix(comma + 1);
  }
  return false;
}

}  // namespace

std::vector<Stick> sticks_of_mounts(std::string_view mounts) {
  std::vector<Stick> out;
  std::istringstream lines{std::string(mounts)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string device, folder, kind, options;
    words >> device >> folder >> kind >> options;
    folder = unescaped(folder);
    if (!is_stick_place(folder)) continue;
    // Mounted over one another: the last one is what a file would go to.
    std::erase_if(out, [&](const Stick& other) { return other.folder == folder; });
    out.push_back({folder, 0, has_option(options, "ro")});
  }
  std::sort(out.begin(), out.end(), [](const Stick& a, const Stick& b) { return a.folder < b.folder; });
  return out;
}

std::vector<Stick> mounted_sticks(Files& files, const std::string& folder) {
  std::vector<Stick> out;
  if (!folder.empty()) {
    if (files.exists(folder)) out.push_back({folder, 0, false});
  } else if (auto mounts = files.read("/proc/self/mounts", kMounts_bytes); mounts.ok()) {
    out = sticks_of_mounts(as_text(*mounts));
  }
  for (auto& stick : out)
    if (auto free = files.free_bytes(stick.folder); free.ok())
      stick.free_bytes = static_cast<std::int64_t>(*free);
  return out;
}

}  // namespace redress
