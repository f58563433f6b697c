#include <doctest/doctest.h>

#include <algorithm>

#include "core/text/language.h"
#include "sync/headoffice/report/report_cases.h"
#include "tests/pages/fixture.h"
#include "tests/pages/page_check.h"

using namespace redress;
using namespace redress::test;

namespace {

bool holds(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

std::int64_t occurrences(const std::string& page, std::string_view text) {
  std::int64_t n = 0;
  for (auto at = page.find(text); at != std::string::npos; at = page.find(text, at + 1)) ++n;
  return n;
}

// Complaints registered in a month of 2026, straight from the registrations.
std::int64_t registered(int month, std::string_view mall) {
  auto reader = PagesFixture::get().office().store().read();
  REQUIRE(reader.ok());
  auto n = (*reader)->integer(
      0,
      "SELECT count(DISTINCT e.code) FROM event e JOIN mall m ON m.no = e.mall WHERE e.kind = 'submitted' AND (?1 = '' OR m.id = ?1)"
      " AND strftime('%m', e.arrived_at / 1000 + 8 * 3600, 'unixepoch') = printf('%02d', ?2)",
      mall, month);
  REQUIRE(n.ok());
  return *n;
}

}  // namespace

TEST_CASE("Page 63 is well formed in every period, grouping and language, also with nothing to say") {
  auto& browser = PagesFixture::get().browser_of("analyst");
  for (auto language : kLanguages)
    for (const char* ask : {"", "period=2026-W18", "period=2026-Q2&by=owner", "period=2026-H1&by=kiosk&mall=xinghe", "period=2026&by=level",
                            "period=1999&by=cause", "period=2026-05&category=service_attitude&place=%3Cb%3E", "period=nonsense"}) {
      CAPTURE(ask);
      auto reply = browser.get("/reports?" + std::string(ask) + "&lang=" + std::string(language.code));
      for (const auto& fault : faults_of(reply.body)) FAIL_CHECK(fault);
      CHECK(!holds(reply.body, "\xE2\x9F\xA6"));
      CHECK(reply.body.find('{') == std::string::npos);  // every place of a text is filled
      CHECK(reply.status == (holds(ask, "nonsense") ? 422 : 200));
    }
}

TEST_CASE("Page 63 counts what was registered and leads from every number to its cases") {
  auto& fixture = PagesFixture::get();
  auto all = registered(5, ""), of_xinghe = registered(5, "xinghe");
  REQUIRE(all > of_xinghe);
  auto page = fixture.browser_of("analyst").get("/reports?period=2026-05&lang=zh-Hans").body;
  CHECK(holds(page, "，收到 " + std::to_string(all) + " 件"));
  CHECK(holds(page, "÷ 本期收到 " + std::to_string(all)));
  auto cases = fixture.browser_of("analyst").get("/reports/cases?period=2026-05&kpi=closure&part=denominator&lang=zh-Hans").body;
  CHECK(holds(cases, "结案率的分母：" + std::to_string(all) + " 件"));
  CHECK(occurrences(cases, "class=\"mono\" href=\"/cases/") == all);
  auto narrowed = fixture.browser_of("analyst").get("/reports/cases?period=2026-05&mall=xinghe&count=received&lang=zh-Hans").body;
  CHECK(occurrences(narrowed, "class=\"mono\" href=\"/cases/") == of_xinghe);
  CHECK(fixture.browser_of("analyst").get("/reports/cases?period=2026-05&kpi=nothing&part=denominator").status == 404);
  CHECK(fixture.browser_of("analyst").get("/reports?mall=nowhere").status == 404);
}

TEST_CASE("R138 R148 a table of page 63 ranks by complaints, and says of staff how long they took and how they were rated") {
  auto& browser = PagesFixture::get().browser_of("analyst");
  const auto first_numbers = [&](const std::string& by) {
    const auto page = browser.get("/reports?period=2026&by=" + by + "&lang=zh-Hans").body;
    const auto begin = page.find("<caption>按"), end = page.find("</table>", begin);
    REQUIRE(begin != std::string::npos);
    std::vector<int> out;
    constexpr std::string_view kCell = "data-label=\"收到\">";
    for (auto at = page.find(kCell, begin); at < end; at = page.find(kCell, at + 1)) {
      const bool named = page.rfind("<a ", at) > page.rfind("<tr>", at);
      if (named) out.push_back(std::atoi(page.c_str() + at + kCell.size()));
    }
    return out;
  };
  for (const char* by : {"category", "owner", "department", "source", "outside_party"}) {
    CAPTURE(by);
    const auto numbers = first_numbers(by);
    CHECK(std::is_sorted(numbers.rbegin(), numbers.rend()));
  }
  CHECK(first_numbers("category").size() > 1);
  const auto staff = browser.get("/reports?period=2026&by=owner&lang=zh-Hans").body;
  for (auto column : {"平均处理时长", "平均响应", "首次解决率", "顾客满意", "态度"})
    CHECK(holds(staff, "data-label=\"" + std::string(column) + "\""));
}

TEST_CASE("A manager's report is of the own mall, whatever the address says") {
  auto& fixture = PagesFixture::get();
  auto own = "，收到 " + std::to_string(registered(5, "xinghe")) + " 件";
  CHECK(holds(fixture.browser_of("manager").get("/reports?period=2026-05&mall=binjiang&lang=zh-Hans").body, own));
  auto cases = fixture.browser_of("manager").get("/reports/cases?period=2026-05&mall=binjiang&count=received").body;
  CHECK(!holds(cases, to_compact(fixture.cases.at("other_mall"))));
}

TEST_CASE("Another kind of period is the one that holds the period before it") {
  auto& browser = PagesFixture::get().browser_of("analyst");
  CHECK(holds(browser.get("/reports?period=2026-03&kind=quarter&lang=zh-Hans").body, "2026年第1季度投诉季报"));
  CHECK(holds(browser.get("/reports?period=2025-Q4&kind=week&lang=zh-Hans").body, "2026年第1周投诉周报"));  // 31 December
}

TEST_CASE("CSV and XLSX of a report are files to save") {
  auto& browser = PagesFixture::get().browser_of("manager");
  auto csv = browser.get("/reports.csv?period=2026-05");
  CHECK(csv.status == 200);
  CHECK(csv.headers.at("content-disposition") == "attachment; filename=\"report-2026-05.csv\"");
  CHECK(csv.body.starts_with("\xEF\xBB\xBF"));
  auto xlsx = browser.get("/reports.xlsx?period=2026-05");
  CHECK(xlsx.status == 200);
  CHECK(xlsx.body.starts_with("PK"));
}
