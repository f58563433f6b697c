// Through the real fonts and the real rasteriser.
#include <doctest/doctest.h>

#include "kiosk/ui/controls.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/staff.h"

using namespace redress;
using namespace redress::ui;

namespace {

struct Stage {
  explicit Stage(int w = 1080, int h = 1920)
      : fonts(std::move(FontStore::open()).value()),
        frame(*fonts),
        memory(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)),
        buffer{memory.data(), w, h, w} {}

  template <class Draw>
  std::vector<PixelRect> show(Draw draw, const Theme& theme = {}, const std::string& pressed = {}, const std::string& focused = {}) {
    draw(frame.begin(buffer, theme, "zh-Hans", pressed, focused));
    return frame.end();
  }
  std::uint32_t at(int x, int y) const { return memory[static_cast<std::size_t>(y * buffer.width + x)] & 0xFFFFFF; }

  std::unique_ptr<FontStore> fonts;
  Frame frame;
  std::vector<std::uint32_t> memory;
  PixelBuffer buffer;
};

int pixels_of(const std::vector<PixelRect>& damage) {
  int sum = 0;
  for (const PixelRect& r : damage) sum += r.width * r.height;
  return sum;
}

const Rect kPlace{60, 1632, 304, 112};

}  // namespace

TEST_CASE("a widget is registered in real pixels where it was drawn") {
  Stage half(540, 960);
  half.show([](Canvas& c) { button(c, kPlace, {.id = "back", .label = "上一步"}); });
  const Widget* w = half.frame.presented().find("back");
  REQUIRE(w);
  CHECK(w->rect.x == 30);
  CHECK(w->rect.y == 816);
  CHECK(w->rect.w == 152);
  CHECK(w->rect.h == 56);
  CHECK(w->label == "上一步");
  CHECK(half.frame.presented().hit(100, 840) == w);
}

TEST_CASE("the same picture again changes nothing; a press redraws only its button") {
  Stage stage;
  const auto draw = [](Canvas& c) {
    button(c, kPlace, {.id = "back", .label = "上一步"});
    button(c, kPlace.moved(400, -800), {.id = "next", .label = "下一步", .look = Look::filled});
  };
  CHECK(pixels_of(stage.show(draw)) == 1080 * 1920);
  CHECK(stage.show(draw).empty());
  const int pressed = pixels_of(stage.show(draw, {}, "back"));
  CHECK(pressed > 0);
  CHECK(pressed < 400 * 300);
  stage.frame.invalidate();
  CHECK(pixels_of(stage.show(draw)) == 1080 * 1920);
  CHECK(stage.frame.count() == 4);
}

TEST_CASE("pressed, chosen, off and focused controls look different from one at rest") {
  Stage stage;
  const auto at_rest = [](Canvas& c) { button(c, kPlace, {.id = "x", .label = "好"}); };
  const auto count_changes = [&](auto draw, const std::string& pressed = {}, const std::string& focused = {}) {
    stage.show(at_rest);
    return pixels_of(stage.show(draw, {}, pressed, focused));
  };
  CHECK(count_changes(at_rest, "x") > 0);
  CHECK(count_changes(at_rest, "", "x") > 0);
  CHECK(count_changes([](Canvas& c) { button(c, kPlace, {.id = "x", .label = "好", .chosen = true}); }) > 0);
  CHECK(count_changes([](Canvas& c) { button(c, kPlace, {.id = "x", .label = "好", .off = true}); }) > 0);
}

TEST_CASE("words that do not fit are reported, words that fit in two lines are not") {
  Stage stage;
  stage.show([](Canvas& c) { button(c, {60, 100, 120, 60}, {.id = "x", .label = "一个放不下的很长很长的按钮名称"}); });
  CHECK(check_clipping(stage.frame.presented()).size() == 1);
  stage.show([](Canvas& c) { button(c, {60, 100, 300, 120}, {.id = "x", .label = "一个可以写成两行的名称"}); });
  CHECK(check_clipping(stage.frame.presented()).empty());
}

TEST_CASE("the checks find a small target, an overlap and a pale text") {
  Stage stage;
  stage.show([](Canvas& c) {
    button(c, {60, 100, 300, 60}, {.id = "small", .label = "小"});
    button(c, {60, 300, 300, 112}, {.id = "a", .label = "甲"});
    button(c, {200, 350, 300, 112}, {.id = "b", .label = "乙"});
    c.text({60, 600, 400, 50}, "看不清", type::note, Colour::line);
  });
  const Registry& r = stage.frame.presented();
  REQUIRE(check_targets(r, size::du_per_mm).size() == 1);
  CHECK(check_targets(r, size::du_per_mm)[0].find("small") != std::string::npos);
  REQUIRE(!check_overlap(r).empty());
  CHECK(check_overlap(r)[0] == "'a' and 'b' overlap");
  CHECK(check_contrast(r, Theme{}).size() == 1);
}

TEST_CASE("the checks find words under a button and words over words") {
  Stage stage;
  stage.show([](Canvas& c) {
    c.text({60, 100, 500, 60}, "第一行", type::body);
    c.text({60, 120, 500, 60}, "第二行", type::body);
    c.text({60, 330, 500, 60}, "按钮下面", type::body);
    button(c, {60, 300, 300, 112}, {.id = "a", .label = "甲"});
  });
  const auto problems = check_overlap(stage.frame.presented());
  const auto named = [&](const char* words) {
    for (const auto& p : problems)
      if (p.find(words) != std::string::npos) return true;
    return false;
  };
  CHECK(named("texts '第一行' and '第二行' overlap"));
  CHECK(named("text '按钮下面' lies on 'a'"));
}

TEST_CASE("a QR code is ink on white in whole pixels with four clear modules, in every theme and size") {
  std::vector<bool> modules(25 * 25, true);
  for (const auto& [w, h] : {std::pair{1080, 1920}, std::pair{540, 960}}) {
    Stage stage(w, h);
    Theme dark;
    dark.kind = ThemeKind::contrast;
    stage.show([&](Canvas& c) { qr_code(c, {60, 100, 364, 364}, modules, 25); }, dark);
    const float scale = static_cast<float>(w) / 1080;
    const int left = static_cast<int>(60 * scale), row = static_cast<int>((100 + 182) * scale), side = static_cast<int>(364 * scale);
    int first = -1, last = -1;
    for (int x = left; x < left + side; ++x) {
      const std::uint32_t v = stage.at(x, row);
      CHECK((v == 0xFFFFFF || v == 0x17212B));  // nothing half covered
      if (v == 0x17212B) {
        if (first < 0) first = x;
        last = x;
      }
    }
    const int module = (last - first + 1) / 25;
    CHECK(module * 25 == last - first + 1);
    CHECK(first - left >= 4 * module);
    CHECK(left + side - 1 - last >= 4 * module);
  }
}

TEST_CASE("everything written on a control is in the registry, beside its label and value") {
  Stage stage;
  stage.show([](Canvas& c) {
    button(c, kPlace, {.id = "contact", .label = "有联系方式", .after = "（10 秒）"});
    queue_row(c, {60, 400, 960, 80}, {.id = "row:1", .code = "014F", .title = "跌倒", .place = "1F 中庭", .stage = "待受理"});
  });
  const auto& seen = stage.frame.presented();
  for (const auto& mark : seen.texts()) {
    CAPTURE(mark.text);
    CHECK(seen.to_json().dump().find(mark.text) != std::string::npos);
  }
  CHECK(seen.to_json().dump().find("\"words\"") != std::string::npos);
}

TEST_CASE("words that leave the control they stand on are found") {
  Stage stage;
  stage.show([](Canvas& c) {
    const Canvas::Scope scope(c, {.role = Role::button, .id = "next", .rect = {60, 100, 200, 88}});
    c.text({60, 180, 200, 40}, "下一步", type::body);
  });
  CHECK(check_inside(stage.frame.presented()).size() == 1);
}

TEST_CASE("what a secret field holds does not leave the registry") {
  Stage stage;
  stage.show([](Canvas& c) { field(c, kPlace, {.id = "phone", .label = "手机号", .value = "139 0000 1234", .secret = true}); });
  const std::string json = stage.frame.presented().to_json().dump();
  CHECK(json.find("139") == std::string::npos);
  CHECK(json.find("手机号") != std::string::npos);
}

TEST_CASE("bold marks are never shown and change only what they enclose") {
  Stage stage;
  stage.show([](Canvas& c) {
    const float plain = c.rich({60, 100, 900, 0}, "最晚 4月17日 前", {});
    const float marked = c.rich({60, 200, 900, 0}, "最晚 **4月17日** 前", {});
    CHECK(plain == marked);
    CHECK(c.rich_height("**很长的粗体很长的粗体很长的粗体** 和别的", {}, 300) > plain);
  });
  for (const TextMark& t : stage.frame.presented().texts()) CHECK(t.text.find('*') == std::string::npos);
}

TEST_CASE("what lies outside a clip cannot be touched") {
  Stage stage;
  stage.show([](Canvas& c) {
    const Canvas::Clip clip(c, {60, 100, 300, 100});
    button(c, {60, 120, 300, 112}, {.id = "half", .label = "半"});
    button(c, {60, 400, 300, 112}, {.id = "gone", .label = "无"});
  });
  const Registry& r = stage.frame.presented();
  CHECK(r.hit(100, 150) == r.find("half"));
  CHECK(r.hit(100, 210) == nullptr);
  CHECK(r.find("gone") == nullptr);
}
