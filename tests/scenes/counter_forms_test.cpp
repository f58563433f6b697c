// 43 assign, 44 investigate and 45 resolve.
#include <doctest/doctest.h>

#include "core/policy/policy_wording.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/ui/key_codes.h"
#include "tests/scenes/counter_kit.h"

using namespace redress;
using namespace redress::stage;

namespace {

CaseView investigated() {
  auto view = sample_case(Stage::resolve, kStageNow, true);
  for (auto& entry : view.events)
    if (entry.event.event.kind == "investigated") entry.sealed.set("findings", "检查表没有间隙一项。");
  return view;
}

// 吴磊 is away until the 18th, 李强 from the 18th on; today is the 16th.
Team team_with_absence() {
  auto team = sample_team();
  for (auto& colleague : team.people) {
    if (colleague.person.staff == "2052") colleague.away = Absence{{2026, 4, 15}, {2026, 4, 18}};
    if (colleague.person.staff == "2051") colleague.away = Absence{{2026, 4, 18}, {2026, 4, 25}};
  }
  return team;
}

}  // namespace

TEST_CASE("screen 43 is clean in every language and size") {
  for (const bool typing : {false, true})
    look_at({.name = typing ? "43-assign-typing" : "43-assign",
             .audience = ui::Audience::staff,
             .prepare = [typing](SceneStage& stage) {
               Counter::signed_in(stage);
               Counter::open(stage, "counter.assign", sample_case(Stage::assign, kStageNow, true));
               stage.tap("person:2051");
               stage.tap("phrase:0");
               if (typing) stage.tap("field:task");
             }});
}

TEST_CASE("screen 43 with people away is clean in every language and size") {
  for (const bool asking : {false, true})
    look_at({.name = asking ? "43-assign-away-asking" : "43-assign-away",
             .audience = ui::Audience::staff,
             .prepare = [asking](SceneStage& stage) {
               Counter::signed_in(stage);
               stage.desk.team_answer.answer = team_with_absence();
               Counter::open(stage, "counter.assign", sample_case(Stage::assign, kStageNow, true));
               stage.tap("department:engineering");
               if (asking) stage.tap("person:2052");
             }});
}

TEST_CASE("Who is away stands last with the day of return, and is refused with it") {
  Counter stage;
  stage.desk.team_answer.answer = team_with_absence();
  Counter::open(stage, "counter.assign", sample_case(Stage::assign, kStageNow, true));
  stage.tap("department:engineering");
  CHECK(stage.sees("4月19日（周日）回来"));
  CHECK(stage.sees("4月18日（周六）起不在"));  // the other one, soon
  CHECK(stage.find("person:2052")->rect.y > stage.find("person:2051")->rect.y);
  stage.tap("person:2052");
  CHECK(stage.desk.supposed.back().clear["person"].string().empty());
  stage.tap("away:no");
  CHECK_FALSE(stage.find("away:no"));
  CHECK(stage.desk.supposed.back().clear["person"].string().empty());
  stage.tap("person:2051");  // here: nothing is asked
  CHECK(stage.desk.supposed.back().clear["person"].string() == "2051");
}

TEST_CASE("screen 45 is clean in every language and size") {
  for (const char* typing : {"", "answer", "cost"})
    look_at({.name = std::string("45-resolve") + (*typing ? "-typing-" : "") + typing,
             .audience = ui::Audience::staff,
             .prepare = [typing](SceneStage& stage) {
               Counter::signed_in(stage);
               Counter::open(stage, "counter.resolve", investigated());
               stage.tap("remedy:repair");
               stage.tap("remedy:apology");
               stage.tap("pick:staff_fault");
               stage.tap("staff_fault:warned");
               stage.tap("way:phone");
               stage.tap("template:returns");
               if (*typing) stage.tap(std::string("field:") + typing);
             }});
}

TEST_CASE("screen 44 is clean in every language and size") {
  for (const char* typing : {"", "findings", "why2"})
    look_at({.name = std::string("44-investigate") + (*typing ? "-typing-" : "") + typing,
             .audience = ui::Audience::staff,
             .prepare = [typing](SceneStage& stage) {
               Counter::signed_in(stage);
               auto view = sample_case(Stage::investigate, kStageNow, true);
               for (auto& entry : view.events)
                 if (entry.event.event.kind == "assigned")
                   entry.sealed.set("task", "到现场核实，写明看到的情况。");
               Counter::open(stage, "counter.investigate", std::move(view));
               stage.tap("cause:process");
               stage.tap("complexity:complex");
               stage.tap("pick:outside_party");
               stage.tap("outside_party:quality_lab");
               stage.tap("pick:plan_department");
               stage.tap("plan_department:engineering");
               stage.tap("pick:plan_until");
               stage.tap("plan_until:2026-04-18");
               stage.tap("field:why1");
               stage.type("没有人约时间");
               stage.tap("typing:done");
               stage.tap("root");
               if (*typing) stage.tap(std::string("field:") + typing);
             }});
}

TEST_CASE("the lists of screens 44 and 45 are clean in every language and size") {
  look_at({.name = "44-investigate-outside", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             Counter::open(stage, "counter.investigate", sample_case(Stage::investigate, kStageNow, true));
             stage.tap("pick:outside_party");
           }});
  look_at({.name = "45-resolve-fault", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             Counter::open(stage, "counter.resolve", investigated());
             stage.tap("pick:staff_fault");
           }});
}

TEST_CASE("the steps of screen 44 are clean in every language and size") {
  look_at({.name = "44-investigate-steps", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             Counter::open(stage, "counter.investigate", sample_case(Stage::investigate, kStageNow, true));
             stage.tap("left:steps");
           }});
}

TEST_CASE("the answer alone, at the stage for it, is clean in every language and size") {
  look_at({.name = "45-answer-only", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             stage.desk.check_answer_answer.answer = std::vector<AnswerFinding>{{AnswerFault::name, 0, 9}};
             Counter::open(stage, "counter.resolve", sample_case(Stage::feed_back, kStageNow, true));
             stage.tap("field:answer");
             stage.type("陈女士，您好。");
             stage.tap("typing:done");
             CHECK_FALSE(stage.find("remedy:repair"));
           }});
}

TEST_CASE("An assignment says before the button what the engine would make of it (R102)") {
  Counter stage;
  auto now = sample_case(Stage::assign, kStageNow, true);
  auto then = sample_case(Stage::investigate, kStageNow, true);
  then.state.owner = "2051";
  then.judgement.level = now.judgement.level - 1;
  stage.desk.what_if_answer.answer = then;
  Counter::open(stage, "counter.assign", now);
  CHECK(stage.find("submit")->off);  // the task is missing
  CHECK(stage.find("submit")->why == "还差：要对方做什么");
  CHECK(stage.find("department:tenant")->chosen);  // of the category
  stage.tap("department:engineering");
  stage.tap("person:2051");
  CHECK(stage.desk.supposed.back().clear["departments"].items().size() == 2);
  CHECK(stage.desk.supposed.back().clear["person"].string() == "2051");
  CHECK(stage.sees("周敏"));
  CHECK(stage.sees("→"));
  stage.tap("phrase:0");
  CHECK_FALSE(stage.find("submit")->off);
  CHECK(stage.find("submit")->label == "指派给李强");
  CHECK(words(stage.tap("submit")) == "back");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].rule->verb == Verb::assign);
  CHECK(stage.desk.actions[0].sealed["task"].string() ==
        default_wording().task_phrases[0].adds.in(Language::zh_hans));
  CHECK_FALSE(stage.desk.actions[0].clear.has("task"));  // what a person typed is sealed
}

TEST_CASE("Somebody of another department cannot stay chosen, and the task stays as a draft") {
  Counter stage;
  Counter::open(stage, "counter.assign", sample_case(Stage::assign, kStageNow, true));
  stage.tap("person:2051");
  stage.tap("phrase:1");
  stage.tap("department:engineering");
  stage.tap("department:tenant");
  CHECK_FALSE(stage.find("person:2051"));
  CHECK(stage.desk.supposed.back().clear["person"].string().empty());
  CHECK(words(stage.tap("cancel")) == "back");
  stage.scene().leave(stage.app);
  stage.show(counter::scenes(), "counter.assign");
  CHECK(stage.find("department:engineering")->chosen);
  CHECK_FALSE(stage.find("department:tenant")->chosen);
  CHECK_FALSE(stage.find("submit")->off);
}

TEST_CASE("A refused assignment says why and keeps everything") {
  Counter stage;
  Counter::open(stage, "counter.assign", sample_case(Stage::assign, kStageNow, true));
  stage.tap("phrase:0");
  stage.desk.act_answer.answer = Error{Errc::refused, "other_department"};
  CHECK(words(stage.tap("submit")) == "redraw");
  CHECK(stage.sees("是其他部门的投诉"));
  CHECK_FALSE(stage.find("submit")->off);
}

TEST_CASE("Resolved and answered are one step, and the cost is kept in fen") {
  Counter stage;
  Counter::open(stage, "counter.resolve", investigated());
  CHECK(stage.find("submit")->why == "还差：解决方案、答复");
  stage.tap("remedy:repair");
  stage.tap("remedy:gift");
  stage.tap("remedy:gift");
  stage.tap("field:cost");
  for (const char* key : {"key:3", "key:8", "key:0"}) stage.press(key);
  stage.tap("typing:done");
  stage.tap("template:returns");
  stage.tap("way:phone");
  CHECK(stage.find("submit")->why == "还差：有没有告知到");
  stage.tap("told:no");
  CHECK(words(stage.tap("submit")) == "back");
  CHECK(stage.desk.called("act_together resolve feed_back"));
  REQUIRE(stage.desk.actions.size() == 2);
  CHECK(stage.desk.actions[0].clear["cost_fen"].integer() == 38000);
  CHECK(stage.desk.actions[0].clear["remedies"].items().size() == 1);
  CHECK(stage.desk.actions[1].clear["way"].string() == "phone");
  CHECK(stage.desk.actions[1].clear["told"].boolean(true) == false);
  CHECK_FALSE(stage.desk.actions[1].clear["text"].string().empty());
}

TEST_CASE("A template never replaces what is typed, and its gaps are named") {
  Counter stage;
  Counter::open(stage, "counter.resolve", investigated());
  stage.tap("field:answer");
  stage.type("abc");
  stage.tap("template:more_time");
  CHECK(stage.sees("还有没填的空"));
  stage.tap("typing:done");
  stage.tap("remedy:apology");
  stage.tap("submit");
  REQUIRE(stage.desk.actions.size() == 2);
  CHECK(stage.desk.actions[1].clear["text"].string().substr(0, 4) == "abc\n");
}

TEST_CASE("A name in the answer is shown as found but does not block") {
  Counter stage;
  stage.desk.check_answer_answer.answer = std::vector<AnswerFinding>{{AnswerFault::name, 0, 9}};
  Counter::open(stage, "counter.resolve", investigated());
  stage.tap("remedy:apology");
  stage.tap("field:answer");
  stage.type("陈女士，您好。");
  stage.tap("typing:done");
  CHECK(stage.sees("像是姓名：陈女士"));
  CHECK_FALSE(stage.find("submit")->off);
}

TEST_CASE("An investigation ends with findings and a kind of cause; the whys name the root") {
  Counter stage(Role::handler);
  Counter::open(stage, "counter.investigate", sample_case(Stage::investigate, kStageNow, true));
  CHECK(stage.find("submit")->label == "还差：查到的情况、原因归类");
  const auto type = [&](const char* name, const char* text) {
    stage.tap(std::string("field:") + name);
    stage.type(text);
    stage.tap("typing:done");
  };
  type("findings", "例检没有量间隙");
  stage.tap("cause:process");
  stage.tap("validity:valid");
  type("why1", "没有量");
  CHECK(stage.sees("为什么“没有量”？"));  // the answer is the next question
  type("why2", "检查表没有这一项");
  stage.tap("root");
  CHECK(stage.find("submit")->label == "完成调查");
  CHECK(words(stage.tap("submit")) == "back");
  REQUIRE(stage.desk.actions.size() == 1);
  const auto& action = stage.desk.actions[0];
  CHECK(action.rule->verb == Verb::investigate);
  CHECK(action.clear["whys"].integer() == 2);
  CHECK(action.clear["validity"].string() == "valid");
  CHECK(action.sealed["whys_text"].string() == "1. 没有量\n2. 检查表没有这一项");
  CHECK(action.sealed["root"].string() == "检查表没有这一项");
  CHECK_FALSE(action.clear.has("findings"));
}

TEST_CASE("R40 R41 an investigation says how hard the matter is and who outside takes part, only if asked to") {
  Counter stage(Role::handler);
  Counter::open(stage, "counter.investigate", sample_case(Stage::investigate, kStageNow, true));
  stage.tap("field:findings");
  stage.type("检验报告在此");
  stage.tap("typing:done");
  stage.tap("cause:product");
  stage.tap("complexity:complex");
  stage.tap("pick:outside_party");
  stage.tap("dialog:close");
  CHECK_FALSE(stage.find("outside_party:lawyer"));
  stage.tap("pick:outside_party");
  CHECK(words(stage.key(ui::keys::escape)) == "redraw");
  stage.tap("pick:outside_party");
  stage.tap("outside_party:quality_lab");
  CHECK(stage.sees("质检机构"));
  stage.tap("submit");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].clear["complexity"].string() == "complex");
  CHECK(stage.desk.actions[0].clear["outside_party"].string() == "quality_lab");
  Counter plain(Role::handler);
  Counter::open(plain, "counter.investigate", sample_case(Stage::investigate, kStageNow, true));
  plain.tap("field:findings");
  plain.type("属实");
  plain.tap("typing:done");
  plain.tap("cause:product");
  plain.tap("complexity:complex");
  plain.tap("complexity:complex");  // taken back
  plain.tap("submit");
  REQUIRE(plain.desk.actions.size() == 1);
  CHECK_FALSE(plain.desk.actions[0].clear.has("complexity"));
  CHECK_FALSE(plain.desk.actions[0].clear.has("outside_party"));
  CHECK(plain.desk.actions[0].clear["validity"].string() == "undecided");
}

TEST_CASE("R92 the plan of an investigation says who carries it out and until when, only if asked to, and stays as a draft") {
  Counter stage(Role::handler);
  Counter::open(stage, "counter.investigate", sample_case(Stage::investigate, kStageNow, true));
  stage.tap("field:findings");
  stage.type("锁坏了");
  stage.tap("typing:done");
  stage.tap("cause:product");
  stage.tap("pick:plan_department");
  stage.tap("plan_department:engineering");
  stage.tap("pick:plan_until");
  CHECK_FALSE(stage.find("plan_until:2026-04-15"));
  stage.tap("plan_until:2026-04-18");
  CHECK(stage.sees("4月18日（周六）"));
  CHECK(words(stage.tap("draft")) == "back");
  stage.scene().leave(stage.app);
  stage.show(counter::scenes(), "counter.investigate");
  CHECK(stage.sees("4月18日（周六）"));
  stage.tap("pick:plan_until");
  stage.tap("plan_until:2026-04-19");
  stage.tap("submit");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].clear["plan_department"].string() == "engineering");
  CHECK(stage.desk.actions[0].clear["plan_until"].string() == "2026-04-19");
}

TEST_CASE("R98 what followed from a fault of staff is chosen with the remedies and stays as a draft") {
  Counter stage;
  Counter::open(stage, "counter.resolve", investigated());
  stage.tap("remedy:compensation");
  stage.tap("pick:staff_fault");
  stage.tap("staff_fault:police_report");
  CHECK(stage.sees("报案"));
  CHECK(words(stage.tap("draft")) == "back");
  stage.scene().leave(stage.app);
  stage.show(counter::scenes(), "counter.resolve");
  CHECK(stage.sees("报案"));
  stage.tap("template:returns");
  stage.tap("submit");
  REQUIRE(stage.desk.actions.size() == 2);
  CHECK(stage.desk.actions[0].clear["staff_fault"].string() == "police_report");
  CHECK_FALSE(stage.desk.actions[1].clear.has("staff_fault"));  // never in what the shopper reads
}

TEST_CASE("R40 R41 R92 R94 R98 the case's timeline says them") {
  auto view = sample_case(Stage::feed_back, kStageNow, true);
  for (auto& entry : view.events) {
    auto& event = entry.event.event;
    if (event.kind == "investigated")
      event.body.set("outside_party", "supplier").set("plan_department", "engineering").set("plan_until", "2027-01-02");
    if (event.kind == "resolved") event.body.set("staff_fault", "warned");
  }
  auto reviewed = view.events.back();
  reviewed.event.event.kind = "reviewed";
  reviewed.event.event.body = Json::object().set("verdict", "faulty");
  view.events.push_back(std::move(reviewed));
  Counter stage;
  std::string all;
  for (const auto& item : counter::timeline_of(stage.app, view)) all += item.text + "\n";
  CHECK(all.find("难易：简单·第三方：供应商") != std::string::npos);
  CHECK(all.find("员工过错：按制度处理") != std::string::npos);
  CHECK(all.find("方案责任部门：工程") != std::string::npos);
  CHECK(all.find("方案完成时限：2027年1月2日") != std::string::npos);
  CHECK(all.find("结果有误") != std::string::npos);
}

TEST_CASE("R162 every category guides its investigation by steps, shown where it is investigated") {
  for (const auto& category : default_policy().categories)
    CHECK_MESSAGE(category.steps.size() >= 3, category.code);
  Counter stage(Role::handler);
  auto view = sample_case(Stage::investigate, kStageNow, true);
  const auto& steps = default_policy().steps_of(view.state.category, view.state.subcategory);
  REQUIRE(steps.size() >= 3);
  Counter::open(stage, "counter.investigate", view);
  const auto first = "1. " + steps[0].in(Language::zh_hans);
  CHECK_FALSE(stage.sees(first));
  stage.tap("left:steps");
  CHECK(stage.sees(first));
  CHECK(stage.sees("3. " + steps[2].in(Language::zh_hans)));
  stage.tap("left:said");
  CHECK_FALSE(stage.sees(first));
}

TEST_CASE("An investigation left half-way is kept for the same person") {
  Counter stage;
  Counter::open(stage, "counter.investigate", sample_case(Stage::investigate, kStageNow, true));
  stage.tap("field:findings");
  stage.type("abc");
  stage.tap("typing:done");
  CHECK(words(stage.tap("draft")) == "back");
  stage.scene().leave(stage.app);
  CHECK(stage.app.drafts.size() == 1);
  stage.show(counter::scenes(), "counter.investigate");
  CHECK(stage.find("submit")->label == "还差：原因归类");
  stage.tap("cause:service");
  stage.tap("draft");
  stage.scene().leave(stage.app);
  stage.show(counter::scenes(), "counter.investigate");
  CHECK(stage.find("submit")->label == "完成调查");
}

TEST_CASE("the form of an action without a screen of its own is clean in every language and size") {
  look_at({.name = "42-act-pause", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             stage.app.staff->form_action = "pause";
             Counter::open(stage, "counter.act", sample_case(Stage::investigate, kStageNow, true));
             stage.tap("choose:reason:supplier");
           }});
}

TEST_CASE("An action half filled in is kept for the same person, without what is offered no more, and gone once recorded") {
  Counter stage;
  stage.app.staff->form_action = "pause";
  Counter::open(stage, "counter.act", sample_case(Stage::investigate, kStageNow, true));
  CHECK(stage.sees(to_grouped(sample_code())));
  CHECK(stage.sees("最多 30 天"));
  stage.tap("choose:reason:supplier");
  stage.tap("field:text");
  stage.type("abc");
  stage.scene().leave(stage.app);  // a scan, a lock
  stage.app.drafts["act/pause/" + to_compact(sample_code()) + "/choices"] = ui::SecretText("reason:supplier,until:1");
  stage.show(counter::scenes(), "counter.act");
  CHECK(stage.find("choose:reason:supplier")->chosen);
  stage.tap("submit");
  REQUIRE(stage.desk.actions.size() == 1);
  CHECK(stage.desk.actions[0].clear["reason"].string() == "supplier");
  CHECK_FALSE(stage.desk.actions[0].clear.has("until"));
  CHECK(stage.desk.actions[0].sealed["text"].string() == "abc");
  stage.scene().leave(stage.app);
  CHECK(stage.app.drafts.empty());
}
