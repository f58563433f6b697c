// Level 1 of another department (domain.md section 5): seen to be there, read by managers and head office
// alone.
#include <doctest/doctest.h>

#include "sync/headoffice/cases/search.h"
#include "tests/pages/fixture.h"
#include "tests/pages/page_check.h"

using namespace redress;
using namespace redress::test;

namespace {

bool holds(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

CaseCode level_one(PagesFixture& fixture, const char* department) {
  auto code = fixture.seed();
  fixture.act(code, "acknowledge");
  fixture.act(code, "assign", std::string(R"({"departments":[")") + department + R"("],"person":"X1"})");
  fixture.act(code, "regrade", R"({"level":1,"reason":"有人受伤"})");
  return code;
}

}  // namespace

TEST_CASE(
    "Level 1 of another department shows as a line without content, and opens for nobody it is not meant "
    "for") {
  auto& fixture = PagesFixture::get();
  auto code = level_one(fixture, "general_office");
  auto left = headoffice::index_some(fixture.office(), 100000);
  while (left.ok() && *left > 0) left = headoffice::index_some(fixture.office(), 100000);
  auto address = "/cases/" + to_compact(code);
  for (auto [role, reads, seen] : {std::tuple("service", false, true),
                                   {"supervisor", false, true},
                                   {"handler", false, false},
                                   {"manager", true, true},
                                   {"analyst", true, true},
                                   {"administrator", true, true}}) {
    CAPTURE(role);
    auto& browser = fixture.browser_of(role);
    auto csrf = fixture.csrf_of(role);
    auto list = browser.get("/cases?tab=level1&lang=zh-Hans").body;
    CHECK(faults_of(list).empty());
    CHECK(holds(list, to_grouped(code)) == seen);
    CHECK(holds(list, "总经办·由经理处理") == (seen && !reads));
    auto page = browser.get(address + "?lang=zh-Hans");
    CHECK(page.status == (reads ? 200 : seen ? 403 : 404));
    CHECK(holds(page.body, "轮椅坡道") == reads);
    CHECK(faults_of(page.body).empty());
    auto found = browser.get("/cases?q=" + headoffice::encode_percent("轮椅坡道")).body;
    CHECK(holds(found, to_grouped(code)) == reads);  // neither does the search tell
    CHECK(holds(browser.get("/cases?tab=level1&channel=kiosk").body, to_grouped(code)) == reads);
    auto csv = browser.get("/cases.csv?tab=level1").body;
    auto line = csv.substr(std::min(csv.size(), csv.find("\"" + to_grouped(code))));
    line = line.substr(0, line.find('\r'));
    CHECK(holds(line, "service_attitude") == reads);
    if (std::string_view(role) == "administrator") continue;  // reads no contact at all
    auto contact = browser.post(address + "/contact", {{"csrf", csrf}, {"purpose", "clarify"}});
    CHECK(contact.status == (reads ? 200 : seen ? 403 : 404));
    CHECK(holds(contact.body, kPhone) == reads);
    CHECK(browser.post(address + "/note", {{"csrf", csrf}, {"text", "x"}}).status == (reads  ? 303
                                                                                      : seen ? 403
                                                                                             : 404));
  }
}

TEST_CASE("Level 1 of the own department, and of nobody yet, is read by everybody it concerns") {
  auto& fixture = PagesFixture::get();
  auto own = level_one(fixture, "engineering");
  for (auto role : {"handler", "supervisor"})
    CHECK(fixture.browser_of(role).get("/cases/" + to_compact(own)).status == 200);
  auto fresh = fixture.seed();
  fixture.act(fresh, "regrade", R"({"level":1,"reason":"有人受伤"})");
  CHECK(fixture.browser_of("service").get("/cases/" + to_compact(fresh)).status == 200);
}
