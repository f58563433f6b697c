#include <doctest/doctest.h>

#include <random>

#include "core/base/utf8.h"
#include "kiosk/type/text_layout.h"
#include "tests/type/fonts.h"

using namespace redress;

namespace {

std::vector<std::string> lines_of(std::string_view text, float width_em, Region region = Region::sc) {
  TextStyle style;
  style.em_px = 20;
  style.region = region;
  std::vector<std::string> lines;
  for (const auto& line : break_lines(test_fonts(), style, text, width_em * 20))
    lines.emplace_back(text.substr(line.begin, line.end - line.begin));
  return lines;
}

using Lines = std::vector<std::string>;

bool contains(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

}  // namespace

TEST_CASE("hanzi break anywhere but before closing and after opening marks") {
  CHECK(lines_of("我们会在三天内答复", 4) == Lines{"我们会在", "三天内答", "复"});
  CHECK(lines_of("我们会，在三天内", 3) == Lines{"我们", "会，在", "三天内"});
  CHECK(lines_of("我們說（好）嗎", 4, Region::tc) == Lines{"我們說", "（好）嗎"});
  CHECK(lines_of("他说：「好的」。对", 4) == Lines{"他说：", "「好的」。", "对"});
}

TEST_CASE("a date and the weekday in brackets behind it stay together") {
  CHECK(lines_of("提交后，最晚4月17日（周五）14:06前答复您", 12) == Lines{"提交后，最晚", "4月17日（周五）14:06", "前答复您"});
  CHECK(lines_of("最遲12月3日（週日）前", 8, Region::tc) == Lines{"最遲", "12月3日（週日）", "前"});
  CHECK(lines_of("我说（确实）好", 4) == Lines{"我说", "（确实）", "好"});
  CHECK(lines_of("4月17日（周五）", 5).size() == 2);  // too narrow to keep it whole
}

TEST_CASE("a closing mark's blank half may stand over the line's edge") {
  CHECK(lines_of("我们会来。再见", 4.5f) == Lines{"我们会来。", "再见"});
  CHECK(lines_of("我們會來。再見", 4.5f, Region::tc) == Lines{"我們會", "來。再見"});  // centred full stop
}

TEST_CASE("Latin words stay whole unless longer than the line") {
  CHECK(lines_of("The manager will call you", 6.5f) == Lines{"The manager", "will call you"});
  CHECK(lines_of("请看 warranty 条款", 5) == Lines{"请看", "warranty", "条款"});
  CHECK(lines_of("型号7K3Q-F8M2坏了", 6) == Lines{"型号", "7K3Q-F8M2", "坏了"});
  CHECK(lines_of("共3.5元(约50%)", 4.5f) == Lines{"共3.5元", "(约50%)"});
  for (const auto& line : lines_of("Donaudampfschifffahrtsgesellschaft", 4)) CHECK(line.size() >= 5);
}

TEST_CASE("line feeds, spaces and nothing at all") {
  CHECK(lines_of("", 5) == Lines{""});
  CHECK(lines_of("\n", 5) == Lines{"", ""});
  CHECK(lines_of("一\n\n二\n", 5) == Lines{"一", "", "二", ""});
  CHECK(lines_of("一二三四五   六", 5) == Lines{"一二三四五", "六"});
  CHECK(lines_of("  一", 5) == Lines{"  一"});
  CHECK(lines_of("一二", 0.2f) == Lines{"一", "二"});
}

TEST_CASE("marks that belong to a character never leave it") {
  CHECK(lines_of("xxxxxxxxxe\xCC\x81", 0.3f).back() == "e\xCC\x81");
  CHECK(lines_of("他说……好", 3) == Lines{"他说", "……好"});
  CHECK(lines_of("共 1\xC2\xA0" "200 元", 2.5f).at(1) == "1\xC2\xA0" "200");
}

TEST_CASE("whatever the text, lines cover it in order, fit, and keep the mark rules") {
  const std::u32string some =
      U"的一是在不了有和人这中大为上個們說，。、；：！？）】」』”（【「『“……—ab cdEFG12 3.5%()-/\n　 한글カー𠮷e\u0301😀";
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::u32string wide;
    for (std::size_t n = random() % 60; n > 0; --n) wide += some[random() % some.size()];
    const std::string text = to_utf8(wide);
    TextStyle style;
    style.em_px = 20.5f;
    style.region = static_cast<Region>(random() % 4);
    const float width = 30 + static_cast<float>(random() % 300);
    std::size_t at = 0;
    for (const auto& line : break_lines(test_fonts(), style, text, width)) {
      REQUIRE(line.begin == at);
      REQUIRE(line.end >= line.begin);
      REQUIRE(line.next >= line.end);
      at = line.next;
      const auto skipped = text.substr(line.end, line.next - line.end);
      REQUIRE(skipped.find_first_not_of(" \n\xE3\x80") == std::string::npos);
      const auto shown = std::string_view(text).substr(line.begin, line.end - line.begin);
      if (count_code_points(shown) > 2) REQUIRE(line.width_px <= width + 0.1f);
      REQUIRE(measure(test_fonts(), style, shown) - line.width_px <= 0.5f * style.em_px + 0.1f);
    }
    REQUIRE(at == text.size());
  }
}

TEST_CASE("no line starts with a closing or ends with an opening mark in running text") {
  const std::u32string words = U"的一是在不了有和人这中大为上国我以要他";
  std::mt19937 random(11);
  for (int round = 0; round < 500; ++round) {
    std::u32string wide;
    for (int i = 0; i < 40; ++i) {
      wide += words[random() % words.size()];
      if (random() % 4 == 0) wide += U"，。！？」）"[random() % 6];
      if (random() % 6 == 0) wide += U"（「《"[random() % 3];
    }
    const std::string text = to_utf8(wide + U"完");
    TextStyle style;
    style.em_px = 20;
    for (const auto& line : break_lines(test_fonts(), style, text, 160)) {
      const auto shown = to_utf32(std::string_view(text).substr(line.begin, line.end - line.begin));
      REQUIRE_FALSE(contains(U"，。！？」）", shown.front()));
      REQUIRE_FALSE(contains(U"（「《", shown.back()));
    }
  }
}
