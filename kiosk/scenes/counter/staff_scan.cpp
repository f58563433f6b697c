#include "kiosk/scenes/counter/staff_scan.h"

#include <algorithm>

namespace redress::counter {

std::optional<std::string> badge_number(std::string_view scanned) {
  constexpr std::string_view kMark = "STAFF:";
  const bool marked = scanned.size() > kMark.size() && std::equal(kMark.begin(), kMark.end(), scanned.begin(), [](char a, char b) {
    return a == (b >= 'a' && b <= 'z' ? static_cast<char>(b - 'a' + 'A') : b);
  });
  if (marked) scanned.remove_prefix(kMark.size());
  // Twelve bare digits may be a case code.
  const std::size_t most = marked ? 16 : 11;
  const bool digits = std::all_of(scanned.begin(), scanned.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || scanned.size() < 4 || scanned.size() > most) return std::nullopt;
  return std::string(scanned);
}

std::string scan_shown(std::string_view scanned) {
  std::string out;
  for (const char c : scanned.substr(0, 20)) out += c >= ' ' && c <= '~' ? c : '?';
  return scanned.size() > 20 ? out + "…" : out;
}

}  // namespace redress::counter
