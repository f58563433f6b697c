#include "kiosk/ui/theme.h"

#include <cmath>
#include <iterator>

namespace redress::ui {
namespace {

struct Token {
  std::string_view name;
  std::uint32_t normal, contrast;  // 0xRRGGBB
};

// In the order of the enum; values of tokens.css.
constexpr Token kTokens[] = {
    {"paper", 0xF5F3EE, 0x000000},       {"surface", 0xFFFFFF, 0x101010},
    {"ink", 0x17212B, 0xFFFFFF},         {"ink_soft", 0x46525F, 0xE2E2E2},
    {"line", 0xCFCAC0, 0x8C8C8C},        {"line_strong", 0x7A8490, 0xFFFFFF},
    {"rule", 0xE6E2D9, 0x8C8C8C},        {"primary", 0x0B5D5E, 0xFFD83D},
    {"primary_press", 0x084647, 0xE0B800}, {"primary_wash", 0xE3EFEE, 0x2E2700},
    {"on_primary", 0xFFFFFF, 0x000000},  {"alert", 0xA3271F, 0xFF9C8F},
    {"alert_wash", 0xF8E7E4, 0x3A0F0A},  {"on_alert", 0xFFFFFF, 0x000000},
    {"warn", 0x8A5200, 0xFFC46B},        {"warn_wash", 0xFBF0DD, 0x332100},
    {"ok", 0x1E6B3A, 0x7FE0A0},          {"ok_wash", 0xE4F1E8, 0x0A2B16},
    {"info", 0x1F4E8C, 0x9CC8FF},        {"info_wash", 0xE5EDF7, 0x0B2140},
    {"focus", 0x1456C8, 0x4DD2FF},       {"disabled", 0x626B76, 0xB8B8B8},
    {"tray", 0xECE8E0, 0x000000},        {"key", 0xFFFFFF, 0x101010},
    {"key_fn", 0xF5F3EE, 0x2A2A2A},      {"select_line", 0x0B5D5E, 0xFFD83D},
    {"scrim", 0x17212B, 0x000000},       {"white", 0xFFFFFF, 0xFFFFFF},
    {"black_ink", 0x17212B, 0x17212B},
};
static_assert(std::size(kTokens) == kColours);

double linear(std::uint8_t channel) {
  const double v = channel / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double luminance(Rgba c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

}  // namespace

Rgba Theme::rgba(Colour c) const {
  if (c == Colour::none) return {0, 0, 0, 0};
  const Token& token = kTokens[static_cast<int>(c)];
  const std::uint32_t v = kind == ThemeKind::contrast ? token.contrast : token.normal;
  Rgba out{static_cast<std::uint8_t>(v >> 16), static_cast<std::uint8_t>(v >> 8), static_cast<std::uint8_t>(v), 255};
  if (c == Colour::scrim) out.a = kind == ThemeKind::contrast ? 204 : 158;  // 80 %, 62 %
  return out;
}

std::string_view name(Colour c) { return c == Colour::none ? "none" : kTokens[static_cast<int>(c)].name; }

double contrast(Rgba a, Rgba b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace redress::ui
