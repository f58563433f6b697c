#include "kiosk/app/config_keys.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/text/language.h"

namespace redress {

namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty() || text.front() == '-') return std::nullopt;
  return value;
}

// "a:b" gives "a" and leaves "b"; without a colon all, and leaves nothing.
std::string_view take_part(std::string_view& rest) {
  const auto colon = rest.find(':');
  const auto part = rest.substr(0, colon);
  rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
  return part;
}

bool plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
}

bool is_path(std::string_view path) {
  return path.size() > 1 && path.front() == '/' &&
         std::none_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool is_path_or_empty(std::string_view path) { return path.empty() || is_path(path); }

bool is_baud(std::string_view text) {
  constexpr int kRates[] = {1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200};
  const auto rate = number(text);
  return rate && std::find(std::begin(kRates), std::end(kRates), *rate) != std::end(kRates);
}

bool is_ipv4(std::string_view host) {
  int parts = 0;
  while (!host.empty()) {
    const auto dot = host.find('.');
    const auto part = number(host.substr(0, dot));
    if (!part || *part > 255) return false;
    ++parts;
    if (dot == std::string_view::npos) return parts == 4;
    host.remove_prefix(dot + 1);
  }
  return false;
}

bool is_ipv6_in_brackets(std::string_view host) {
  return host.size() > 4 && host.front() == '[' && host.back() == ']' &&
         host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

bool is_tcp(std::string_view rest) {
  const auto colon = rest.rfind(':');
  if (colon == std::string_view::npos) return false;
  const auto host = rest.substr(0, colon);
  const auto port = number(rest.substr(colon + 1));
  return port && *port >= 1 && *port <= 65535 && (host == "localhost" || is_ipv4(host) || is_ipv6_in_brackets(host));
}

bool is_serial(std::string_view rest, bool flow_allowed) {
  const auto device = take_part(rest), baud = take_part(rest), flow = take_part(rest);
  if (!is_path(device) || !is_baud(baud) || !rest.empty()) return false;
  return flow.empty() || (flow_allowed && (flow == "none" || flow == "rtscts" || flow == "xonxoff"));
}

bool is_language(std::string_view code) { return find_language(code).has_value(); }
bool is_floor(std::string_view floor) { return floor.size() <= 16 && plain(floor); }
bool is_side(std::string_view side) { return side == "below" || side == "left" || side == "right"; }

constexpr std::string_view kPath = "an absolute path";

const ConfigKey kKeys[] = {
    {.section = "screen", .name = "size", .field = &Config::screen_size,
     .allowed = "\"WIDTHxHEIGHT\" from 320x320 to 8192x8192, or \"\" for the whole display", .good = is_screen_size},
    {.section = "screen", .name = "diagonal_tenth_inch", .field = &Config::screen_diagonal_tenth_inch,
     .allowed = "70 to 650 (215 is 21.5 inches)", .least = 70, .most = 650, .on_the_spot = true},
    {.section = "screen", .name = "fullscreen", .field = &Config::fullscreen, .allowed = "true or false"},
    {.section = "screen", .name = "language", .field = &Config::language, .allowed = "\"zh-Hans\", \"zh-Hant\" or \"en\"", .good = is_language, .on_the_spot = true},
    {.section = "screen", .name = "motion", .field = &Config::motion, .allowed = "true or false", .on_the_spot = true},
    {.section = "screen", .name = "idle_s", .field = &Config::idle_s, .allowed = "15 to 600", .least = 15, .most = 600},
    {.section = "sound", .name = "volume_percent", .field = &Config::volume_percent, .allowed = "0 (silent) to 100", .least = 0, .most = 100, .on_the_spot = true},
    {.section = "place", .name = "floor", .field = &Config::floor, .allowed = "a floor of the mall's site document, as \"3F\", or \"\"", .good = is_floor, .on_the_spot = true},
    {.section = "printer", .name = "address", .field = &Config::printer,
     .allowed = "\"tcp:IP:PORT\", \"device:/PATH\", \"serial:/DEVICE:BAUD[:none|rtscts|xonxoff]\", \"file:/FOLDER\" or \"none\"", .good = is_printer_address},
    {.section = "printer", .name = "width_mm", .field = &Config::printer_width_mm, .allowed = "80 or 58", .least = 58, .most = 80, .on_the_spot = true},
    {.section = "printer", .name = "receipt_shows_place", .field = &Config::receipt_shows_place, .allowed = "true or false", .on_the_spot = true},
    {.section = "scanner", .name = "address", .field = &Config::scanner, .allowed = "\"wedge\", \"serial:/DEVICE:BAUD\" or \"none\"", .good = is_scanner_address},
    {.section = "scanner", .name = "side", .field = &Config::scanner_side, .allowed = "\"below\", \"left\" or \"right\"", .good = is_side, .on_the_spot = true},
    {.section = "head_office", .name = "url", .field = &Config::head_office_url,
     .allowed = "\"https://HOST[:PORT][/PATH]\" without user, ? or #, \"http://\" only to this machine, or \"\"", .good = is_office_url},
    {.section = "head_office", .name = "ca_file", .field = &Config::ca_file, .allowed = "an absolute path, or \"\" for the system's certificates", .good = is_path_or_empty},
    {.section = "head_office", .name = "bandwidth_limit_kbit_s", .field = &Config::bandwidth_limit_kbit_s,
     .allowed = "0 (no limit), or 16 to 1000000", .least = 0, .most = 1'000'000},
    {.section = "storage", .name = "data_folder", .field = &Config::data_folder, .allowed = kPath, .good = is_path},
    {.section = "storage", .name = "reserve_mb", .field = &Config::reserve_mb, .allowed = "8 to 4096", .least = 8, .most = 4096},
    {.section = "storage", .name = "export_folder", .field = &Config::export_folder,
     .allowed = "an absolute path, or \"\" for whatever stick is mounted below /media, /run/media or /mnt", .good = is_path_or_empty},
    {.section = "rime", .name = "shared_folder", .field = &Config::rime_shared_folder, .allowed = kPath, .good = is_path},
    {.section = "rime", .name = "user_folder", .field = &Config::rime_user_folder, .allowed = "an absolute path, or \"\" for the one that comes with the program", .good = is_path_or_empty},
};

}  // namespace

std::span<const ConfigKey> config_keys() { return kKeys; }

bool is_printer_address(std::string_view address) {
  if (address == "none") return true;
  auto rest = address;
  const auto kind = take_part(rest);
  if (kind == "tcp") return is_tcp(rest);
  if (kind == "serial") return is_serial(rest, true);
  return (kind == "device" || kind == "file") && is_path(rest);
}

bool is_scanner_address(std::string_view address) {
  if (address == "wedge" || address == "none") return true;
  auto rest = address;
  return take_part(rest) == "serial" && is_serial(rest, false);
}

bool is_office_url(std::string_view url) {
  if (url.empty()) return true;
  constexpr std::string_view kSafe = "https://", kPlain = "http://";
  const bool safe = url.substr(0, kSafe.size()) == kSafe, open = url.substr(0, kPlain.size()) == kPlain;
  if ((!safe && !open) || !plain(url) || url.find_first_of("@?#\"\\") != std::string_view::npos) return false;
  const auto rest = url.substr(safe ? kSafe.size() : kPlain.size());
  const auto authority = rest.substr(0, rest.find('/'));
  const auto bracket = authority.find(']');
  const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const auto host = authority.substr(0, colon);
  if (host.empty()) return false;
  if (colon != std::string_view::npos) {
    const auto port = number(authority.substr(colon + 1));
    if (!port || *port < 1 || *port > 65535) return false;
  }
  return safe || host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

bool is_screen_size(std::string_view size) {
  if (size.empty()) return true;
  const auto x = size.find('x');
  if (x == std::string_view::npos) return false;
  const auto width = number(size.substr(0, x)), height = number(size.substr(x + 1));
  return width && height && *width >= 320 && *width <= 8192 && *height >= 320 && *height <= 8192;
}

}  // namespace redress
