// What is handed out from the pages: a case's pack for a regulator, a person's data on paper; both leave
// their trace.
#include <doctest/doctest.h>

#include "sync/headoffice/cases/pack.h"
#include "tests/pages/fixture.h"

using namespace redress;
using namespace redress::test;

namespace {

bool holds(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

std::string page_of(CaseCode code) {
  return "/cases/" + to_compact(code);
}

}  // namespace

TEST_CASE(
    "R131 A manager hands out one case as a file: readable, signed, the contact only with a purpose, and "
    "always recorded") {
  auto& fixture = PagesFixture::get();
  const auto code = fixture.answered();
  auto& browser = fixture.browser_of("manager");
  CHECK(holds(browser.get(page_of(code)).body, page_of(code) + "/pack"));
  CHECK_FALSE(holds(fixture.browser_of("administrator").get(page_of(code)).body, page_of(code) + "/pack"));
  const auto file = browser.post(page_of(code) + "/pack", {{"csrf", fixture.csrf_of("manager")}});
  REQUIRE(file.status == 200);
  CHECK(holds(file.headers.at("content-disposition"), to_compact(code) + ".html"));
  CHECK(headoffice::verify_pack(file.body)->problems.empty());
  CHECK(holds(file.body, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK_FALSE(holds(file.body, "<script"));
  CHECK(holds(file.body, "<dd>2026-04</dd>"));  // the policy's version
  CHECK_FALSE(holds(file.body, kPhone));
  CHECK_FALSE(holds(file.body, "\xE2\x9F\xA6"));  // ⟦: a key without text
  CHECK(
      browser.post(page_of(code) + "/pack", {{"csrf", fixture.csrf_of("manager")}, {"contact", "curiosity"}})
          .status == 422);
  const auto opened =
      browser.post(page_of(code) + "/pack", {{"csrf", fixture.csrf_of("manager")}, {"contact", "regulator"}});
  REQUIRE(opened.status == 200);
  CHECK(holds(opened.body, kPhone));
  CHECK(headoffice::verify_pack(opened.body)->problems.empty());
  CHECK(holds(opened.body, "查看了联系方式"));  // in the file as in the record
  const auto log = browser.get("/purposes").body;
  CHECK(holds(log, "出具监管材料"));
  CHECK(holds(log, page_of(code)));
}

TEST_CASE("Who a case was given to stands by name in the timeline and in the pack, never on the tracking page") {
  auto& fixture = PagesFixture::get();
  const auto code = fixture.seed();
  fixture.act(code, "acknowledge");
  fixture.act(code, "assign", R"({"departments":["engineering"],"person":"H1"})");
  auto& browser = fixture.browser_of("manager");
  const auto page = browser.get(page_of(code) + "?lang=zh-Hans").body;
  CHECK(holds(page, "指派给工程部 陈刚</div>"));
  const auto pack = browser.post(page_of(code) + "/pack", {{"csrf", fixture.csrf_of("manager")}}).body;
  CHECK(holds(pack, "指派给工程部 陈刚"));
  CHECK_FALSE(holds(pack, " H1<"));
  CHECK_FALSE(holds(Browser(fixture.port()).get(fixture.address(code)).body, "陈刚"));
}

TEST_CASE(
    "R132 A person's data are handed out on paper: what they said and were answered, no names of staff") {
  auto& fixture = PagesFixture::get();
  const auto code = fixture.answered();
  fixture.act_as_shopper(code, "rate", R"({"result":2,"attitude":4})");
  fixture.act_as_shopper(code, "dispute", R"({"reason":"not_solved"})");
  const FormValues form{{"csrf", fixture.csrf_of("manager")},
                        {"mall", "xinghe"},
                        {"phone", kPhone},
                        {"asker", "shopper"},
                        {"purpose", "own_data"},
                        {"days", "92"},
                        {"format", "html"}};
  const auto paper = fixture.browser_of("manager").post("/cases/lost/export", form);
  REQUIRE(paper.status == 200);
  CHECK(holds(paper.headers.at("content-disposition"), "person.html"));
  CHECK(holds(paper.body, to_grouped(code)));
  CHECK(holds(paper.body, kPhone));
  CHECK(holds(paper.body, "轮椅坡道太陡了"));
  CHECK_FALSE(holds(paper.body, "<script"));
  CHECK_FALSE(holds(paper.body, "\xE2\x9F\xA6"));
  CHECK_FALSE(holds(paper.body, "周敏"));
  CHECK_FALSE(holds(paper.body, "顾客"));  // it speaks to them, not about them
  CHECK(holds(paper.body, "您说没有解决"));
  CHECK(holds(paper.body, "结果：2"));
  CHECK(holds(paper.body, "态度：4"));
}

TEST_CASE("Page 62 tells how long a case is kept, who holds it and why; the list names the hold") {
  auto& fixture = PagesFixture::get();
  const auto code = fixture.answered();
  auto& browser = fixture.browser_of("administrator");
  CHECK(holds(browser.get(page_of(code)).body, "从结案那天起计算"));
  fixture.act_as_shopper(code, "confirm");
  CHECK(holds(browser.get(page_of(code)).body, "全部内容保存到 20"));
  browser.post(page_of(code) + "/hold",
               {{"csrf", fixture.csrf_of("administrator")}, {"reason", "法院来函 17 号"}});
  const auto page = browser.get(page_of(code)).body;
  CHECK(holds(page, "解除前不销毁任何内容"));
  CHECK(holds(page, "法院来函 17 号"));
  CHECK(holds(browser.get("/cases?tab=all&q=" + to_compact(code)).body, "法律保留"));
  browser.post(page_of(code) + "/release", {{"csrf", fixture.csrf_of("administrator")}, {"reason", "结案"}});
  CHECK_FALSE(holds(browser.get(page_of(code)).body, "解除前不销毁任何内容"));
}
