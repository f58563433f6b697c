#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string>

#include "core/base/utf8.h"
#include "tests/raster/picture.h"

using namespace redress;
using namespace redress::ui;

namespace {

struct Word {
  TextStyle style;
  float x = 0, y = 0;
  std::string text;
};

std::vector<Word> words_of(std::mt19937& random, int count) {
  std::vector<Word> words;
  for (int i = 0; i < count; ++i) {
    Word word;
    word.style.em_px = static_cast<float>(24 + random() % 60);
    word.style.weight = static_cast<Weight>(random() % 2);
    word.x = static_cast<float>(random() % 700);
    word.y = static_cast<float>(random() % 900);
    for (int k = 0; k < 8; ++k) append_utf8(word.text, static_cast<char32_t>(0x4E00 + random() % 0x5000));
    words.push_back(word);
  }
  return words;
}

void draw_words(Picture& picture, GlyphAtlas& atlas, const std::vector<Word>& words) {
  for (const Word& word : words)
    atlas.draw(picture.list(), word.style, word.x, word.y, IM_COL32(255, 255, 255, 200), word.text);
}

}  // namespace

TEST_CASE("an atlas that overflows and starts again never shows a wrong character") {
  start_imgui();
  std::mt19937 random(1);
  GlyphAtlas old(picture_fonts());
  Rasteriser cached;
  Pixels seen(1000, 900);
  const std::uint32_t first_generation = old.generation();
  for (int frame = 0; frame < 24; ++frame) {
    const auto words = words_of(random, 25);
    old.begin_frame();
    Picture picture(1000, 900);
    draw_words(picture, old, words);
    (void)cached.draw(picture.data(), old, seen.buffer());

    GlyphAtlas fresh(picture_fonts());
    Rasteriser other;
    Pixels right(1000, 900);
    Picture same(1000, 900);
    draw_words(same, fresh, words);
    (void)other.draw(same.data(), fresh, right.buffer());
    REQUIRE(seen.values == right.values);
  }
  CHECK(old.generation() > first_generation + 1);  // it did start again
}

TEST_CASE("one frame may need more characters than the atlas usually holds") {
  start_imgui();
  std::mt19937 random(2);
  GlyphAtlas atlas(picture_fonts());
  const auto words = words_of(random, 130);
  atlas.begin_frame();
  Picture picture(1000, 900);
  draw_words(picture, atlas, words);
  CHECK(atlas.rows() > 1024);
  CHECK(picture.list().VtxBuffer.Size == 130 * 8 * 4 - 4 * [&] {
    int hidden = 0;  // characters beside the screen
    for (const Word& word : words)
      for (const auto& glyph : place(picture_fonts(), word.style, word.text)) {
        const auto bitmap = picture_fonts().rasterise(word.style, glyph.c);
        const float left = std::floor(word.x + glyph.x_px + 0.5f) + static_cast<float>(bitmap.left);
        const float top = word.y - static_cast<float>(bitmap.top);
        hidden += left >= 1000 || left + static_cast<float>(bitmap.width) <= 0 || top >= 900 ||
                  top + static_cast<float>(bitmap.height) <= 0 || bitmap.width == 0;
      }
    return hidden;
  }());
  atlas.begin_frame();
  CHECK(atlas.rows() < 100);
}

TEST_CASE("ImGui runs a frame on the atlas's empty font and draws shapes, not text") {
  start_imgui();
  GlyphAtlas atlas(picture_fonts());
  ImGui::NewFrame();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(200, 200));
  ImGui::Begin("window", nullptr, ImGuiWindowFlags_NoDecoration);
  ImGui::TextUnformatted("nothing to see");
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(5, 5), ImVec2(9, 9), IM_COL32(1, 2, 3, 255));
  ImGui::End();
  ImGui::Render();
  Rasteriser rasteriser;
  Pixels pixels(1080, 1920);
  (void)rasteriser.draw(*ImGui::GetDrawData(), atlas, pixels.buffer());
  CHECK(pixels.at(7, 7) == 0xFF010203);
  CHECK(pixels.at(9, 9) != 0xFF010203);
}
