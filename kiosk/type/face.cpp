#include "kiosk/type/face.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "kiosk/type/char_class.h"
#include "kiosk/type/mapped_font.h"
#include "kiosk/type/missing_sign.h"

namespace redress {
namespace {

constexpr const char* font_folder = "/usr/share/fonts/opentype/noto/";
constexpr std::size_t regions = 4, families = 2, weights = 2;

// Order of the faces inside Debian's collections.
int collection_index(Family family, Region region) {
  static constexpr int sans[regions] = {2, 3, 0, 1};
  return sans[static_cast<std::size_t>(region)] + (family == Family::mono ? 5 : 0);
}

// Code points that never have a picture nor room of their own.
bool is_invisible(char32_t c) {
  return c < 0x20 || is_between(c, 0x7F, 0x9F) || c == 0xAD || c == 0x61C || is_between(c, 0x180B, 0x180E) ||
         is_between(c, 0x200B, 0x200F) || is_between(c, 0x2028, 0x202E) || is_between(c, 0x2060, 0x206F) ||
         is_between(c, 0xFE00, 0xFE0F) || c == 0xFEFF || is_between(c, 0xE0000, 0xE0FFF);
}

// Says more of the character before it, an emoji's skin for example: without a face there is nothing to say it of.
bool is_colouring(char32_t c) { return char_class(c) == CharClass::attached; }

struct Outline {
  std::uint16_t glyph = 0;         // 0: this face cannot draw the character
  std::int16_t advance_units = 0;
  bool known = false;
};

// One face with what was asked of it so far.
struct Face {
  FT_Face ft = nullptr;
  bool failed = false;
  FT_F26Dot6 em_26_6 = 0;
  using Page = std::array<Outline, 256>;
  std::array<std::unique_ptr<Page>, 0x1100> pages;

  Outline outline(char32_t c) {
    if (c > 0x10FFFF) return {};
    auto& page = pages[c >> 8];
    if (!page) page = std::make_unique<Page>();
    Outline& found = (*page)[c & 255];
    if (!found.known) found = look_up(c);
    return found;
  }

  Outline look_up(char32_t c) const {
    Outline found{static_cast<std::uint16_t>(FT_Get_Char_Index(ft, c)), 0, true};
    FT_Fixed units = 0;
    if (found.glyph != 0 && FT_Get_Advance(ft, found.glyph, FT_LOAD_NO_SCALE, &units) == 0)
      found.advance_units = static_cast<std::int16_t>(units);
    return found;
  }

  float px(int units, float em_px) const {
    return static_cast<float>(units) * em_px / static_cast<float>(ft->units_per_EM);
  }
};

}  // namespace

struct FontStore::State {
  std::array<std::unique_ptr<MappedFont>, weights> files;
  FT_Library library = nullptr;
  std::array<std::unique_ptr<Face>, weights * families * regions> faces;

  ~State() {
    for (auto& face : faces)
      if (face && face->ft) FT_Done_Face(face->ft);
    if (library) FT_Done_FreeType(library);
  }

  Face& face(Family family, Weight weight, Region region) {
    const auto w = static_cast<std::size_t>(weight);
    const std::size_t at =
        (w * families + static_cast<std::size_t>(family)) * regions + static_cast<std::size_t>(region);
    auto& face = faces[at];
    if (!face) {
      face = std::make_unique<Face>();
      face->failed = FT_New_Memory_Face(library, files[w]->data(), static_cast<FT_Long>(files[w]->size()),
                                        collection_index(family, region), &face->ft) != 0;
    }
    return *face;
  }

  struct Drawable {
    Face* face = nullptr;  // null: no face can draw it
    Outline outline;
  };
  // The style's own face, then the proportional one; all regions know the same characters.
  Drawable find(const TextStyle& style, char32_t c) {
    for (const Family family : {style.family, Family::sans}) {
      Face& from = face(family, style.weight, style.region);
      if (from.failed) continue;
      const Outline outline = from.outline(c);
      if (outline.glyph != 0) return {&from, outline};
      if (family == Family::sans) break;
    }
    return {};
  }
};

FontStore::FontStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
FontStore::~FontStore() = default;

Result<std::unique_ptr<FontStore>> FontStore::open() {
  auto state = std::make_unique<State>();
  const char* names[weights] = {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"};
  for (std::size_t i = 0; i < weights; ++i) {
    REDRESS_TRY_ASSIGN(auto file, MappedFont::map(std::string(font_folder) + names[i]));
    state->files[i] = std::make_unique<MappedFont>(std::move(file));
  }
  if (FT_Init_FreeType(&state->library) != 0) return Error{Errc::internal, "FreeType does not start."};
  if (state->face(Family::sans, Weight::regular, Region::sc).failed)
    return Error{Errc::corrupt, std::string("The font ") + font_folder + names[0] +
                                    " is damaged. Reinstall the Debian package fonts-noto-cjk."};
  return std::unique_ptr<FontStore>(new FontStore(std::move(state)));
}

void FontStore::rest() {
  for (const auto& file : state_->files) file->rest();
}

GlyphMetrics FontStore::metrics(const TextStyle& style, char32_t c) {
  if (is_invisible(c)) return {};
  const auto drawable = state_->find(style, c);
  if (!drawable.face) return is_colouring(c) ? GlyphMetrics{} : GlyphMetrics{style.em_px, true};
  return {drawable.face->px(drawable.outline.advance_units, style.em_px), false};
}

namespace {

GlyphBitmap render(Face& face, const Outline& outline, float em_px) {
  GlyphBitmap bitmap;
  bitmap.advance_px = face.px(outline.advance_units, em_px);
  const auto em_26_6 = static_cast<FT_F26Dot6>(std::lround(em_px * 64));
  if (face.em_26_6 != em_26_6) {
    if (FT_Set_Char_Size(face.ft, 0, em_26_6, 72, 72) != 0) return bitmap;
    face.em_26_6 = em_26_6;
  }
  if (FT_Load_Glyph(face.ft, outline.glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_RENDER) != 0) return bitmap;
  const FT_GlyphSlot slot = face.ft->glyph;
  bitmap.width = static_cast<int>(slot->bitmap.width);
  bitmap.height = static_cast<int>(slot->bitmap.rows);
  bitmap.left = slot->bitmap_left;
  bitmap.top = slot->bitmap_top;
  const auto width = static_cast<std::size_t>(bitmap.width);
  bitmap.coverage.resize(width * static_cast<std::size_t>(bitmap.height));
  for (int y = 0; y < bitmap.height && width > 0; ++y)
    std::memcpy(bitmap.coverage.data() + static_cast<std::size_t>(y) * width,
                slot->bitmap.buffer + y * slot->bitmap.pitch, width);
  return bitmap;
}

}  // namespace

GlyphBitmap FontStore::rasterise(const TextStyle& style, char32_t c) {
  if (is_invisible(c)) return {};
  const auto drawable = state_->find(style, c);
  if (drawable.face) return render(*drawable.face, drawable.outline, style.em_px);
  return is_colouring(c) ? GlyphBitmap{} : draw_missing_sign(style.em_px);
}

}  // namespace redress
