#include <doctest/doctest.h>

#include <ctime>

#include "kiosk/type/text_layout.h"
#include "tests/type/fonts.h"

using namespace redress;

namespace {

TextStyle style_of(float em_px, Region region = Region::sc) {
  TextStyle style;
  style.em_px = em_px;
  style.region = region;
  return style;
}

float em(std::string_view text, Region region = Region::sc) {
  return measure(test_fonts(), style_of(100, region), text) / 100;
}

}  // namespace

TEST_CASE("adjoining full-width marks close up by half an em") {
  CHECK(em("好。") == doctest::Approx(2));
  CHECK(em("好。」") == doctest::Approx(2.5));
  CHECK(em("好。」（") == doctest::Approx(3));
  CHECK(em("（「好") == doctest::Approx(2.5));
  CHECK(em("：「") == doctest::Approx(1.5));
  CHECK(em("（）") == doctest::Approx(2));
  CHECK(em("好。」", Region::tc) == doctest::Approx(2.75));  // its full stop stands in the middle
}

TEST_CASE("marks that closed up do not touch") {
  for (const Region region : {Region::sc, Region::tc, Region::jp, Region::kr}) {
    for (const std::string_view pair : {"。」", "」「", "「『", "：「", "，「", "！」", "？）", "、（", "」。", "。。", "？！", "）】", "；『"}) {
      const auto style = style_of(100, region);
      const auto glyphs = place(test_fonts(), style, pair);
      const auto first = test_fonts().rasterise(style, glyphs[0].c), second = test_fonts().rasterise(style, glyphs[1].c);
      const float first_right = glyphs[0].x_px + static_cast<float>(first.left + first.width);
      const float second_left = glyphs[1].x_px + static_cast<float>(second.left);
      CAPTURE(pair);
      CAPTURE(static_cast<int>(region));
      CHECK(second_left - first_right >= 2);
    }
  }
}

TEST_CASE("two dashes make one line, and an accent stands over its letter") {
  const auto style = style_of(100);
  const auto dash = test_fonts().rasterise(style, U'—');
  const auto dashes = place(test_fonts(), style, "——");
  CHECK(dashes[1].x_px + static_cast<float>(dash.left) <= dashes[0].x_px + static_cast<float>(dash.left + dash.width));
  const auto letter = place(test_fonts(), style, "xe\xCC\x81");
  const auto accent = test_fonts().rasterise(style, 0x301);
  const float middle = letter[2].x_px + static_cast<float>(accent.left) + static_cast<float>(accent.width) / 2;
  CHECK(middle == doctest::Approx(letter[1].x_px + letter[1].cell_width_px / 2).epsilon(0.2));
}

TEST_CASE("hanzi and digits or Latin stand a quarter em apart") {
  CHECK(em("共") + em("12") + em("元") + 0.5f == doctest::Approx(em("共12元")));
  CHECK(em("用") + em("APP") + 0.25f == doctest::Approx(em("用APP")));
  CHECK(em("用") + em(" ") + em("APP") == doctest::Approx(em("用 APP")));
  CHECK(em("（") + em("12") == doctest::Approx(em("（12")));
}

TEST_CASE("places add up to the measured width and every byte has a cursor place") {
  const std::string text = "他说：「（共3件，可好？」—ok\xCC\x81吗";
  const auto style = style_of(33.5f);
  const auto glyphs = place(test_fonts(), style, text);
  std::size_t byte = 0;
  float x = 0;
  for (const auto& glyph : glyphs) {
    CHECK(glyph.byte == byte);
    CHECK(glyph.cell_x_px == doctest::Approx(x));
    CHECK(glyph.cell_width_px >= 0);
    CHECK(cursor_x_px(glyphs, byte) == doctest::Approx(x));
    byte = glyph.byte_end;
    x += glyph.cell_width_px;
  }
  CHECK(byte == text.size());
  CHECK(x == doctest::Approx(measure(test_fonts(), style, text)));
  CHECK(cursor_x_px({}, 0) == 0);
}

TEST_CASE("ellipsise cuts at a character and never exceeds the width") {
  const std::string text = "服务台 Service desk，请稍候 e\xCC\x81";
  const auto style = style_of(20);
  const float whole = measure(test_fonts(), style, text);
  CHECK(ellipsise(test_fonts(), style, text, whole) == text);
  CHECK(ellipsise(test_fonts(), style, "一二三四五", 80) == "一二三…");
  CHECK(ellipsise(test_fonts(), style, "一\n二", 80) == "一…");
  CHECK(ellipsise(test_fonts(), style, "一二三", 20) == "…");
  CHECK(ellipsise(test_fonts(), style, "一二三", 10).empty());
  for (float width = 20; width < whole; width += 3) {
    const auto cut = ellipsise(test_fonts(), style, text, width);
    CHECK(measure(test_fonts(), style, cut) <= width + 0.1f);
    CHECK(cut.ends_with("…"));
    CHECK_FALSE(cut.ends_with(" …"));
    CHECK(text.starts_with(cut.substr(0, cut.size() - 3)));
  }
}

TEST_CASE("what no face can draw is one calm sign beside the hanzi, and rare hanzi are drawn") {
  const auto style = style_of(40);
  CHECK(test_fonts().metrics(style, 0x1F600).missing);
  CHECK(test_fonts().metrics(style, 0x10FFFD).advance_px == doctest::Approx(40));
  CHECK_FALSE(test_fonts().metrics(style, 0x20BB7).missing);  // 𠮷, beyond 16 bits
  const auto smile = test_fonts().rasterise(style, 0x1F600), wink = test_fonts().rasterise(style, 0x1F609);
  CHECK(smile.width == smile.height);
  CHECK(smile.coverage.size() == static_cast<std::size_t>(smile.width * smile.height));
  CHECK(smile.coverage.front() == 255);
  CHECK(smile.coverage == wink.coverage);  // no code point, nothing to wonder about
  const auto skin = measure(test_fonts(), style, "👍🏽");
  CHECK(skin == doctest::Approx(40));
  CHECK(break_lines(test_fonts(), style, "很好👍🏽。", 130).size() == 2);
  CHECK(test_fonts().metrics(style, 0xFE0F).advance_px == 0);
  CHECK(test_fonts().rasterise(style, 0x200B).width == 0);
}

TEST_CASE("faces differ by region, weight and family, and em may be a fraction") {
  auto style = style_of(48);
  const auto sc = test_fonts().rasterise(style, U'骨');
  style.region = Region::tc;
  CHECK(test_fonts().rasterise(style, U'骨').coverage != sc.coverage);
  style.region = Region::sc;
  style.weight = Weight::bold;
  CHECK(test_fonts().rasterise(style, U'骨').coverage != sc.coverage);
  style.weight = Weight::regular;
  style.family = Family::mono;
  CHECK(test_fonts().metrics(style, U'i').advance_px == test_fonts().metrics(style, U'W').advance_px);
  CHECK(test_fonts().metrics(style_of(33.5f), U'中').advance_px == doctest::Approx(33.5));
  const auto cap = test_fonts().rasterise(style_of(100), U'H');
  CHECK(cap.top == doctest::Approx(100 * cap_height_em).epsilon(0.02));
}

TEST_CASE("2,000 characters are broken into lines in less than 5 ms of processor time") {
  std::string text;
  while (text.size() < 6000) text += "我在三楼12号店买的书桌送来时破了，店员说“等经理”。";
  const auto style = style_of(34);
  (void)break_lines(test_fonts(), style, text, 900);
  const std::clock_t start = std::clock();  // processor time: other work on the machine does not count
  for (int i = 0; i < 4; ++i) CHECK(break_lines(test_fonts(), style, text, 900).size() > 60);
  const double took_ms = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / 4;
  MESSAGE("break_lines of 2,000 characters: " << took_ms << " ms");
  CHECK(took_ms < 5);
}
