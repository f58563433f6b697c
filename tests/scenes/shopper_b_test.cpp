// Screens 18 to 23, 26 and the dialogs.
#include <doctest/doctest.h>

#include "core/policy/policy.h"
#include "kiosk/scenes/scene_table.h"
#include "kiosk/ui/text_edit.h"
#include "tests/scenes/stage.h"

using namespace redress;
using namespace redress::stage;

namespace {

void fill(App& app) {
  auto& visit = app.visit;
  visit.contact_type = "complaint";
  visit.injured = Answer3::no;
  visit.category = "after_sales";
  visit.subcategory = "repair_delay";
  visit.place = "xh-318";
  visit.date = "2026-04-12";
  visit.day_part = "morning";
  visit.before = visit.promise = Answer3::yes;
  visit.story.set("4月4日在轻木家居买了一张儿童书桌，用了几天抽屉滑轨就坏了。9日来店里报修，店员答应三天内上门。等到今天也没有人来，电话也打不通。");
  visit.outcomes = {"repair_or_replace", "explanation"};
  visit.contact = ContactChoice::phone;
  visit.title = "ms";
  visit.phone.set("13900001234");
  visit.consent = true;
}

std::function<void(SceneStage&)> filled(std::string scene, std::function<void(SceneStage&)> before = {}, std::function<void(SceneStage&)> after = {}) {
  return [=](SceneStage& stage) {
    fill(stage.app);
    if (before) before(stage);
    stage.show(shopper::scenes(), scene);
    stage.wake();
    if (after) after(stage);
  };
}

void submitted(SceneStage& s) {
  s.app.visit.submitted = sample_submitted();
  s.app.visit.wipe();
}

}  // namespace

TEST_CASE("screens 18 to 20 keep size, contrast, fit and overlap in every language, letter size and orientation") {
  look_at({.name = "18-wish", .prepare = filled("shopper.wish")});
  look_at({.name = "18-wish-line", .prepare = filled("shopper.wish", {}, [](SceneStage& s) { s.tap("wish:line"); })});
  look_at({.name = "18-wish-written", .prepare = filled("shopper.wish", [](SceneStage& s) { s.app.visit.outcome_text.set("希望周日以前修好，来之前先打一个电话"); })});
  look_at({.name = "19-contact", .prepare = filled("shopper.contact")});
  look_at({.name = "19-contact-none", .prepare = filled("shopper.contact", [](SceneStage& s) { s.app.visit.contact = ContactChoice::none; }, [](SceneStage& s) { s.tap("next"); })});
  look_at({.name = "19-contact-anonymous", .prepare = filled("shopper.contact", [](SceneStage& s) { s.app.visit.contact = ContactChoice::anonymous; })});
  look_at({.name = "19-contact-short", .prepare = filled("shopper.contact", [](SceneStage& s) { s.app.visit.phone.set("13900001"); }, [](SceneStage& s) { s.tap("next"); })});
  look_at({.name = "19-contact-consent", .prepare = filled("shopper.contact", [](SceneStage& s) { s.app.visit.consent = false; }, [](SceneStage& s) { s.tap("next"); })});
  look_at({.name = "19-contact-other", .prepare = filled("shopper.contact_other")});
  look_at({.name = "19-contact-email", .prepare = filled("shopper.contact_other", {}, [](SceneStage& s) {
             s.tap("field:email");
             s.type("name@example");
             s.tap("next");
           })});
  look_at({.name = "19-privacy", .prepare = filled("shopper.privacy")});
  look_at({.name = "20-review", .prepare = filled("shopper.review")});
  look_at({.name = "20-review-suggestion", .prepare = filled("shopper.review", [](SceneStage& s) {
             s.app.visit.contact_type = "suggestion";
             s.app.visit.drop_complaint_answers();
             s.app.visit.story.set("希望在三楼电梯口多设一些休息座椅。");
           })});
  look_at({.name = "20-review-saving", .prepare = filled("shopper.review", [](SceneStage& s) { s.desk.submit_answer.by_hand = true; }, [](SceneStage& s) { s.tap("submit"); })});
}

TEST_CASE("screens 21 to 23 and 26 keep size, contrast, fit and overlap in every language, letter size and orientation") {
  const auto offline = [](SceneStage& s) {
    submitted(s);
    s.here.sync.phase = SyncPhase::offline;
    s.apply();
    PrintView running;
    running.state = PrintView::State::printing;
    running.parts_done = 3;
    s.desk.print_answer.answer = running;
  };
  look_at({.name = "21-done", .prepare = filled("shopper.done", offline)});
  look_at({.name = "21-done-delivered", .prepare = filled("shopper.done", [](SceneStage& s) { submitted(s); s.app.visit.contact = ContactChoice::anonymous; s.desk.delivered_answer.answer = true; })});
  look_at({.name = "21-done-untrusted", .prepare = filled("shopper.done", [](SceneStage& s) {
             submitted(s);
             s.app.visit.submitted->first_answer.reset();
             s.app.visit.submitted->resolve.reset();
           })});
  look_at({.name = "22-photo", .prepare = filled("shopper.photo", [](SceneStage& s) {
             submitted(s);
             PrintView failed;
             failed.state = PrintView::State::failed;
             failed.message = "printer.paper_out";
             s.app.visit.printed = failed;
           })});
  look_at({.name = "22-photo-no-printer", .prepare = filled("shopper.photo", [](SceneStage& s) { submitted(s); s.here.has_printer = false; s.apply(); })});
  look_at({.name = "23-idle", .prepare = filled("shopper.review", {}, [](SceneStage& s) { s.cover(shopper::scenes(), "shopper.idle"); })});
  look_at({.name = "23-idle-story", .prepare = filled("shopper.text", {}, [](SceneStage& s) { s.cover(shopper::scenes(), "shopper.idle"); })});
  look_at({.name = "26-error", .prepare = filled("shopper.error", [](SceneStage& s) { s.app.visit.submit_error = Errc::io; })});
  look_at({.name = "26-restarted", .prepare = [](SceneStage& s) { s.show(shopper::scenes(), "shopper.restarted"); }});
  look_at({.name = "26-error-full", .prepare = filled("shopper.error", [](SceneStage& s) { s.here.record = RecordState::full; s.apply(); })});
}

TEST_CASE("dialogs keep size, contrast, fit and overlap in every language, letter size and orientation") {
  for (const std::string name : {"cancel", "language", "display", "call"})
    look_at({.name = "over-" + name, .prepare = filled("shopper.wish", {}, [name](SceneStage& s) { s.cover(shopper::scenes(), "shopper." + name); })});
  look_at({.name = "over-call-not-reached", .prepare = filled("shopper.wish", [](SceneStage& s) { s.here.sync.phase = SyncPhase::offline; s.apply(); }, [](SceneStage& s) {
             s.cover(shopper::scenes(), "shopper.call");
             s.wake();
           })});
}

TEST_CASE("three soft tones, each with what the screen shows: recorded, still there, scan refused") {
  struct Heard final : Speaker {
    std::vector<Tone> tones;
    void play(Tone tone) override { tones.push_back(tone); }
  } speaker;
  SceneStage s;
  fill(s.app);
  s.app.set_speaker(&speaker);
  s.show(shopper::scenes(), "shopper.check");
  s.scan("something else");
  CHECK(s.sees(s.app.say("check.not_ours"_msg)));
  s.show(shopper::scenes(), "shopper.wish");
  s.cover(shopper::scenes(), "shopper.idle");
  submitted(s);
  s.show(shopper::scenes(), "shopper.done");
  s.leave_and_enter();  // once
  CHECK(speaker.tones == std::vector<Tone>{Tone::refused_scan, Tone::still_there, Tone::done});
}

TEST_CASE("recorded sounds once also where there is no printer, and not again when printing goes wrong") {
  struct Heard final : Speaker {
    std::vector<Tone> tones;
    void play(Tone tone) override { tones.push_back(tone); }
  } speaker;
  SceneStage s;
  s.app.set_speaker(&speaker);
  submitted(s);
  s.app.visit.printed.reset();
  s.show(shopper::scenes(), "shopper.photo");
  s.leave_and_enter();
  CHECK(speaker.tones == std::vector<Tone>{Tone::done});
  s.app.visit.printed = PrintView{};
  s.show(shopper::scenes(), "shopper.photo");
  CHECK(speaker.tones.size() == 1);
}

TEST_CASE("'only report' clears the other wishes and they clear it") {
  SceneStage s;
  fill(s.app);
  s.show(shopper::scenes(), "shopper.wish");
  s.tap("wish:only_report");
  CHECK(s.app.visit.outcomes == std::vector<std::string>{"only_report"});
  s.tap("wish:refund");
  s.tap("wish:apology");
  CHECK(s.app.visit.outcomes == std::vector<std::string>{"refund", "apology"});
  s.tap("wish:refund");
  CHECK(s.app.visit.outcomes == std::vector<std::string>{"apology"});
  CHECK(words(s.tap("next")) == "go shopper.contact");
}

TEST_CASE("choosing anonymous wipes the number, asks nothing and goes on") {
  SceneStage s;
  fill(s.app);
  s.show(shopper::scenes(), "shopper.contact");
  CHECK(words(s.tap("contact:anonymous")) == "redraw");
  CHECK(s.app.visit.phone.empty());
  CHECK_FALSE(s.app.visit.consent);
  CHECK(words(s.tap("next")) == "go shopper.review");
  s.tap("contact:phone");
  CHECK(s.find("field:phone")->value.empty());
}

TEST_CASE("neither way is preset, a number lacks digits, then the consent: each is said where it is missing") {
  SceneStage s;
  s.app.visit.contact_type = "complaint";
  s.show(shopper::scenes(), "shopper.contact");
  CHECK_FALSE(s.find("contact:anonymous")->chosen);
  CHECK_FALSE(s.find("contact:phone")->chosen);
  CHECK(words(s.tap("next")) == "redraw");
  CHECK(s.sees("请选一种"));
  s.tap("contact:phone");
  s.type("13900001");
  CHECK(words(s.tap("next")) == "redraw");
  CHECK(s.sees("还差 3 位数字"));
  s.type("234");
  CHECK(words(s.tap("next")) == "redraw");
  CHECK(s.sees("请勾选同意"));
  s.tap("consent");
  CHECK(words(s.tap("next")) == "go shopper.review");
  CHECK(s.app.visit.phone.view() == "13900001234");
}

TEST_CASE("the number stands in groups and never in a report of the screen") {
  SceneStage s;
  fill(s.app);
  s.show(shopper::scenes(), "shopper.contact");
  CHECK(ui::grouped_phone("13900001234") == "139 0000 1234");
  CHECK(s.draw().to_json().dump().find("13900001234") == std::string::npos);
  s.show(shopper::scenes(), "shopper.review");
  CHECK(s.all_words().find("13900001234") == std::string::npos);
  CHECK(s.sees("139 **** 1234"));
}

TEST_CASE("the review shows eight lines; each goes to its screen and comes back") {
  SceneStage s;
  fill(s.app);
  const std::pair<const char*, const char*> lines[] = {{"type", "type"}, {"category", "category"}, {"place", "place"}, {"when", "when"}, {"impact", "when"}, {"text", "text"}, {"wish", "wish"}, {"contact", "contact"}};
  for (const auto& [line, scene] : lines) {
    s.show(shopper::scenes(), "shopper.review");
    CHECK(words(s.tap("edit:" + std::string(line))) == "go shopper." + std::string(scene));
    CHECK(s.app.visit.editing);
  }
  s.show(shopper::scenes(), "shopper.wish");
  CHECK(s.sees("改好了"));
  CHECK(words(s.tap("next")) == "back");
}

TEST_CASE("the promised first answer is shown before submitting") {
  SceneStage s;
  fill(s.app);
  s.show(shopper::scenes(), "shopper.review");
  s.wake();
  CHECK(s.desk.called("preview"));
  CHECK(s.sees("4月17日（周五）14:06"));
}

TEST_CASE("two touches on submit make one case; done cannot go back into the draft") {
  SceneStage s;
  fill(s.app);
  s.desk.submit_answer.by_hand = true;
  s.show(shopper::scenes(), "shopper.review");
  s.wake();
  CHECK(words(s.tap("submit")) == "redraw");
  CHECK(s.sees("正在保存"));
  ui::UiEvent again;
  again.kind = ui::UiEvent::Kind::tap;
  again.id = "submit";
  CHECK(words(s.send(again)) == "stay");
  CHECK(s.desk.submit_answer.count() == 1);
  const auto& intake = s.desk.submitted_intakes.at(0);
  CHECK(intake.clear["category"].string() == "after_sales");
  CHECK(intake.clear["consent"]["version"].string() == default_policy().consent_version);
  CHECK(intake.sealed["contact"]["name"].string() == "女士");
  s.desk.submit_answer.give();
  CHECK(words(s.wake()) == "replace shopper.done");
  CHECK(s.app.visit.story.empty());
  CHECK(s.app.visit.phone.empty());
  s.show(shopper::scenes(), "shopper.done");
  CHECK(s.find("back") == nullptr);
}

TEST_CASE("an answer that comes under a dialog is not lost") {
  SceneStage s;
  fill(s.app);
  s.desk.submit_answer.by_hand = true;
  s.show(shopper::scenes(), "shopper.review");
  s.wake();
  s.tap("submit");
  s.scene().leave(s.app);
  s.desk.submit_answer.give();
  s.wake();  // the loop drops this step: a dialog lies above
  s.scene().enter(s.app);
  CHECK(words(s.pass(1)) == "replace shopper.done");
}

TEST_CASE("what could not be saved is kept, said, and tried again") {
  SceneStage s;
  fill(s.app);
  s.desk.submit_answer.answer = Error{Errc::io, "the disk"};
  s.show(shopper::scenes(), "shopper.review");
  s.tap("submit");
  CHECK(words(s.wake()) == "go shopper.error");
  s.show(shopper::scenes(), "shopper.error");
  CHECK(s.sees("一项也没有丢"));
  CHECK_FALSE(s.app.visit.story.empty());
  s.tap("retry");
  CHECK(words(s.wake()) == "redraw");
  s.desk.submit_answer.answer = sample_submitted();
  s.tap("retry");
  CHECK(words(s.wake()) == "replace shopper.done");
}

TEST_CASE("done counts down, gives a minute more as often as wanted, and goes home") {
  SceneStage s;
  fill(s.app);
  submitted(s);
  s.show(shopper::scenes(), "shopper.done");
  CHECK(s.desk.called("print " + to_grouped(sample_code())));
  s.wake();
  CHECK(s.sees("（20 秒）"));
  s.pass(15'000);
  CHECK(s.sees("（5 秒）"));
  s.tap("more");
  CHECK(s.sees("（60 秒）"));
  s.pass(30'000);
  CHECK(words(s.pass(30'000)) == "home");
}

TEST_CASE("'delivered' is only said once head office has acknowledged it") {
  SceneStage s;
  fill(s.app);
  submitted(s);
  s.show(shopper::scenes(), "shopper.done");
  s.wake();
  CHECK_FALSE(s.sees("已送达"));
  s.desk.delivered_answer.answer = true;
  s.pass(1'000);
  s.wake();
  CHECK(s.sees("已送达处理部门"));
}

TEST_CASE("a receipt that failed becomes the card to photograph, and printing is not repeated by itself") {
  SceneStage s;
  fill(s.app);
  submitted(s);
  PrintView failed;
  failed.state = PrintView::State::failed;
  failed.message = "printer.paper_out";
  s.desk.print_answer.answer = failed;
  s.show(shopper::scenes(), "shopper.done");
  CHECK(words(s.wake()) == "replace shopper.photo");
  s.show(shopper::scenes(), "shopper.photo");
  CHECK(s.sees("打印机缺纸"));
  s.pass(1'000);
  s.wake();
  CHECK(s.desk.print_answer.count() == 1);
  CHECK(words(s.tap("reprint")) == "go shopper.call");
  CHECK(words(s.pass(60'000)) == "home");
}

TEST_CASE("the idle question covers what was typed, counts to home, and any touch means yes") {
  SceneStage s;
  fill(s.app);
  s.show(shopper::scenes(), "shopper.review");
  s.cover(shopper::scenes(), "shopper.idle");
  CHECK(s.sees("30"));
  s.pass(2'000);
  CHECK(s.sees("28"));
  CHECK(words(s.tap("stay")) == "back");
  CHECK(words(s.tap("rail:lang")) == "back");
  CHECK(words(s.tap("end")) == "home");
  CHECK(words(s.pass(28'000)) == "home");
}

TEST_CASE("ten extensions in a row without anything else: somebody is called and the visit ends") {
  SceneStage s;
  fill(s.app);
  const auto extend = [&](std::int64_t wait_ms) {
    s.show(shopper::scenes(), "shopper.review");
    s.clock.pass(wait_ms - 60'000);
    if (wait_ms > 60'000) s.tap("rail:lang");
    s.clock.pass(60'000);
    s.cover(shopper::scenes(), "shopper.idle");
    return words(s.tap("stay"));
  };
  for (int i = 0; i < 10; ++i) CHECK(extend(60'000) == "back");
  CHECK(extend(75'000) == "back");  // a touch between: counted anew
  for (int i = 0; i < 9; ++i) CHECK(extend(60'000) == "back");
  CHECK_FALSE(s.desk.called("raise_alarm call_staff"));
  CHECK(extend(60'000) == "home");
  CHECK(s.desk.called("raise_alarm call_staff"));
}

TEST_CASE("calling staff says only what is true") {
  SceneStage s;
  s.show(shopper::scenes(), "shopper.home");
  s.cover(shopper::scenes(), "shopper.call");
  s.wake();
  CHECK(s.desk.called("raise_alarm call_staff"));
  CHECK(s.sees("正在呼叫"));
  AlarmView alarm;
  alarm.id = s.app.visit.alarm();
  alarm.kind = "call_staff";
  alarm.at = kStageNow;
  alarm.delivered = true;
  s.here.alarms = {alarm};
  s.apply();
  s.wake();
  CHECK(s.sees("已呼叫工作人员"));
  s.pass(180'000);
  CHECK(s.sees("0571-0000-6688"));
  s.here.alarms[0].answered = true;
  s.apply();
  s.wake();
  CHECK(s.sees("正在赶来"));
}

TEST_CASE("a call can be taken back") {
  SceneStage s;
  s.show(shopper::scenes(), "shopper.home");
  s.cover(shopper::scenes(), "shopper.call");
  s.wake();
  const auto id = s.app.visit.alarm();
  s.tap("cancel_call");
  CHECK(s.desk.called("withdraw_alarm " + id));
  CHECK(s.app.visit.alarm().empty());
  CHECK(s.sees("已取消呼叫"));
}

TEST_CASE("an alarm of somebody hurt is not taken back where staff are called, even before it is listed here") {
  SceneStage s;
  s.show(shopper::scenes(), "shopper.home");
  s.app.visit.injury_alarm = "an alarm";
  s.cover(shopper::scenes(), "shopper.call");
  s.wake();
  CHECK(s.find("close"));
  CHECK_FALSE(s.find("cancel_call"));
}

TEST_CASE("language, letters and contrast change at once and keep every answer") {
  SceneStage s;
  fill(s.app);
  s.show(shopper::scenes(), "shopper.wish");
  s.cover(shopper::scenes(), "shopper.display");
  s.tap("size:2");
  s.tap("contrast:1");
  CHECK(s.app.text_scale == 1.5f);
  CHECK(s.app.theme_kind == ui::ThemeKind::contrast);
  CHECK(words(s.tap("rail:lang")) == "replace shopper.language");
  s.cover(shopper::scenes(), "shopper.language");
  CHECK(words(s.tap("lang:en")) == "back");
  CHECK(s.app.language() == Language::en);
  CHECK(s.app.visit.outcomes.size() == 2);
}

TEST_CASE("cancelling asks once and wipes") {
  SceneStage s;
  fill(s.app);
  s.show(shopper::scenes(), "shopper.wish");
  s.cover(shopper::scenes(), "shopper.cancel");
  CHECK(words(s.tap("stay")) == "back");
  CHECK(words(s.tap("leave")) == "home");
}
