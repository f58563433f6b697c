// What page 62 says of a case beside its steps: who noticed it, what staff found, why it has its level.
#include <doctest/doctest.h>

#include "tests/pages/fixture.h"
#include "tests/pages/page_check.h"

using namespace redress;
using namespace redress::test;

namespace {

bool holds(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

std::string page_of(CaseCode code, std::string_view language = "zh-Hans") {
  return PagesFixture::get().browser_of("manager").get("/cases/" + to_compact(code) + "?lang=" + std::string(language)).body;
}

CaseCode submitted(const std::string& intake) {
  SystemRandom random;
  const auto code = make_case_code(random);
  PagesFixture::get().submit("xinghe", code, intake);
  return code;
}

void work(CaseCode code, const std::string& found) {
  auto& fixture = PagesFixture::get();
  fixture.act(code, "acknowledge");
  fixture.act(code, "assign", R"({"departments":["engineering"]})");
  fixture.act(code, "investigate", found);
}

}  // namespace

TEST_CASE("R17 R40 R41 R98 head office reads source, difficulty, outside party and what followed from a fault of staff") {
  const auto code = submitted(
      R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans","channel":"counter","source":"internal"})");
  work(code, R"({"cause_class":"service","findings":"查过","complexity":"complex","outside_party":"quality_lab"})");
  PagesFixture::get().act(code, "resolve", R"({"remedies":["apology"],"staff_fault":"compensation"})");
  const auto page = page_of(code);
  CHECK(holds(page, "<dt>来源</dt><dd class=\"typed\">内部·"));
  CHECK(holds(page, "<dt>难易</dt><dd class=\"typed\">复杂</dd>"));
  CHECK(holds(page, "<dt>第三方</dt><dd class=\"typed\">质检机构</dd>"));
  CHECK(holds(page, "<dt>员工过错</dt><dd class=\"typed\">赔偿</dd>"));
  for (auto language : {"zh-Hant", "en"})
    for (const auto& fault : faults_of(page_of(code, language))) FAIL_CHECK(fault);
  CHECK(holds(page_of(PagesFixture::get().cases.at("received")), "<dt>来源</dt><dd class=\"typed\">外部·"));
}

TEST_CASE("R18 R49 R57 what the shopper answered stands on head office's page, with the amount and the earlier case") {
  const auto earlier = PagesFixture::get().cases.at("closed");
  const auto code = submitted(R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans","impact":{"loss_fen":50000,"media_or_court":true,"earlier_case":")" +
                              to_compact(earlier) + "\"}}");
  const auto page = page_of(code);
  CHECK(holds(page, "打算找媒体或走法律途径"));
  CHECK(holds(page, "损失 500.00 元或以上"));
  CHECK(holds(page, "上次的投诉 " + to_grouped(earlier)));
}

TEST_CASE("R45 the level's history stands on head office's page, and a silenced reason stays visible as silenced") {
  const auto code = submitted(
      R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans","impact":{"promise_broken":true}})");
  work(code, R"({"cause_class":"service","findings":"查过"})");
  PagesFixture::get().act(code, "regrade", R"({"level":3,"reason":"已经兑现"})");
  const auto page = page_of(code);
  CHECK(holds(page, "按制度 2026-04 算出"));
  CHECK(holds(page, "级别的经过"));
  CHECK(holds(page, "2 级"));  // what it had been
  CHECK(holds(page, "因为：答应的事没有做到"));
  CHECK(holds(page, "其他依据"));
  CHECK(holds(page, "改级别时已经考虑，不再起作用。"));
  for (const auto& fault : faults_of(page)) FAIL_CHECK(fault);
}

TEST_CASE("R104 R111 page 62 and the list say whom an overdue case went up to, since when, and the outer limit") {
  auto& fixture = PagesFixture::get();
  const auto code = submitted(R"({"contact_type":"complaint","category":"service_attitude","language":"zh-Hans"})");
  CHECK(!holds(page_of(code), "已逐级上报"));
  CHECK(holds(page_of(code), "最迟期限"));
  CHECK(holds(page_of(code), "超过它须由经理延长"));
  const auto late = fixture.cases.at("late");
  const auto page = page_of(late);
  CHECK(holds(page, "已逐级上报"));
  CHECK(holds(page, "<b>主管"));
  CHECK(holds(fixture.browser_of("manager").get("/cases?tab=overdue&lang=zh-Hans").body, "已上报主管"));
  for (auto language : {"zh-Hant", "en"})
    for (const auto& fault : faults_of(page_of(late, language))) FAIL_CHECK(fault);
  const auto injured = submitted(
      R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans","impact":{"injured":true}})");
  CHECK(holds(page_of(injured), "<b>经理、总部分析</b><small>1 级 "));
}

TEST_CASE("R69 beyond its outer limit page 62 and the list name the general office, which decides") {
  auto& fixture = PagesFixture::get();
  const auto late = fixture.cases.at("late");  // for twenty days
  for (auto [language, roles, what] : {std::tuple{"zh-Hans", "主管、经理、总经办", "已过；由总经办决定，须由经理延长"},
                                       {"zh-Hant", "主管、經理、總經理室", "已過；由總經理室決定，須由經理延長"},
                                       {"en", "supervisor, manager, General office", "passed; General office decides, a manager extends it"}}) {
    const auto page = page_of(late, language);
    CHECK_MESSAGE(holds(page, roles), language);
    CHECK_MESSAGE(holds(page, what), language);
    CHECK_MESSAGE(holds(fixture.browser_of("manager").get(std::string("/cases?tab=overdue&lang=") + language).body, roles), language);
  }
  CHECK(!holds(page_of(fixture.cases.at("working")), "总经办，"));
}

TEST_CASE("A limit is said as the policy states it, a date that a manager gave as that date") {
  auto& fixture = PagesFixture::get();
  const auto code = submitted(
      R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans"})");
  fixture.act(code, "acknowledge");
  fixture.act(code, "reply", R"({"text":"好"})");
  CHECK(holds(page_of(code), "时限 24 小时"));
  CHECK(!holds(page_of(code), "59 分"));
}

TEST_CASE("R45 who changed a level stands on page 62 by name, never by number") {
  const auto code = submitted(R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans"})");
  PagesFixture::get().act(code, "regrade", R"({"level":2,"reason":"顾客很急"})");
  auto page = page_of(code);
  CHECK(holds(page, "改了级别"));
  const std::string choice = "value=\"M7077\"";  // of the form that gives the case to somebody
  for (auto at = page.find(choice); at != std::string::npos; at = page.find(choice)) page.erase(at, choice.size());
  CHECK(!holds(page, "M7077"));
}

TEST_CASE("R131 an answer on page 62 with a phone, an identity number, a name or an internal word is kept back once and stays typed") {
  auto& fixture = PagesFixture::get();
  const auto code = submitted(R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans"})");
  fixture.act(code, "acknowledge");
  const auto send = [&](const std::string& text, const std::string& as_it_is = "") {
    return fixture.browser_of("manager").post("/cases/" + to_compact(code) + "/reply?lang=zh-Hans", {{"csrf", fixture.csrf_of("manager")}, {"text", text}, {"as_it_is", as_it_is}});
  };
  for (auto [text, said] : {std::pair{"请打 138 0000 1234。", "没有保存。像是电话：138 0000 1234"},
                            {"证件 33010619900101123X 已核对", "没有保存。像是电话：33010619900101123"},
                            {"王芳会联系您", "没有保存。像是姓名：王芳"},
                            {"已列入黑名单", "没有保存。内部用语：黑名单"}}) {
    const auto reply = send(text);
    CHECK(reply.status == 422);
    CHECK(holds(reply.body, said));
    CHECK(holds(reply.body, std::string(">") + text + "</textarea>"));
    CHECK(holds(reply.body, "name=\"as_it_is\""));
  }
  CHECK(!holds(page_of(code), "138 0000 1234"));
  CHECK(send("正在修，请打 0571-0000-6688 询问。").status == 303);  // the mall's own number is nobody's
  CHECK(!holds(page_of(code), "name=\"as_it_is\""));
  CHECK(send("品牌方电话 400 8200 1234。", "yes").status == 303);  // read and meant so
  CHECK(holds(page_of(code), "400 8200 1234"));
}

TEST_CASE("R92 the plan of an investigation stands on page 62 with who takes its measures and until when") {
  auto& fixture = PagesFixture::get();
  const auto code = submitted(R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans"})");
  fixture.act(code, "acknowledge");
  fixture.act(code, "assign", R"({"departments":["engineering"]})");
  const auto send = [&](const std::string& department, const std::string& until) {
    return fixture.browser_of("manager").post("/cases/" + to_compact(code) + "/investigate?lang=zh-Hans",
                                              {{"csrf", fixture.csrf_of("manager")}, {"cause_class", "process"}, {"findings", "锁坏了"}, {"plan", "换一把锁"},
                                               {"plan_department", department}, {"plan_until", until}});
  };
  CHECK(holds(page_of(code), "type=\"date\""));
  CHECK(holds(send("nope", "").body, "方案责任部门：这里没有这个部门"));
  CHECK(holds(send("", "2020-01-01").body, "方案完成时限已经过了"));
  CHECK(send("", "昨天").status != 303);
  CHECK(send("engineering", "2050-12-31").status == 303);
  const auto page = page_of(code);
  CHECK(holds(page, "<dt>方案责任部门</dt><dd class=\"typed\">"));
  CHECK(holds(page, "方案完成时限：2050年12月31日"));
  CHECK(holds(page, "<dt>方案完成时限</dt><dd class=\"typed\">2050年12月31日</dd>"));
  for (auto language : {"zh-Hant", "en"})
    for (const auto& fault : faults_of(page_of(code, language))) FAIL_CHECK(fault);
}

TEST_CASE("R94 a grave case with a result waits in the list to be reviewed; page 62 takes the verdict and tells it") {
  auto& fixture = PagesFixture::get();
  const auto waits = [&](CaseCode code) {
    return holds(fixture.browser_of("manager").get("/cases?tab=review&lang=zh-Hans").body, to_grouped(code));
  };
  const auto grave = submitted(R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans","impact":{"promise_broken":true}})");
  const auto mild = submitted(R"({"contact_type":"complaint","category":"service_attitude","language":"zh-Hans"})");
  for (const auto code : {grave, mild}) {
    work(code, R"({"cause_class":"process","findings":"查过"})");
    CHECK(!waits(code));
    CHECK(!holds(page_of(code), "<select class=\"in\" id=\"review-verdict\""));
    fixture.act(code, "resolve", R"({"remedies":["repair"]})");
  }
  CHECK(waits(grave));
  CHECK(!waits(mild));
  const auto send = [&](CaseCode code, const std::string& verdict, const std::string& text) {
    return fixture.browser_of("manager").post("/cases/" + to_compact(code) + "/review?lang=zh-Hans",
                                              {{"csrf", fixture.csrf_of("manager")}, {"verdict", verdict}, {"text", text}});
  };
  CHECK(send(grave, "", "").status != 303);
  CHECK(send(grave, "perhaps", "").status != 303);
  CHECK(send(grave, "faulty", "没有量间隙").status == 303);
  CHECK(!waits(grave));
  const auto page = page_of(grave);
  CHECK(holds(page, "复核了处理结果"));
  CHECK(holds(page, "结果有误"));
  CHECK(holds(page, "没有量间隙"));
  CHECK(holds(page, "反馈"));  // still there
  fixture.act(mild, "feed_back", R"({"text":"好了"})");
  fixture.act(mild, "archive");
  CHECK(!waits(mild));
  fixture.act(mild, "reopen", R"({"reason":"mistake"})");
  CHECK(!waits(mild));  // no result stands
  fixture.act(mild, "investigate", R"({"cause_class":"process","findings":"再查"})");
  fixture.act(mild, "resolve", R"({"remedies":["apology"]})");
  CHECK(waits(mild));
  for (auto language : {"zh-Hant", "en"})
    for (const auto& fault : faults_of(page_of(grave, language))) FAIL_CHECK(fault);
}
