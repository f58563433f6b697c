#include "kiosk/type/sense_lines.h"

#include <doctest/doctest.h>

#include <random>

#include "core/base/utf8.h"
#include "tests/type/fonts.h"

using namespace redress;

namespace {

using Lines = std::vector<std::string>;

Lines sense_lines_of(std::string_view text, float width_em, Region region = Region::sc) {
  TextStyle style;
  style.em_px = 20;
  style.region = region;
  Lines lines;
  for (const auto& line : break_by_sense(test_fonts(), style, text, width_em * 20))
    lines.emplace_back(text.substr(line.begin, line.end - line.begin));
  return lines;
}

}  // namespace

TEST_CASE("two lines break after a clause when both parts fit") {
  CHECK(sense_lines_of("已通知值班人员，请在这里等候", 10) == Lines{"已通知值班人员，", "请在这里等候"});
  CHECK(sense_lines_of("點一項就好。選錯了可以隨時返回修改。", 16, Region::tc) ==
        Lines{"點一項就好。", "選錯了可以隨時返回修改。"});
  CHECK(sense_lines_of("It is recorded. Thank you for telling us", 14) ==
        Lines{"It is recorded.", "Thank you for telling us"});
  CHECK(sense_lines_of("Returns, repair – Slow repair", 12) == Lines{"Returns, repair –", "Slow repair"});
}

TEST_CASE("of several clauses the evenest two or three lines are taken") {
  CHECK(sense_lines_of("倒数结束还没有操作的话，会清除这次填写的内容，回到首页。", 18) ==
        Lines{"倒数结束还没有操作的话，", "会清除这次填写的内容，回到首页。"});
  CHECK(sense_lines_of("本机还查不到这个编号。请用手机扫码，或到客服台。", 11) ==
        Lines{"本机还查不到这个编号。", "请用手机扫码，", "或到客服台。"});
}

TEST_CASE("without a clause nothing is left alone on the last line") {
  CHECK(sense_lines_of("我们会在三天内给您答复", 10) == Lines{"我们会在三天内给", "您答复"});
  CHECK(sense_lines_of("The screen shows the duty phone and the nearest first-aid box", 26).back() != "box");
}

TEST_CASE("a short first clause, a line feed and a longer text are left as they are") {
  CHECK(sense_lines_of("好，我们会在三天内答复您本人", 12).front() != "好，");
  CHECK(sense_lines_of("一二三四五，六七八\n九", 20) == Lines{"一二三四五，六七八", "九"});
  CHECK(sense_lines_of("一句话", 20) == Lines{"一句话"});
}

TEST_CASE("never more lines than break_lines, none wider than the room, no byte lost") {
  const std::u32string some = U"的一是在不了有和人这中，。、；：！？）】」”（「ab cdEFG12 3.5,. ";
  std::mt19937 random(3);
  for (int round = 0; round < 1000; ++round) {
    std::u32string wide;
    for (std::size_t n = random() % 50; n > 0; --n) wide += some[random() % some.size()];
    const std::string text = to_utf8(wide);
    TextStyle style;
    style.em_px = 20;
    const float width = 120 + static_cast<float>(random() % 300);
    const auto plain = break_lines(test_fonts(), style, text, width);
    const auto lines = break_by_sense(test_fonts(), style, text, width);
    REQUIRE(lines.size() == plain.size());
    std::size_t at = 0;
    for (const auto& line : lines) {
      REQUIRE(line.begin == at);
      REQUIRE(line.end <= line.next);
      REQUIRE(text.substr(line.end, line.next - line.end).find_first_not_of(' ') == std::string::npos);
      REQUIRE(line.width_px <= width + 0.1f);
      at = line.next;
    }
    REQUIRE(at == text.size());
  }
}
