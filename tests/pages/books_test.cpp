#include <doctest/doctest.h>

#include "core/text/language.h"
#include "sync/headoffice/people/people.h"
#include "tests/pages/fixture.h"
#include "tests/pages/page_check.h"

using namespace redress;
using namespace redress::test;

namespace {

bool holds(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

FormValues with_token(const std::string& role, FormValues form) {
  form.emplace_back("csrf", PagesFixture::get().csrf_of(role));
  return form;
}

// The number in the last move or withdraw form of the page.
std::string last_number(const std::string& page) {
  constexpr std::string_view kField = "name=\"number\" value=\"";
  auto at = page.rfind(kField);
  REQUIRE(at != std::string::npos);
  at += kField.size();
  return page.substr(at, page.find('"', at) - at);
}

}  // namespace

TEST_CASE("A corrective action is opened, done and found effective by forms, and shown in three languages") {
  auto& fixture = PagesFixture::get();
  auto& browser = fixture.browser_of("manager");
  FormValues form{{"cause", "process"},
                  {"category", ""},
                  {"action", "坡道 <改缓>"},
                  {"owner", "H1"},
                  {"due", "2026-06-30"}};
  CHECK(browser.post("/corrections/open", with_token("manager", form)).status == 303);
  auto page = browser.get("/corrections?lang=zh-Hans").body;
  CHECK(holds(page, "坡道 &lt;改缓&gt;"));
  CHECK(holds(page, "陈刚"));
  CHECK(holds(page, "进行中"));
  auto number = last_number(page);
  CHECK(browser.post("/corrections/move", with_token("manager", {{"number", number}, {"state", "effective"}}))
            .status == 409);
  CHECK(browser
            .post("/corrections/move",
                  with_token("manager", {{"number", number}, {"state", "done"}, {"note", "已完工"}}))
            .status == 303);
  CHECK(fixture.browser_of("analyst")
            .post("/corrections/move", with_token("analyst", {{"number", number}, {"state", "effective"}}))
            .status == 303);
  for (auto language : kLanguages) {
    auto reply = browser.get("/corrections?lang=" + std::string(language.code));
    for (const auto& fault : faults_of(reply.body)) FAIL_CHECK(fault);
    CHECK(!holds(reply.body, "\xE2\x9F\xA6"));
  }
  CHECK(holds(browser.get("/corrections?lang=zh-Hans").body, "有效果"));
  auto csv = browser.get("/corrections.csv");
  CHECK(csv.headers.at("content-type").starts_with("text/csv"));
  CHECK(holds(csv.body, "effective"));
}

TEST_CASE("The new-correction form offers only people whose choice is accepted") {
  auto& fixture = PagesFixture::get();
  REQUIRE(headoffice::put_person(fixture.office(), {"B1", "外场", "binjiang", "service", Role::service, "735194", {}}).ok());
  auto page = fixture.browser_of("manager").get("/corrections?lang=en").body;
  CHECK(holds(page, "<option value=\"H1\""));
  CHECK(holds(page, "<option value=\"A1\""));
  CHECK(!holds(page, "<option value=\"B1\""));
  // Head office chooses the mall in the same form: everybody, under their mall.
  auto office = fixture.browser_of("analyst").get("/corrections?lang=en");
  for (const auto& fault : faults_of(office.body)) FAIL_CHECK(fault);
  auto group = office.body.rfind("<optgroup", office.body.find("<option value=\"B1\""));
  CHECK(holds(office.body.substr(group, 60), "Binjiang"));
  REQUIRE(headoffice::deactivate_person(fixture.office(), "B1").ok());
  CHECK(!holds(fixture.browser_of("analyst").get("/corrections?lang=en").body, "<option value=\"B1\""));
}

TEST_CASE("A training is recorded, counted in its quarter and withdrawn by forms") {
  auto& fixture = PagesFixture::get();
  auto& browser = fixture.browser_of("manager");
  auto day = to_iso(civil_from_days(fixture.office().now().ms / kDay_ms));
  FormValues form{{"day", day}, {"topic", "倾听 <一>"}, {"minutes", "90"}, {"staff", "S1"}, {"staff", "H1"}};
  CHECK(browser.post("/trainings/add", with_token("manager", form)).status == 303);
  auto page = browser.get("/trainings?lang=zh-Hans").body;
  CHECK(holds(page, "倾听 &lt;一&gt;"));
  CHECK(holds(page, "2 ÷ 3"));
  CHECK(browser.post("/trainings/withdraw", with_token("manager", {{"number", last_number(page)}})).status ==
        303);
  CHECK(holds(browser.get("/trainings?lang=zh-Hans").body, "0 ÷ 3"));
  for (auto language : kLanguages)
    for (const char* role : {"manager", "analyst", "administrator", "supervisor"}) {
      auto reply = fixture.browser_of(role).get("/trainings?lang=" + std::string(language.code));
      for (const auto& fault : faults_of(reply.body)) FAIL_CHECK(fault);
      CHECK(!holds(reply.body, "\xE2\x9F\xA6"));
    }
}
