#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "kiosk/ui/controls.h"
#include "kiosk/ui/frame.h"
#include "tests/ui/gallery.h"
#include "tests/ui/png.h"

using namespace redress;
using namespace redress::ui;

namespace {

struct Picture {
  explicit Picture(int w, int h) : memory(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)), buffer{memory.data(), w, h, w} {}
  std::vector<std::uint32_t> memory;
  PixelBuffer buffer;
};

std::string file_name(const gallery::Page& page, const Theme& theme, const std::string& language) {
  return "gallery/" + page.name + (page.portrait ? "-portrait" : "-landscape") + "-" + language +
         (theme.kind == ThemeKind::contrast ? "-contrast" : "") +
         (theme.text_scale > 1 ? "-" + std::to_string(static_cast<int>(theme.text_scale * 100)) : "") + ".png";
}

// GALLERY=all writes every picture.
bool wanted() {
  return std::getenv("GALLERY") != nullptr;
}

void show(Frame& frame, const gallery::Page& page, const Theme& theme, const std::string& language) {
  Picture picture(page.portrait ? 1080 : 1920, page.portrait ? 1920 : 1080);
  frame.invalidate();  // fresh memory, perhaps at the same address
  Canvas& c = frame.begin(picture.buffer, theme, language);
  page.draw(c);
  frame.end();
  CAPTURE(file_name(page, theme, language));
  for (const std::string& problem : check_all(frame.presented(), theme, size::du_per_mm)) FAIL_CHECK(problem);
  if (wanted()) CHECK(write_png(file_name(page, theme, language), picture.buffer));
}

std::vector<gallery::Page> all_pages() {
  auto out = gallery::shopper_pages();
  for (auto& page : gallery::staff_pages()) out.push_back(std::move(page));
  return out;
}

}  // namespace

TEST_CASE("every component keeps the size, contrast, fit and overlap rules in both themes, three languages and three text sizes") {
  auto fonts = FontStore::open();
  REQUIRE(fonts.ok());
  Frame frame(**fonts);
  if (wanted()) std::filesystem::create_directories("gallery");
  for (const gallery::Page& page : all_pages())
    for (const std::string language : {"zh-Hans", "zh-Hant", "en"})
      for (const ThemeKind kind : {ThemeKind::normal, ThemeKind::contrast})
        for (const float scale : {1.0f, 1.25f, 1.5f}) {
          if (scale > 1 && kind == ThemeKind::contrast) continue;
          if (scale > 1.25f && page.audience == Audience::staff) continue;  // then the scenes turn columns into tabs
          Theme theme;
          theme.kind = kind;
          theme.text_scale = scale;
          theme.audience = page.audience;
          show(frame, page, theme, language);
        }
}

TEST_CASE("small windows, other shapes and touched controls keep the rules too") {
  auto fonts = FontStore::open();
  REQUIRE(fonts.ok());
  Frame frame(**fonts);
  if (wanted()) std::filesystem::create_directories("gallery");
  struct Shape {
    int w, h;
  };
  for (const gallery::Page& page : all_pages())
    for (const Shape shape : {Shape{540, 960}, Shape{960, 540}, Shape{1024, 768}, Shape{1080, 1920}, Shape{2160, 3840}}) {
      if ((shape.h > shape.w) != page.portrait) continue;
      Picture picture(shape.w, shape.h);
      Theme theme;
      theme.audience = page.audience;
      frame.invalidate();
      Canvas& c = frame.begin(picture.buffer, theme, "zh-Hans", "solved:no", "rate:result:3");
      const float scale = c.scale();
      page.draw(c);
      refusal(c, "next", "请先选一种情况");
      frame.end();
      const std::string name = "gallery/" + page.name + "-" + std::to_string(shape.w) + "x" + std::to_string(shape.h) + ".png";
      CAPTURE(name);
      for (const std::string& problem : check_all(frame.presented(), theme, size::du_per_mm * scale)) FAIL_CHECK(problem);
      if (wanted()) CHECK(write_png(name, picture.buffer));
    }
}
