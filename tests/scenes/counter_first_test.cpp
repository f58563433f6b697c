// 40, 41, 47, 48 and what every counter screen does alike.
#include <doctest/doctest.h>

#include "kiosk/scenes/counter/queue_list.h"
#include "kiosk/scenes/counter/staff_scan.h"
#include "kiosk/ui/key_codes.h"
#include "tests/scenes/counter_kit.h"

using namespace redress;
using namespace redress::stage;

namespace {

Result<CaseView> unknown_case() {
  CaseView view;
  view.state.code = sample_code();
  view.other_devices = {{"自助终端 5", "kiosk", std::nullopt},
                        {"自助终端 2", "kiosk", kStageNow - 26 * kHour_ms},
                        {"客服终端 2", "counter", kStageNow - kMinute_ms}};
  return view;
}

// Two codes whose cases are awaited, and one that came.
QueueView queue_with_cards() {
  auto queue = sample_queue();
  const auto card = [&](int row, std::int64_t since_ms) {
    QueueRowView missing;
    missing.code = queue.rows[static_cast<std::size_t>(row)].code;
    missing.missing = true;
    missing.missing_for_a_day = since_ms >= kDay_ms;
    missing.submitted_at = kStageNow - since_ms;
    queue.rows[static_cast<std::size_t>(row)] = missing;
  };
  card(1, 26 * kHour_ms);
  card(2, 40 * kMinute_ms);
  queue.rows[3].arrived = true;
  return queue;
}

void show_signin(SceneStage& stage) { stage.show(counter::scenes(), "counter.signin"); }

}  // namespace

TEST_CASE("screen 40 is clean in every language and size") {
  look_at({.name = "40-signin", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             stage.here.device_name = "客服终端 1";
             stage.apply();
             show_signin(stage);
             for (const char* key : {"key:1", "key:0", "key:2", "key:4"}) stage.press(key);
             stage.wake();
             for (const char* key : {"key:1", "key:2", "key:3"}) stage.press(key);
           }});
}

TEST_CASE("screen 40 says what went wrong in every language and size") {
  look_at({.name = "40-signin-wrong", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             SignIn wrong;
             wrong.tries_left = 3;
             stage.desk.sign_in_answer.answer = wrong;
             stage.desk.staff_name_answer.answer = std::string();
             stage.here.sync.phase = SyncPhase::offline;
             stage.here.sync.offline_since = kStageNow - 138 * kMinute_ms;
             stage.here.sync.last_success = kStageNow - 9 * kDay_ms;
             stage.here.sync.waiting = 4;
             stage.apply();
             show_signin(stage);
             stage.type("1024");
             stage.tap("field:pin");
             stage.type("111111");
             stage.tap("next");
           }});
}

TEST_CASE("screen 41 is clean in every language and size") {
  look_at({.name = "41-queue", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             auto queue = sample_queue();
             for (int i = 0; i < 4; ++i) queue.rows.push_back(queue.rows[static_cast<std::size_t>(i % 3) + 1]);
             queue.rows[4].conflict = true;
             queue.rows[5].paused = true;
             queue.rows[5].paused_until = kStageNow + 3 * kDay_ms;
             queue.rows[5].pause_reason = "supplier";
             queue.rows[6].waiting_for_shopper = true;
             queue.rows[7].content_hidden = true;
             queue.rows[7].level = 1;
             queue.rows[7].owner_department = "engineering";
             queue.total = 31;
             const auto size = stage.app.text_scale > 1.3f ? 5u : stage.app.text_scale > 1.1f ? 6u : 8u;
             queue.rows.resize(size);
             stage.desk.queue_answer.answer = queue;
             stage.app.staff->filter.levels = {2};
             stage.show(counter::scenes(), "counter.queue");
           }});
}

TEST_CASE("cards of cases not here stand in the queue, clean in every language and size") {
  look_at({.name = "41-queue-cards", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage, Role::manager);
             stage.desk.queue_answer.answer = queue_with_cards();
             stage.show(counter::scenes(), "counter.queue");
           }});
}

TEST_CASE("an empty queue and an open alarm are clean in every language and size") {
  look_at({.name = "41-queue-empty-alarm", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             QueueView elsewhere;
             elsewhere.mall = 11;
             stage.desk.queue_answer.answer = elsewhere;
             stage.here.alarms.push_back({.id = "a1", .kind = "injury", .device = "K07", .at = kStageNow});
             stage.apply();
             stage.show(counter::scenes(), "counter.queue");
           }});
}

TEST_CASE("the department list is clean in every language and size") {
  look_at({.name = "41-queue-department", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             stage.show(counter::scenes(), "counter.queue");
             stage.tap("pick:department");
           }});
}

TEST_CASE("screen 47 is clean in every language and size") {
  for (const bool typing : {false, true})
    look_at({.name = typing ? "47-unknown-typing" : "47-unknown", .audience = ui::Audience::staff, .prepare = [typing](SceneStage& stage) {
               Counter::signed_in(stage);
               stage.here.sync.phase = SyncPhase::offline;
               stage.here.sync.offline_since = stage.here.sync.last_success = kStageNow - 138 * kMinute_ms;
               stage.here.sync.waiting = 4;
               stage.apply();
               stage.desk.look_up_answer.answer = unknown_case();
               stage.app.staff->open_case = sample_code();
               stage.show(counter::scenes(), "counter.unknown");
               stage.wake();
               if (typing) stage.tap("field:text");
             }});
}

TEST_CASE("screen 48 is clean in every language and size") {
  for (const bool arguing : {false, true})
    look_at({.name = arguing ? "48-conflict-reason" : "48-conflict", .audience = ui::Audience::staff, .prepare = [arguing](SceneStage& stage) {
               Counter::signed_in(stage, Role::supervisor);
               stage.desk.look_up_answer.answer = conflicting_case(Conflicting::open, sample_person(Role::supervisor));
               stage.desk.what_if_answer.answer = conflicting_case(Conflicting::closing_holds, sample_person(Role::supervisor));
               stage.app.staff->open_case = sample_code();
               stage.show(counter::scenes(), "counter.conflict");
               if (arguing) stage.tap("settle:other");
             }});
}

TEST_CASE("the sheets are clean in every language and size") {
  for (const char* scene : {"counter.code", "counter.sync"})
    look_at({.name = std::string("40x-") + scene, .audience = ui::Audience::staff, .prepare = [scene](SceneStage& stage) {
               Counter::signed_in(stage);
               stage.here.sync.oldest_waiting = kStageNow - kHour_ms;
               stage.here.sync.waiting = 4;
               stage.apply();
               stage.show(counter::scenes(), "counter.queue");
               stage.cover(counter::scenes(), scene);
             }});
}

TEST_CASE("Number, PIN and Login lead to the queue under the person's name") {
  SceneStage stage(false, ui::Audience::staff);
  show_signin(stage);
  stage.type("1024");
  stage.wake();
  CHECK(stage.sees("周敏"));
  for (const char* key : {"key:1", "key:2", "key:3", "key:4", "key:5", "key:6"}) stage.press(key);
  CHECK(words(stage.tap("next")) == "go counter.queue");
  CHECK(stage.desk.called("sign_in 1024"));
  REQUIRE(stage.app.staff);
  CHECK(stage.app.staff->person.staff == "1024");
  CHECK(stage.app.staff->filter.scope == QueueFilter::Scope::mine);
}

TEST_CASE("A technician's sign-in opens the technician's home, and the technician entry names nobody") {
  SceneStage stage(false, ui::Audience::staff);
  SignIn in;
  in.person = Person{"9001", Role::technician, "operations", "陈工"};
  stage.desk.sign_in_answer.answer = in;
  show_signin(stage);
  stage.tap("technician");
  stage.type("9001");
  CHECK_FALSE(stage.desk.called("staff_name 9001"));
  stage.tap("field:pin");
  stage.type("123456");
  CHECK(words(stage.key(ui::keys::enter)) == "go technician.home");
}

TEST_CASE("A wrong PIN says neither which was wrong nor who it is, and a blocked number says until when") {
  SceneStage stage(false, ui::Audience::staff);
  SignIn wrong;
  wrong.tries_left = 3;
  stage.desk.sign_in_answer.answer = wrong;
  show_signin(stage);
  stage.type("1024");
  stage.type("111111");
  CHECK(words(stage.tap("next")) == "redraw");
  CHECK(stage.sees("工号或密码不对，还可以试 3 次"));
  CHECK_FALSE(stage.app.staff);
  wrong.locked_until = kStageNow + 15 * kMinute_ms;
  stage.desk.sign_in_answer.answer = wrong;
  stage.type("111111");
  stage.tap("next");
  CHECK(stage.sees("14:21"));
}

TEST_CASE("A receipt known here opens its case over the queue, one not known here opens screen 47") {
  Counter stage;
  stage.show(counter::scenes(), "counter.queue");
  CHECK(words(stage.scan("HTTPS://SD.EXAMPLE/C/" + to_compact(sample_code()))) == "go counter.case");
  CHECK(stage.desk.called("note_scan " + to_grouped(sample_code())));
  CHECK(*stage.app.staff->open_case == sample_code());
  stage.desk.look_up_answer.answer = unknown_case();
  CHECK(words(stage.scan(to_grouped(sample_code()))) == "go counter.unknown");
}

TEST_CASE("A scan while a text is written keeps the text for the same person and changes no field") {
  Counter stage;
  stage.app.draft_of = "1024";
  stage.app.staff->open_case = sample_code();
  stage.show(counter::scenes(), "counter.unknown");
  stage.tap("field:text");
  stage.type("abc");
  CHECK(words(stage.scan(to_compact(sample_code()))) == "replace counter.case");
  stage.scene().leave(stage.app);
  REQUIRE(stage.app.drafts.size() == 1);
  CHECK(stage.app.drafts.begin()->second.view() == "abc");
}

TEST_CASE("A colleague's turn at the desk costs nobody what they wrote, and shows it to nobody else") {
  Counter stage;
  stage.app.take_drafts_of("1024");
  stage.app.drafts["case/X/note"] = ui::SecretText("abc");
  CHECK(stage.app.has_drafts("1024"));
  stage.app.take_drafts_of("1025");
  CHECK(stage.app.drafts.empty());
  CHECK_FALSE(stage.app.has_drafts("1025"));
  CHECK(stage.app.has_drafts("1024"));
  stage.app.take_drafts_of("1024");
  REQUIRE(stage.app.drafts.size() == 1);
  CHECK(stage.app.drafts.begin()->second.view() == "abc");
}

TEST_CASE("A wrong check symbol and a foreign code say so and open nothing") {
  Counter stage;
  stage.show(counter::scenes(), "counter.queue");
  auto wrong = to_compact(sample_code());
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  CHECK(words(stage.scan(wrong)) == "redraw");
  CHECK(stage.sees("编号有误"));
  CHECK(words(stage.scan("https://shop.example/item?id=42")) == "redraw");
  CHECK(stage.sees("这不是本商场的回执：https://shop.example"));
  CHECK_FALSE(stage.app.staff->open_case);
}

TEST_CASE("A badge locks the person at work and fills the number of the sign-in") {
  Counter stage;
  stage.show(counter::scenes(), "counter.queue");
  CHECK(words(stage.scan("STAFF:2051")) == "home");
  CHECK_FALSE(stage.app.staff);
  show_signin(stage);
  CHECK(stage.desk.called("staff_name 2051"));
  CHECK(stage.find("field:number")->value == "2051");
}

TEST_CASE("Twelve digits may be a receipt, so only a marked number is a badge then") {
  CHECK(counter::badge_number("20417") == "20417");
  CHECK(counter::badge_number("staff:123456789012") == "123456789012");
  CHECK_FALSE(counter::badge_number("123456789012"));
  CHECK_FALSE(counter::badge_number("123"));
  CHECK_FALSE(counter::badge_number("2041A"));
}

TEST_CASE("A touch holds the order of the queue for two seconds") {
  Counter stage;
  stage.show(counter::scenes(), "counter.queue");
  const auto first = "row:" + to_compact(sample_queue().rows[0].code);
  REQUIRE(stage.find(first));
  stage.pass(59'000);
  stage.send({.kind = ui::UiEvent::Kind::outside});
  auto turned = sample_queue();
  std::reverse(turned.rows.begin(), turned.rows.end());
  stage.desk.queue_answer.answer = turned;
  stage.pass(1'000);  // the minute asks anew
  const float before = stage.find(first)->rect.y;
  CHECK(stage.find(first)->rect.y == before);
  stage.pass(1'500);
  CHECK(stage.find(first)->rect.y > before);
}

TEST_CASE("New cases are announced by a button and take their places only when it is touched") {
  Counter stage;
  stage.show(counter::scenes(), "counter.queue");
  stage.here.new_cases = 2;
  stage.apply();
  stage.wake();
  REQUIRE(stage.find("new"));
  CHECK(stage.sees("有 2 件新投诉"));
  const auto asked = stage.desk.queue_answer.count();
  stage.here.new_cases = 0;
  stage.apply();
  stage.tap("new");
  CHECK(stage.desk.queue_answer.count() == asked + 1);
  CHECK_FALSE(stage.find("new"));
}

TEST_CASE("Levels are toggled by touch and by digit, and clearing shows all again") {
  Counter stage;
  stage.show(counter::scenes(), "counter.queue");
  stage.tap("level:1");
  stage.type("3");
  CHECK(stage.desk.filters.back().levels == std::vector<int>{1, 3});
  stage.type("1");
  CHECK(stage.desk.filters.back().levels == std::vector<int>{3});
  stage.tap("clear");
  CHECK(stage.desk.filters.back().levels.empty());
}

TEST_CASE("A typed code is tested on its last symbol") {
  Counter stage;
  stage.show(counter::scenes(), "counter.queue");
  stage.cover(counter::scenes(), "counter.code");
  auto wrong = to_compact(sample_code());
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  for (const char symbol : wrong) stage.press(std::string("key:") + symbol);
  CHECK(stage.sees("编号有误，请对照回执"));
  stage.key(ui::keys::backspace);
  CHECK(words(stage.type(to_compact(sample_code()).substr(11))) == "replace counter.case");
}

TEST_CASE("A case not here: the devices of which nothing has come for longest are named, those heard of within the hour are not") {
  Counter stage;
  stage.app.staff->open_case = sample_code();
  stage.desk.look_up_answer.answer = unknown_case();
  stage.show(counter::scenes(), "counter.unknown");
  stage.wake();
  CHECK(stage.sees("自助终端 5（还没有同步过）、自助终端 2（昨天 12:06）"));
  CHECK_FALSE(stage.sees("客服终端 2（"));
}

TEST_CASE("What a shopper says about a case not here is recorded now") {
  Counter stage;
  stage.app.staff->open_case = sample_code();
  stage.desk.look_up_answer.answer = unknown_case();
  stage.show(counter::scenes(), "counter.unknown");
  CHECK(words(stage.tap("keep")) == "redraw");  // what was said is missing
  CHECK(stage.desk.actions.empty());
  stage.key(ui::keys::escape);
  stage.tap("say:dispute");
  stage.tap("keep");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].rule->verb == Verb::dispute);
  CHECK(stage.desk.actions[0].staff == "1024");
  CHECK(stage.sees("已记下"));
}

TEST_CASE("To be reminded of a case not here is asked for by one touch, shown when asked before, and taken back by another") {
  Counter stage;
  stage.app.staff->open_case = sample_code();
  auto waiting = *unknown_case();
  stage.desk.look_up_answer.answer = waiting;
  stage.show(counter::scenes(), "counter.unknown");
  stage.tap("say:dispute");
  stage.tap("remind");
  stage.tap("keep");
  REQUIRE(stage.desk.actions.size() == 2);
  CHECK(stage.desk.called("act_together dispute note"));
  CHECK(stage.desk.actions[1].clear["remind"].boolean());
  stage.desk.actions.clear();
  waiting.state.waited_by.insert("1024");
  stage.desk.look_up_answer.answer = waiting;
  stage.show(counter::scenes(), "counter.unknown");
  stage.wake();
  CHECK(stage.find("remind")->chosen);
  stage.tap("say:ask");
  stage.tap("remind");
  stage.tap("keep");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].rule->verb == Verb::note);
  CHECK_FALSE(stage.desk.actions[0].clear.has("remind"));
}

TEST_CASE("A code whose case is awaited stands on the list and opens what is known of it") {
  Counter stage;
  auto queue = queue_with_cards();
  stage.desk.queue_answer.answer = queue;
  stage.show(counter::scenes(), "counter.queue");
  CHECK(stage.sees("仍未收到，请核对回执"));
  CHECK(stage.sees("本机还没有这件投诉"));
  CHECK(stage.sees("已到"));
  CHECK(words(stage.tap("row:" + to_compact(queue.rows[1].code))) == "go counter.unknown");
  CHECK(*stage.app.staff->open_case == queue.rows[1].code);
}

TEST_CASE("The list is narrowed to a person and to what is overdue, and cleared as a whole") {
  Counter stage;
  stage.show(counter::scenes(), "counter.queue");
  stage.tap("overdue");
  CHECK(stage.desk.filters.back().overdue);
  stage.tap("pick:owner");
  stage.tap("owner:2051");
  CHECK(stage.desk.filters.back().owner == "2051");
  CHECK(stage.sees("李强"));
  stage.tap("clear");
  CHECK(stage.desk.filters.back().owner.empty());
  CHECK_FALSE(stage.desk.filters.back().overdue);
}

TEST_CASE("A conflict tells of both records who wrote them, where, when, offline or not, and what follows from each") {
  Counter stage(Role::supervisor);
  stage.desk.look_up_answer.answer = conflicting_case(Conflicting::open, stage.app.staff->person);
  stage.desk.what_if_answer.answer = conflicting_case(Conflicting::closing_holds, stage.app.staff->person);
  stage.app.staff->open_case = sample_code();
  stage.show(counter::scenes(), "counter.conflict");
  for (const char* words : {"先采用了右边这一条", "周敏·客服", "客服终端 1·当时离线", "采用这一条，环节变为：已归档", "李倩·客服", "客服终端 2·当时离线",
                            "滑轨又松了", "现在的环节：调查", "结案让位"}) {
    CAPTURE(words);
    CHECK(stage.sees(words));
  }
}

TEST_CASE("An empty list says where something waits, and leads there; a case without a level says what it is") {
  Counter stage;
  QueueView mine;
  mine.department = 3;
  mine.mall = 11;
  stage.desk.queue_answer.answer = mine;
  stage.app.staff->filter.scope = QueueFilter::Scope::mine;
  stage.show(counter::scenes(), "counter.queue");
  CHECK(stage.sees("看本部门的 3 件"));
  CHECK(stage.sees("这里没有待办投诉"));
  auto found = sample_queue();
  found.rows.front().level = 0;
  found.rows.front().contact_type = "suggestion";
  stage.desk.queue_answer.answer = found;
  stage.tap("wider");
  CHECK(stage.app.staff->filter.scope == QueueFilter::Scope::department);
  CHECK(stage.sees("建议"));
  QueueView nothing;
  stage.desk.queue_answer.answer = nothing;
  stage.tap("scope:mall");
  CHECK_FALSE(stage.sees("这里没有待办投诉"));
  CHECK_FALSE(stage.find("wider"));
}

TEST_CASE("The reason against a conflict's rule is kept over a scan and a lock") {
  Counter stage(Role::supervisor);
  stage.desk.look_up_answer.answer = conflicting_case(Conflicting::open, stage.app.staff->person);
  stage.app.staff->open_case = sample_code();
  stage.show(counter::scenes(), "counter.conflict");
  stage.tap("settle:other");
  stage.type("left is right");
  stage.scene().leave(stage.app);
  stage.show(counter::scenes(), "counter.conflict");
  stage.tap("settle:other");
  stage.tap("settle:confirm");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].sealed["reason"].string() == "left is right");
}

TEST_CASE("A supervisor settles a conflict; others read it") {
  Counter stage;
  stage.app.staff->person = sample_person(Role::supervisor);
  stage.app.staff->open_case = sample_code();
  auto view = conflicting_case(Conflicting::open, stage.app.staff->person);
  stage.desk.look_up_answer.answer = view;
  stage.show(counter::scenes(), "counter.conflict");
  CHECK(stage.sees("提示不再出现"));
  CHECK(stage.desk.supposed.back().clear["holds"].string() == to_text(view.state.conflicts[0].events.front()));
  CHECK(words(stage.tap("settle:right")) == "back");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].clear["holds"].string() == to_text(view.state.conflicts[0].effective));
  CHECK(stage.desk.actions[0].clear["events"].items().size() == 2);
  view.actions["settle"] = {false, "needs_supervisor"};
  stage.desk.look_up_answer.answer = view;
  stage.show(counter::scenes(), "counter.conflict");
  CHECK(stage.find("settle:right")->off);
}

TEST_CASE("An alarm is answered from any counter screen") {
  Counter stage;
  stage.here.alarms = {{.id = "call", .kind = "call_staff", .device = "K02", .at = kStageNow - kHour_ms},
                       {.id = "hurt", .kind = "injury", .device = "K07", .at = kStageNow}};
  stage.apply();
  stage.app.staff->open_case = sample_code();
  stage.show(counter::scenes(), "counter.unknown");
  CHECK(stage.sees("有人受伤：K07"));
  stage.tap("alarm:answer");
  CHECK(stage.desk.called("answer_alarm hurt"));
}

TEST_CASE("R48 an injury told on the web is shown by its code, since no device stands where it was told") {
  Counter stage;
  stage.here.alarms = {{.id = "web", .kind = "injury", .device = "", .code = sample_code(), .at = kStageNow}};
  stage.apply();
  stage.show(counter::scenes(), "counter.queue");
  CHECK(stage.sees("有人受伤：网上登记 " + to_grouped(sample_code())));
}

TEST_CASE("F8 and three idle minutes forget the person") {
  Counter stage;
  stage.show(counter::scenes(), "counter.queue");
  CHECK(words(stage.key(0x40000041)) == "home");
  CHECK_FALSE(stage.app.staff);
  Counter other;
  other.show(counter::scenes(), "counter.queue");
  other.cover(counter::scenes(), "counter.lock");
  CHECK_FALSE(other.app.staff);
  CHECK(words(other.pass(1)) == "home");
}
