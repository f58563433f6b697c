// 42 the case: summary, events, actions.
#include <doctest/doctest.h>

#include "kiosk/scenes/counter/case_words.h"
#include "tests/scenes/counter_kit.h"

using namespace redress;
using namespace redress::stage;

namespace {

CaseView long_story() {
  auto view = sample_case(Stage::assign, kStageNow, true);
  std::string text;
  for (int i = 0; i < 40; ++i)
    text += "约好的时间没有人来，打了电话也没有人接，第 " + std::to_string(i) + " 次。";
  view.said = Json::object().set("text", text);
  return view;
}

CaseView whole_story() {
  auto view = sample_case(Stage::feed_back, kStageNow, true);
  for (auto& entry : view.events) {
    auto& event = entry.event.event;
    if (event.kind == "assigned") entry.sealed = Json::object().set("task", "到现场核实，写明看到的情况。");
    if (event.kind == "investigated") {
      event.body.set("outside_party", "supplier");
      entry.sealed = Json::object().set("findings", "滑轨批次有缺陷，供应商已确认。");
    }
    if (event.kind == "resolved") event.body.set("staff_fault", "none");
  }
  view.state.held = true;
  return view;
}

}  // namespace

TEST_CASE("R1 a case that waited before it was registered says when it came") {
  Counter stage;
  auto view = sample_case(Stage::acknowledge, kStageNow, true);
  Counter::open(stage, "counter.case", view);
  stage.wake();
  REQUIRE(stage.sees("提交登记"));
  CHECK_FALSE(stage.sees("收到"));
  Counter waited;
  for (auto& entry : view.events)
    if (entry.event.event.kind == "submitted") entry.event.event.body.set("received_at", entry.event.event.at.ms - 2 * kDay_ms);
  Counter::open(waited, "counter.case", view);
  waited.wake();
  CHECK(waited.sees("收到"));
}

TEST_CASE("screen 42 is clean in every language and size") {
  for (const char* tab : {"summary", "events", "actions"})
    look_at({.name = std::string("42-case-") + tab,
             .audience = ui::Audience::staff,
             .prepare = [tab](SceneStage& stage) {
               Counter::signed_in(stage);
               Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
               stage.wake();
               const auto id = std::string("tab:") + tab;
               if (stage.find(id)) stage.tap(id);
             }});
}

TEST_CASE("screen 42 with all that was done is clean in every language and size") {
  look_at({.name = "42-case-story", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             Counter::open(stage, "counter.case", whole_story());
             stage.wake();
             if (stage.find("tab:events")) stage.tap("tab:events");
           }});
}

TEST_CASE("screen 42 with a long text and an opened contact is clean in every language and size") {
  look_at({.name = "42-case-long", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             Counter::open(stage, "counter.case", long_story());
             stage.wake();
             stage.tap("contact");
             stage.tap("purpose:call");
             stage.wake();
           }});
}

TEST_CASE("A case under a legal hold says so where its facts stand") {
  for (const bool held : {false, true}) {
    Counter stage;
    auto view = sample_case(Stage::assign, kStageNow, true);
    view.state.held = held;
    Counter::open(stage, "counter.case", std::move(view));
    stage.wake();
    CHECK(stage.sees("法律保留") == held);
  }
}

TEST_CASE("The summary says who is responsible, and who was first when that is somebody else") {
  for (const bool assigned : {false, true}) {
    Counter stage;
    auto view = sample_case(assigned ? Stage::investigate : Stage::assign, kStageNow, true);
    view.state.first_contact = "1024";
    view.state.owner = assigned ? "2051" : "1024";
    Counter::open(stage, "counter.case", std::move(view));
    stage.wake();
    CHECK(stage.sees("责任人"));
    CHECK(stage.sees(assigned ? "李强·首问负责人：周敏" : "周敏"));
    CHECK(stage.sees("首问负责人") == assigned);
  }
}

TEST_CASE("Where little room is left for the shopper's words the category gives way; the title says it") {
  for (const bool less_room : {false, true}) {
    Counter stage;
    auto view = long_story();
    if (less_room) view.said.set("outcome_text", "把旧的拿走，换一张新的来，并且告诉我们为什么拖了这么久");
    Counter::open(stage, "counter.case", std::move(view));
    stage.wake();
    CHECK((("\n" + stage.all_words()).find("\n类别\n") == std::string::npos) == less_room);
    CHECK(stage.sees("维修拖延"));
  }
}

TEST_CASE("However much else is told of a case, four lines of the shopper's words can be read at once") {
  for (const auto& language : kLanguages)
    for (const bool opened : {false, true}) {
      Counter stage;
      stage.app.set_default_language(language.id);
      auto view = long_story();
      const std::string said(view.said["text"].string());
      view.said.set("outcome_text", "把旧的拿走，换一张新的来，并且告诉我们为什么拖了这么久");
      view.state.held = true;
      view.state.owner = "2051";
      Counter::open(stage, "counter.case", std::move(view));
      stage.wake();
      if (opened) {
        stage.tap("contact");
        stage.tap("purpose:call");
        stage.wake();
      }
      CAPTURE(language.code);
      CAPTURE(opened);
      int lines = 0;
      for (const auto& mark : stage.draw().texts())
        if (mark.text.size() > 60 && said.find(mark.text) != std::string::npos) lines = static_cast<int>(mark.rect.h / (mark.em_px * 1.5f));
      CHECK(lines >= 4);
    }
}

TEST_CASE("R68 A case says until when it may be extended, and whom the policy names once it is late") {
  for (const bool late : {false, true}) {
    Counter stage;
    auto view = sample_case(late ? Stage::assign : Stage::acknowledge, kStageNow, true);
    REQUIRE(view.judgement.escalate_to.empty() != late);
    Counter::open(stage, "counter.case", std::move(view));
    stage.wake();
    CHECK(stage.sees(late ? "最迟可延至 4月20日（周一）14:06" : "最迟可延至"));
    CHECK(stage.sees("按制度上报：主管、经理") == late);
  }
}

TEST_CASE("The timeline names whom a case was given to, why it was reopened, codes in groups, and dashes what was not rated") {
  Counter stage;
  auto view = sample_case(Stage::investigate, kStageNow, true);
  TimelineEntry entry = view.events.front();
  const auto says = [&](const char* kind, Json body) {
    entry.event.event.kind = kind;
    entry.event.event.body = std::move(body);
    return counter::entry_words(stage.app, entry);
  };
  for (const auto& told : view.events)
    if (told.event.event.kind == "assigned") CHECK(counter::entry_words(stage.app, told).ends_with("·李强"));
  CHECK(says("rated", Json::object().set("speed", 5)) == "速度 5，结果 –，态度 –");
  CHECK(says("reopened", Json::object().set("reason", "new_evidence")) == "有新的情况");
  const auto other = Json::object().set("other", to_compact(sample_code())).set("relation", "repeat");
  CHECK(says("linked", other).find(to_grouped(sample_code())) != std::string::npos);
  CHECK(says("unlinked", other) == to_grouped(sample_code()));
}

TEST_CASE("A level that somebody set is said with their name") {
  Counter stage;
  auto view = sample_case(Stage::investigate, kStageNow, true);
  REQUIRE_FALSE(view.judgement.history.empty());
  auto& because = view.judgement.history.back().because;
  because.code = "regraded";
  because.by = "2051";
  CHECK(counter::because_words(stage.app, view).find("李强") != std::string::npos);
  CHECK(counter::because_words(stage.app, view).find("2051") == std::string::npos);
}

TEST_CASE("A text longer than the card is turned page by page and none of it is lost") {
  Counter stage;
  Counter::open(stage, "counter.case", long_story());
  stage.wake();
  CHECK(stage.find("said:prev")->off);
  CHECK(stage.sees("第 0 次"));
  CHECK_FALSE(stage.sees("第 39 次"));
  for (int i = 0; i < 40 && !stage.find("said:next")->off; ++i) stage.tap("said:next");
  CHECK(stage.sees("第 39 次"));
}

namespace {

QueueView page_of(std::initializer_list<std::uint64_t> codes, std::int64_t total) {
  QueueView out;
  for (auto code : codes) {
    out.rows.emplace_back();
    out.rows.back().code.number = code;
  }
  out.total = total;
  return out;
}

}  // namespace

TEST_CASE("screen 42 between its neighbours in the queue is clean in every language and size") {
  look_at({.name = "42-case-neighbours", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             stage.desk.queue_answer.answer = page_of({sample_code().number, 7}, 2);
             Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
             stage.wake();
           }});
}

TEST_CASE("From a case one goes to the one before and behind it in the queue, as it is filtered") {
  Counter stage;
  stage.app.staff->filter.levels = {2};
  stage.desk.queue_answer.answer = page_of({5, sample_code().number, 7}, 3);
  Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
  stage.wake();
  CHECK(stage.desk.filters.back().levels == std::vector<int>{2});
  CHECK_FALSE(stage.find("case:prev")->off);
  CHECK(words(stage.tap("case:next")) == "redraw");
  CHECK(stage.app.staff->open_case->number == 7);
  stage.wake();
  CHECK(stage.find("case:next")->off);
  CHECK(stage.find("case:next")->why == "这是最后一件");
  stage.tap("case:prev");
  CHECK(stage.app.staff->open_case == sample_code());
}

TEST_CASE("The neighbour on another page of the queue is found, and the queue goes there too") {
  Counter stage;
  stage.app.staff->filter.page = 1;
  stage.desk.queue_answer.by_hand = true;
  Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
  stage.wake();
  CHECK_FALSE(stage.find("case:prev"));  // nobody knows yet
  stage.desk.queue_answer.give(page_of({sample_code().number, 7}, 10));
  stage.wake();
  CHECK(stage.find("case:prev")->off);
  CHECK(stage.desk.filters.back().page == 0);
  stage.desk.queue_answer.give(page_of({1, 2, 3, 4, 5, 6, 8, 9}, 10));
  stage.wake();
  stage.tap("case:prev");
  CHECK(stage.app.staff->open_case->number == 9);
  CHECK(stage.app.staff->filter.page == 0);
}

TEST_CASE("What staff typed under a step is never said to be seen by the shopper") {
  auto view = sample_case(Stage::feed_back, kStageNow, true);
  for (auto& entry : view.events)
    if (entry.event.event.kind == "investigated") entry.sealed = Json::object().set("findings", "属实");
  Counter stage;
  int found = 0;
  for (const auto& item : counter::timeline_of(stage.app, view)) {
    const bool inner = item.text.find("属实") != std::string::npos;
    found += inner;
    CHECK(item.tag_visible == (!inner && !item.derived));
    if (inner) CHECK(item.tag == "内容仅内部");
    if (inner) CHECK(item.who.find("4月14日") != std::string::npos);  // not today: the hour alone says little
  }
  CHECK(found == 1);
}

TEST_CASE("A case that is not in the queue has no neighbours") {
  Counter stage;
  stage.desk.queue_answer.answer = page_of({5, 7}, 2);
  Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
  stage.wake();
  CHECK_FALSE(stage.find("case:prev"));
  CHECK_FALSE(stage.find("case:next"));
}

TEST_CASE("screen 42 with a note being written is clean in every language and size") {
  for (const bool sending : {false, true})
    look_at({.name = sending ? "42-case-note-send" : "42-case-note", .audience = ui::Audience::staff, .prepare = [sending](SceneStage& stage) {
               Counter::signed_in(stage);
               Counter::open(stage, "counter.case", long_story());
               stage.wake();
               if (stage.find("tab:events")) stage.tap("tab:events");
               stage.tap("field:note");
               stage.type("Called, he will be here at 3 pm.");
               if (!sending) return;
               stage.tap("note:shopper");
               stage.tap("note:add");
               stage.wake();
             }});
}

TEST_CASE("A note written under the events is recorded as an internal note and leaves its box empty") {
  Counter stage;
  Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
  stage.wake();
  stage.type("x");  // nothing is typed into yet
  stage.tap("field:note");
  stage.type("called, no answer");
  stage.tap("note:add");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].rule->verb == Verb::note);
  CHECK(stage.desk.actions[0].sealed["text"].string() == "called, no answer");
  CHECK(stage.sees("写一条备注"));
  CHECK_FALSE(stage.scene().has_text_field());
}

TEST_CASE("What the shopper shall see is asked once, with what the check found, and is a reply") {
  Counter stage;
  stage.desk.check_answer_answer.answer = std::vector<AnswerFinding>{{AnswerFault::phone, 5, 16}};
  Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
  stage.wake();
  stage.tap("field:note");
  stage.type("call 13900001234 please");
  stage.tap("note:shopper");
  stage.tap("note:add");
  stage.wake();
  CHECK(stage.desk.actions.empty());
  CHECK(stage.sees("13900001234"));
  stage.type("!");  // not while it is asked
  stage.tap("note:not_yet");
  CHECK(stage.desk.actions.empty());
  stage.tap("note:add");
  stage.tap("note:send");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].rule->verb == Verb::reply);
  CHECK(stage.desk.actions[0].clear["text"].string() == "call 13900001234 please");
}

TEST_CASE("A scan while a note is written lands in no box and keeps the note for its author") {
  Counter stage;
  Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
  stage.wake();
  stage.tap("field:note");
  stage.type("half a sent");
  CHECK(words(stage.scan(to_compact(sample_code()))) == "replace counter.case");
  stage.scene().leave(stage.app);
  REQUIRE(stage.app.drafts.size() == 1);
  CHECK(stage.app.drafts.begin()->second.view() == "half a sent");
  Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
  stage.wake();
  CHECK(stage.sees("草稿还在"));
  stage.tap("field:note");
  stage.type("ence");
  stage.tap("note:add");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].sealed["text"].string() == "half a sentence");
  CHECK(stage.app.drafts.empty());
}

TEST_CASE("A note the engine refused stays in its box") {
  Counter stage;
  stage.desk.act_answer.answer = Error{Errc::refused, "archived"};
  Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
  stage.wake();
  stage.tap("action:note");
  stage.type("abc");
  stage.tap("note:add");
  CHECK(stage.sees("已经归档"));
  CHECK(stage.sees("草稿还在"));
}

TEST_CASE("Where the shopper may not be answered, visible to shopper says why") {
  Counter stage;
  auto view = sample_case(Stage::assign, kStageNow, true);
  view.actions["reply"] = {false, "needs_owner"};
  Counter::open(stage, "counter.case", std::move(view));
  stage.wake();
  REQUIRE(stage.find("note:shopper")->off);
  CHECK_FALSE(stage.find("note:shopper")->why.empty());
}
