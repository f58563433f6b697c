// Colours, type and sizes of the design (tokens.css, screens-shopper 3-4, screens-staff 1).
// Plain values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace redress::ui {

enum class Colour {
  paper, surface, ink, ink_soft, line, line_strong, rule,
  primary, primary_press, primary_wash, on_primary,
  alert, alert_wash, on_alert, warn, warn_wash, ok, ok_wash, info, info_wash,
  focus, disabled, tray, key, key_fn, select_line, scrim,
  white, black_ink,  // do not follow the theme: QR codes, the photo card
  none,              // draws nothing
};
inline constexpr int kColours = static_cast<int>(Colour::none);

struct Rgba {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Rgba&) const = default;
};

enum class ThemeKind { normal, contrast };
enum class Audience { shopper, staff };

struct Theme {
  ThemeKind kind = ThemeKind::normal;
  float text_scale = 1.0f;  // 1.0 / 1.25 / 1.5: shopper 标准 / 大 / 特大, staff font scale
  Audience audience = Audience::shopper;

  Rgba rgba(Colour c) const;
};

std::string_view name(Colour c);  // "ink_soft"

// WCAG contrast of two opaque colours, 1 … 21.
double contrast(Rgba a, Rgba b);

// One setting of text. Size = em in du before text_scale; leading = line height / em.
struct Type {
  float size = 32;
  float leading = 1.45f;
  bool bold = false;
  bool mono = false;

  constexpr Type as_bold() const { return {size, leading, true, mono}; }
  constexpr Type as_regular() const { return {size, leading, false, mono}; }
  constexpr Type sized(float s) const { return {s, leading, bold, mono}; }
  constexpr Type leaded(float l) const { return {size, l, bold, mono}; }
};

namespace type {
// Shopper
inline constexpr Type attract{104, 1.24f, true};
inline constexpr Type code{116, 1.0f, true, true};
inline constexpr Type countdown{120, 1.1f, true};
inline constexpr Type display{60, 1.3f, true};
inline constexpr Type question{56, 1.3f, true};
inline constexpr Type option_big{44, 1.35f, true};
inline constexpr Type option{36, 1.35f, true};
inline constexpr Type label{34, 1.35f, true};
inline constexpr Type section{32, 1.4f, true};
inline constexpr Type value{34, 1.45f};
inline constexpr Type body{32, 1.5f};
inline constexpr Type field{36, 1.6f};
inline constexpr Type note{28, 1.45f};
// Staff
inline constexpr Type heading{32, 1.35f, true};
inline constexpr Type card{22, 1.4f, true};
inline constexpr Type item{22, 1.4f};
inline constexpr Type detail{20, 1.45f};
inline constexpr Type small{18, 1.4f};
inline constexpr Type staff_code{26, 1.3f, true, true};
}  // namespace type

namespace size {
inline constexpr float du_per_mm = 4.03f;
inline constexpr float radius = 12;
inline constexpr float radius_staff = 10;
inline constexpr float radius_dialog = 20;
// Shopper
inline constexpr float margin = 60, margin_land = 48;
inline constexpr float gutter = 24;
inline constexpr float header = 112, header_land = 88;
inline constexpr float button = 112, button_land = 104;
inline constexpr float rail = 144, bar_land = 136;
inline constexpr float chip = 88, segment = 96, check_row = 124, tile = 224;
// Staff
inline constexpr float top_bar = 80, foot_bar = 88, staff_margin = 32;
inline constexpr float staff_button = 62, staff_button_big = 84, staff_field = 62;
inline constexpr float queue_row = 80, option_row = 68, action = 64, action_first = 92;
}  // namespace size

}  // namespace redress::ui
