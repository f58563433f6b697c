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
    SceneStage stage;
    Counter::signed_in(stage);
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
  for (const bool longer : {false, true}) {
    Counter stage;
    auto view = long_story();
    if (!longer) view.said = Json::object().set("text", "太慢了。");
    Counter::open(stage, "counter.case", std::move(view));
    stage.wake();
    CHECK((("\n" + stage.all_words()).find("\n类别\n") == std::string::npos) == longer);
    CHECK(stage.sees("维修拖延"));
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
  CHECK(says("rated", Json::object().set("speed", 5)) == "快慢 5，结果 –，态度 –");
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
