// Screens 10 to 16.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/policy/policy.h"
#include "kiosk/scenes/scene_table.h"
#include "tests/scenes/stage.h"

using namespace redress;
using namespace redress::stage;

namespace {

// Knows one sentence; the real engine is tested in tests/typing.
class OneSentence final : public InputMethod {
 public:
  bool ready() const override { return true; }
  void set_script(ChineseScript) override {}
  Composition key(char letter) override {
    typed_ += letter;
    return now();
  }
  Composition backspace() override {
    if (!typed_.empty()) typed_.pop_back();
    return now();
  }
  Composition choose(std::size_t candidate) override {
    Composition out;
    out.committed = kCandidates[candidate];
    typed_.clear();
    return out;
  }
  Composition candidates(std::size_t first, std::size_t count) override {
    auto out = now();
    out.candidates = {
        kCandidates.begin() + static_cast<std::ptrdiff_t>(std::min(first, kCandidates.size())),
        kCandidates.begin() + static_cast<std::ptrdiff_t>(std::min(first + count, kCandidates.size()))};
    return out;
  }
  void clear() override { typed_.clear(); }

 private:
  Composition now() const {
    Composition out;
    out.preedit = typed_;
    if (!typed_.empty()) out.candidates = kCandidates;
    return out;
  }
  const std::vector<std::string> kCandidates{"电话也打不通", "电话", "店", "点", "电", "垫", "典", "殿"};
  std::string typed_;
};

void fill(App& app, std::string_view category = "after_sales") {
  app.visit.contact_type = "complaint";
  app.visit.injured = Answer3::no;
  app.visit.category = category;
}

std::function<void(SceneStage&)> plain(std::string scene, std::function<void(SceneStage&)> before = {}) {
  return [=](SceneStage& stage) {
    if (scene != "shopper.home") fill(stage.app);
    if (before) before(stage);
    stage.show(shopper::scenes(), scene);
  };
}

}  // namespace

TEST_CASE(
    "screens 10 to 16 keep size, contrast, fit and overlap in every language, letter size and orientation") {
  look_at({.name = "10-home", .prepare = plain("shopper.home")});
  look_at({.name = "10-home-closed", .prepare = plain("shopper.home", [](SceneStage& s) {
                                       s.here.record = RecordState::full;
                                       s.here.printer.paper = PaperState::out;
                                       s.apply();
                                     })});
  look_at({.name = "10-home-no-printer", .prepare = plain("shopper.home", [](SceneStage& s) {
                                           s.here.printer.paper = PaperState::out;
                                           s.apply();
                                         })});
  look_at({.name = "10-home-not-in-service", .prepare = plain("shopper.home", [](SceneStage& s) {
                                               s.here = Surroundings();
                                               s.apply();
                                             })});
  look_at({.name = "11-type",
           .prepare = plain("shopper.type", [](SceneStage& s) { s.app.visit.contact_type.clear(); })});
  look_at({.name = "11-type-again", .prepare = plain("shopper.type")});
  look_at({.name = "12-injury", .prepare = plain("shopper.injury", [](SceneStage& s) {
                                  s.app.visit.injured = Answer3::none;
                                  s.app.visit.category.clear();
                                })});
  look_at({.name = "12-injury-help",
           .prepare = plain("shopper.injury", [](SceneStage& s) { s.app.visit.contact_type = "help"; })});
  look_at({.name = "12-alarm", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.show(shopper::scenes(), "shopper.alarm");
             s.wake();
             AlarmView alarm;
             alarm.id = s.app.visit.alarm;
             alarm.kind = "injury";
             alarm.delivered = true;
             s.here.alarms = {alarm};
             s.apply();
           }});
  look_at({.name = "12-alarm-not-reached", .prepare = plain("shopper.alarm", [](SceneStage& s) {
                                             s.here.sync.phase = SyncPhase::offline;
                                             s.apply();
                                           })});
  look_at({.name = "13-category", .prepare = plain("shopper.category")});
  look_at({.name = "14-place", .prepare = plain("shopper.place", [](SceneStage& s) {
                                 s.app.visit.subcategory = "repair_delay";
                                 s.app.visit.place = "xh-318";
                               })});
  look_at({.name = "14-place-search", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.show(shopper::scenes(), "shopper.place");
             s.tap("field:search");
             s.type("q");
           }});
  look_at({.name = "14-place-own-floor", .prepare = plain("shopper.place", [](SceneStage& s) {
                                           s.here.floor = "3F";
                                           s.apply();
                                         })});
  look_at({.name = "14-product", .prepare = plain("shopper.product")});
  look_at({.name = "14-product-written", .prepare = plain("shopper.product", [](SceneStage& s) {
                                           s.app.visit.product.set("儿童书桌，小票 20260404-0173");
                                         })});
  look_at({.name = "15-when", .prepare = plain("shopper.when", [](SceneStage& s) {
                                s.app.visit.date = "2026-04-12";
                                s.app.visit.day_part = "morning";
                                s.app.visit.before = s.app.visit.money = Answer3::yes;
                                s.app.visit.promise = Answer3::no;
                              })});
  look_at({.name = "15-impact", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.app.visit.before = s.app.visit.money = Answer3::yes;
             s.show(shopper::scenes(), "shopper.when");
             if (s.app.text_scale > 1) s.tap("next");
             s.scan("nonsense");
           }});
  look_at({.name = "15-day",
           .prepare = plain("shopper.day", [](SceneStage& s) { s.app.visit.date = "2026-03-12"; })});
  look_at({.name = "15-code", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.show(shopper::scenes(), "shopper.code");
             for (const char* key : {"key:7", "key:K", "key:3", "key:Q", "key:F"}) s.press(key);
           }});
  look_at({.name = "16-text", .prepare = plain("shopper.text", [](SceneStage& s) {
                                s.app.visit.story.set(
                                    "4月4日在轻木家居买了一张儿童书桌，用了几天抽屉滑轨就坏了。9日来店里报修"
                                    "，店员答应三天内上门。等到今天也没有人来，");
                              })});
  OneSentence pinyin;
  look_at({.name = "16-text-pinyin",
           .prepare =
               [](SceneStage& s) {
                 fill(s.app);
                 s.app.visit.story.set("等到今天也没有人来，");
                 s.show(shopper::scenes(), "shopper.text");
                 for (const char* key : {"key:d", "key:i", "key:a", "key:n"}) s.press(key);
               },
           .input_method = &pinyin});
  look_at({.name = "16-text-empty", .prepare = plain("shopper.text")});
}

TEST_CASE(
    "a visit goes from home to the wish by touches alone, and the touch itself moves on where one answer is "
    "enough") {
  SceneStage stage;
  auto& visit = stage.app.visit;
  stage.show(shopper::scenes(), "shopper.home");
  CHECK(words(stage.tap("start")) == "go shopper.type");
  stage.show(shopper::scenes(), "shopper.type");
  CHECK(stage.find("next") == nullptr);
  CHECK(words(stage.tap("type:complaint")) == "go shopper.injury");
  stage.show(shopper::scenes(), "shopper.injury");
  CHECK(words(stage.tap("injury:no")) == "go shopper.category");
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(words(stage.tap("category:after_sales")) == "go shopper.place");
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(words(stage.tap("next")) == "redraw");  // off, and says why
  CHECK(stage.sees(stage.app.say("place.need_kind"_msg)));
  stage.tap("sub:repair_delay");
  stage.tap("floor:3f");
  stage.tap("index:3");  // M–R, two pages
  stage.tap("page:next");
  stage.tap("place:xh-318");
  CHECK(visit.place == "xh-318");
  stage.tap("place:xh-318");
  CHECK(visit.place.empty());  // a second touch takes it back
  stage.tap("place:xh-318");
  CHECK(words(stage.tap("next")) == "go shopper.product");
  stage.show(shopper::scenes(), "shopper.product");
  CHECK(words(stage.tap("next")) == "go shopper.when");  // may stay empty
  stage.show(shopper::scenes(), "shopper.when");
  stage.tap("when:earlier");
  stage.tap("day:before");
  stage.tap("day:before");
  CHECK(visit.date == "2026-04-12");
  stage.tap("part:morning");
  stage.tap("impact:money:yes");
  stage.tap("loss:50000");
  CHECK(visit.loss_fen == 50000);
  stage.tap("impact:money:no");
  CHECK_FALSE(visit.loss_fen);
  CHECK(words(stage.tap("next")) == "go shopper.text");
  stage.show(shopper::scenes(), "shopper.text");
  CHECK(stage.desk.called("prepare"));
  stage.tap("phrase:0");
  CHECK(stage.tap("phrase:0").kind == Step::Kind::stay);  // once is enough
  CHECK(words(stage.tap("next")) == "go shopper.wish");
  stage.scene().leave(stage.app);
  CHECK_FALSE(visit.story.empty());
  CHECK(visit.intake("zh-Hans", "", "").clear["place"].string() == "xh-318");
  for (const char* scene :
       {"shopper.type", "shopper.injury", "shopper.category"}) {  // back: marked, and a way on
    stage.show(shopper::scenes(), scene);
    CHECK(stage.find("next") != nullptr);
  }
}

TEST_CASE("what was typed is in the visit when the screen is left and back in the field when it returns") {
  SceneStage stage;
  fill(stage.app);
  stage.app.set_language(Language::en);
  stage.show(shopper::scenes(), "shopper.text");
  for (const char* key : {"key:shift", "key:H", "key:i"}) stage.press(key);
  stage.scene().leave(stage.app);
  CHECK(stage.app.visit.story.view() == "Hi");
  stage.app.set_language(Language::zh_hant);  // from the rail, while it is covered
  stage.scene().enter(stage.app);
  CHECK(stage.find("field:story")->value == "Hi");
  stage.show(shopper::scenes(), "shopper.text");  // gone and opened again
  CHECK(stage.find("field:story")->value == "Hi");
  CHECK(stage.sees(stage.app.say("text.q"_msg)));
}

TEST_CASE("pinyin: a candidate goes into the story, letters that were not chosen stay letters") {
  OneSentence pinyin;
  SceneStage stage(true, ui::Audience::shopper, &pinyin);
  fill(stage.app);
  stage.show(shopper::scenes(), "shopper.text");
  for (const char* key : {"key:d", "key:h"}) stage.press(key);
  stage.press("cand:1");
  for (const char* key : {"key:n", "key:i"}) stage.press(key);
  stage.scene().leave(stage.app);
  CHECK(stage.app.visit.story.view() == "电话也打不通ni");
}

TEST_CASE(
    "a policy with more than twelve categories turns pages, and comes back to the page of the chosen one") {
  SceneStage stage;
  fill(stage.app, "");
  auto policy = std::make_shared<Policy>(*stage.here.policy);
  for (int i = 0; i < 3; ++i) {
    policy->categories.push_back(policy->categories.front());
    policy->categories.back().code = "more_" + std::to_string(i);
    policy->categories.back().group = "after";
  }
  stage.here.policy = policy;
  stage.apply();
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(stage.problems().empty());
  CHECK(stage.find("category:more_2") == nullptr);
  stage.tap("page:next");
  CHECK(stage.find("category:product_quality") == nullptr);
  CHECK(words(stage.tap("category:more_2")) == "go shopper.place");
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(stage.find("category:more_2")->chosen);
}

TEST_CASE("another category while a line of the review is edited asks for its kind before it returns") {
  SceneStage stage;
  fill(stage.app);
  stage.app.visit.subcategory = "repair_delay";
  stage.app.visit.editing = true;
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(words(stage.tap("category:hygiene")) == "replace shopper.place");
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(stage.find("next")->off);
  CHECK(stage.find("next")->label == stage.app.say("nav.done_edit"_msg));
}

TEST_CASE("the kiosk's own floor is shown first, but is no answer") {
  SceneStage stage;
  fill(stage.app);
  stage.here.floor = "3F";
  stage.apply();
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(stage.find("floor:3f")->chosen);
  CHECK(stage.find("place:xh-318") == nullptr);  // second page of that floor
  stage.tap("page:next");
  CHECK(stage.find("place:xh-318") != nullptr);
  CHECK(stage.app.visit.place.empty());
  stage.here.floor = "9F";  // no floor of this mall
  stage.apply();
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(stage.find("place:xh-318") == nullptr);
  CHECK_FALSE(stage.find("floor:3f")->chosen);
}

TEST_CASE("which product is asked where the policy says so, goes into the sealed part, and is dropped unasked") {
  SceneStage stage;
  fill(stage.app);
  auto& visit = stage.app.visit;
  visit.subcategory = "repair_delay";
  stage.show(shopper::scenes(), "shopper.product");
  stage.type("X200");
  stage.scene().leave(stage.app);
  CHECK(visit.intake("zh-Hans", "", "").sealed["product"].string() == "X200");
  CHECK(visit.intake("zh-Hans", "", "").clear.dump().find("X200") == std::string::npos);
  stage.show(shopper::scenes(), "shopper.review");
  CHECK(stage.sees("X200"));
  stage.show(shopper::scenes(), "shopper.category");
  stage.tap("category:hygiene");
  CHECK(visit.product.empty());
  visit.subcategory = "other";
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(words(stage.tap("next")) == "go shopper.when");
}

TEST_CASE("every language keeps every answer") {
  SceneStage stage;
  fill(stage.app);
  stage.app.visit.subcategory = "repair_delay";
  stage.app.visit.place = "xh-318";
  for (const auto& language : kLanguages) {
    stage.app.set_language(language.id);
    stage.show(shopper::scenes(), "shopper.place");
    CHECK(stage.find("sub:repair_delay")->chosen);
    CHECK(stage.find("place:xh-318")->chosen);  // the page with it is shown
  }
}

TEST_CASE(
    "someone is hurt: the alarm is raised without a question, told honestly and can be undone for 30 "
    "seconds") {
  SceneStage stage;
  stage.app.visit.contact_type = "complaint";
  stage.show(shopper::scenes(), "shopper.injury");
  CHECK(words(stage.tap("injury:yes")) == "go shopper.alarm");
  stage.desk.alarm_answer.by_hand = true;
  stage.show(shopper::scenes(), "shopper.alarm");
  CHECK(stage.desk.called("raise_alarm injury"));
  CHECK(stage.sees(stage.app.say("alarm.sending"_msg)));  // recorded, nobody told yet
  stage.desk.alarm_answer.give();
  stage.wake();
  REQUIRE_FALSE(stage.app.visit.alarm.empty());
  CHECK_FALSE(stage.sees(stage.app.say("alarm.title"_msg)));
  stage.pass(11'000);
  CHECK(stage.sees("0571-0000-6688"));
  CHECK(stage.find("retry") != nullptr);  // no path to staff
  AlarmView alarm;
  alarm.id = stage.app.visit.alarm;
  alarm.delivered = true;
  stage.here.alarms = {alarm};
  stage.apply();
  stage.wake();
  CHECK(stage.sees(stage.app.say("alarm.title"_msg)));
  CHECK(stage.find("retry") == nullptr);
  SUBCASE("undone") {
    const auto id = stage.app.visit.alarm;
    stage.tap("undo");
    CHECK(stage.desk.called("withdraw_alarm " + id));
    CHECK(stage.app.visit.alarm.empty());
    CHECK(stage.app.visit.injured == Answer3::none);
    CHECK(stage.sees(stage.app.say("alarm.withdrawn"_msg)));
  }
  SUBCASE("too late to undo, going on chooses safety") {
    stage.pass(20'000);
    CHECK(stage.find("undo") == nullptr);
    CHECK(words(stage.tap("next")) == "go shopper.category");
    CHECK(stage.app.visit.category == "safety");
  }
}

TEST_CASE("help offers to call staff before anything else") {
  SceneStage stage;
  stage.app.visit.contact_type = "help";
  stage.show(shopper::scenes(), "shopper.injury");
  stage.tap("injury:call");
  CHECK(stage.desk.called("raise_alarm call_staff"));
  stage.wake();
  CHECK_FALSE(stage.app.visit.alarm.empty());
  CHECK(stage.find("injury:call")->chosen);
}

TEST_CASE("safety after nobody is hurt asks once more") {
  SceneStage stage;
  fill(stage.app, "");
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(words(stage.tap("category:safety")) == "go shopper.injury");
  stage.cover(shopper::scenes(), "shopper.injury");
  CHECK(words(stage.tap("injury:no")) == "go shopper.place");
}

TEST_CASE(
    "home: a scanned receipt shows its case, anything else is explained, a closed record only takes "
    "look-ups") {
  SceneStage stage;
  stage.show(shopper::scenes(), "shopper.home");
  CHECK(words(stage.scan("HTTPS://OTHER.EXAMPLE/C/" + to_compact(sample_code()))) == "go shopper.status");
  CHECK(stage.app.visit.looked_up == sample_code());
  CHECK(words(stage.scan("6901234567892")) == "redraw");
  CHECK(stage.sees(stage.app.say("check.not_ours"_msg)));
  stage.pass(9'000);
  CHECK_FALSE(stage.sees(stage.app.say("check.not_ours"_msg)));
  stage.tap("lang:en");
  CHECK(stage.sees("Touch to start"));
  stage.pass(180'000);  // nobody here: dark, and the language of the next shopper
  CHECK(stage.app.language() == Language::zh_hans);
  CHECK(stage.draw().hit(540, 1000)->id == "wake");
  CHECK(words(stage.tap("wake")) == "redraw");
  stage.here.record = RecordState::full;
  stage.apply();
  CHECK(stage.find("start") == nullptr);
  CHECK(stage.find("lookup") != nullptr);
  CHECK(stage.sees("0571-0000-6688"));
  stage.here = Surroundings();
  stage.apply();
  CHECK(stage.find("lookup") == nullptr);
  CHECK(stage.sees(stage.app.say("home.out_of_service"_msg)));
}

TEST_CASE(
    "home forgets a visit that went all the way back, and a typed story is covered when the idle warning "
    "comes") {
  SceneStage stage;
  fill(stage.app);
  stage.show(shopper::scenes(), "shopper.text");
  stage.type("private");
  CHECK(stage.scene().has_text_field());
  const auto uncovered = stage.draw().texts().size();
  stage.clock.pass(121'000);
  stage.scene().leave(stage.app);
  CHECK(stage.draw().texts().size() < uncovered);  // bars, no line of text
  stage.show(shopper::scenes(), "shopper.home");
  stage.pass(61'000);
  CHECK(stage.app.visit.story.empty());
  CHECK(stage.app.visit.category.empty());
}

TEST_CASE("parts of today that have not begun are not offered, and an answer that lies ahead is not kept") {
  SceneStage stage;
  stage.clock.now = kStageNow - 13 * kHour_ms - 36 * kMinute_ms;  // 00:30
  stage.show(shopper::scenes(), "shopper.when");
  stage.app.visit.day_part = "evening";
  stage.tap("when:yesterday");
  CHECK(stage.find("part:evening"));
  stage.tap("when:today");
  CHECK(stage.find("part:morning"));
  CHECK(stage.find("part:unknown"));
  CHECK_FALSE(stage.find("part:afternoon"));
  CHECK_FALSE(stage.find("part:evening"));
  stage.leave_and_enter();
  CHECK(stage.app.visit.day_part.empty());
}

TEST_CASE("half an e-mail address is named before it can have the complaint refused") {
  SceneStage stage;
  stage.show(shopper::scenes(), "shopper.contact_other");
  stage.tap("field:email");
  stage.type("zhou@");
  CHECK(words(stage.tap("next")) == "redraw");
  CHECK(stage.sees("完整的邮箱地址"));
  stage.type("mail.cn");
  CHECK_FALSE(stage.sees("完整的邮箱地址"));
  CHECK(words(stage.tap("next")) == "back");
  stage.leave_and_enter();
  CHECK(stage.app.visit.email.view() == "zhou@mail.cn");
}

TEST_CASE("the earlier code is scanned or typed, and a wrong one is refused by its check symbol") {
  SceneStage stage;
  fill(stage.app);
  stage.show(shopper::scenes(), "shopper.when");
  stage.scan("HTTPS://SD.EXAMPLE/C/" + to_compact(sample_code()));
  CHECK(stage.app.visit.earlier_case == to_compact(sample_code()));
  CHECK(stage.sees(to_grouped(sample_code())));
  stage.tap("code:clear");
  CHECK(stage.app.visit.earlier_case.empty());
  stage.show(shopper::scenes(), "shopper.code");
  std::string code = to_compact(sample_code());
  const auto type = [&] {
    Step step;
    for (const char symbol : code) step = stage.press(std::string("key:") + symbol);
    return step;
  };
  std::swap(code[0], code[1]);
  type();
  CHECK(stage.sees(stage.app.say("check.wrong"_msg)));
  stage.press("key:clear");
  std::swap(code[0], code[1]);
  CHECK(words(type()) == "back");
  CHECK(stage.app.visit.earlier_case == code);
}

TEST_CASE("search finds by name, number and initials; the typed answer stays when the keyboard goes") {
  SceneStage stage;
  fill(stage.app);
  stage.show(shopper::scenes(), "shopper.place");
  for (const char* typed : {"QM", "318", "轻木"}) {
    CAPTURE(typed);
    stage.tap("field:search");
    CHECK(stage.scene().has_text_field());
    stage.type(typed);
    REQUIRE(stage.find("place:xh-318") != nullptr);
    CHECK(words(stage.tap("back")) == "redraw");  // only the keyboard goes
    CHECK(stage.find("place:xh-318") != nullptr);
    stage.tap("search:clear");
  }
  stage.tap("field:search");
  stage.type("zzz");
  CHECK(stage.sees(stage.app.say("place.none"_msg)));
}
