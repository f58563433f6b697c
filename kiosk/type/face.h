// Faces of Noto Sans CJK, mapped from disk, and the pictures of single characters.
// Used by the screen and by the receipt. One thread a store; a second thread opens its own
// (the font files are mapped, so a second store costs almost nothing).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"

namespace redress {

enum class Weight : std::uint8_t { regular, bold };
enum class Family : std::uint8_t { sans, mono };
// The face decides the shape of a character: 骨 differs between sc and tc.
enum class Region : std::uint8_t { sc, tc, jp, kr };

struct TextStyle {
  Family family = Family::sans;
  Weight weight = Weight::regular;
  Region region = Region::sc;
  float em_px = 32;     // fractions allowed; kept in 1/64 px
  float leading = 1.45f;  // line height in em
  float latin_gap_em = 0.25f;  // between hanzi and digits or Latin; receipts have no room for it

  bool operator==(const TextStyle&) const = default;
};

inline constexpr float cap_height_em = 0.733f;

// Line box of a style: hanzi stand in its middle.
inline float line_height_px(const TextStyle& style) { return style.em_px * style.leading; }
// From the top of the line box down to the baseline.
inline float baseline_px(const TextStyle& style) { return line_height_px(style) / 2 + 0.38f * style.em_px; }

struct GlyphMetrics {
  float advance_px = 0;   // not rounded
  bool missing = false;   // no face can draw it: a sign stands in (missing_sign.h)
};

// Coverage of one character, 8 bit, top row first, no padding.
struct GlyphBitmap {
  int width = 0, height = 0;
  int left = 0;           // pen position → left column
  int top = 0;            // baseline → top row, upwards
  float advance_px = 0;
  std::vector<std::uint8_t> coverage;
};

class FontStore {
 public:
  // Maps the font files. Error unavailable: names the Debian package to install.
  static Result<std::unique_ptr<FontStore>> open();
  ~FontStore();
  FontStore(const FontStore&) = delete;
  FontStore& operator=(const FontStore&) = delete;

  // Control characters, variation selectors and other invisible code points: no advance, no picture.
  GlyphMetrics metrics(const TextStyle& style, char32_t c);
  // Light hinting (vertical only). What no face can draw is one sign, and nothing where it would only colour the
  // character before it (the skin of an emoji).
  GlyphBitmap rasterise(const TextStyle& style, char32_t c);
  // Nothing will be asked for a while: the font files' pages go back to the system.
  void rest();

 private:
  struct State;
  explicit FontStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace redress
