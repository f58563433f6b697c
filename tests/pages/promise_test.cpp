// The published promise (R78, R163): numbers of the policy, of the mall that is asked for, in three languages.
#include <doctest/doctest.h>

#include "core/text/language.h"
#include "tests/pages/fixture.h"
#include "tests/pages/page_check.h"

using namespace redress;
using namespace redress::test;

TEST_CASE("The service promise tells the policy's own times, for anybody, without a cookie and without a level") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  for (auto language : kLanguages) {
    for (auto mall : {"xinghe", "binjiang", "nowhere%22%3E"}) {
      auto reply = browser.get("/promise?mall=" + std::string(mall) + "&lang=" + std::string(language.code));
      CHECK(reply.status == 200);
      CHECK(faults_of(reply.body).empty());
      CHECK(reply.body.find("\xE2\x9F\xA6") == std::string::npos);
      CHECK(reply.body.size() < 14'000);
      CHECK(reply.headers.count("set-cookie") == 0);
    }
  }
  auto page = browser.get("/promise?mall=xinghe&lang=zh-Hans").body;
  auto rules = fixture.office().rules().of(std::string_view("xinghe"));
  REQUIRE(rules);
  for (auto row : {"level_1", "level_4"})
    CHECK(page.find(std::to_string(rules->policy.clock_row(row)->resolve.amount) + " 小时内") != std::string::npos);
  CHECK(page.find("5 个工作日内") != std::string::npos);  // a suggestion
  CHECK(page.find(std::to_string(rules->policy.confirm_days) + " 天内选") != std::string::npos);
  CHECK(page.find(rules->policy.regulator_phone) != std::string::npos);
  CHECK(page.find("级") == std::string::npos);
  CHECK(browser.get("/?lang=zh-Hans").body.find("/promise?lang=zh-Hans") != std::string::npos);
}

namespace {

// What the page promises under the first heading that holds these words.
std::string row_of(const std::string& page, std::string_view words) {
  for (auto at = page.find("<h3>"); at != std::string::npos; at = page.find("<h3>", at + 1)) {
    const auto heading = page.substr(at, page.find("</h3>", at) - at);
    if (heading.find(words) == std::string::npos) continue;
    const auto end = page.find("</dl>", at);
    return page.substr(at, end - at);
  }
  return {};
}

std::string resolve_row(std::string_view what, std::string_view limit) {
  return "<dt>" + std::string(what) + "</dt><dd>" + std::string(limit) + "</dd>";
}

}  // namespace

TEST_CASE("R77 R78 R163 the service promise lists every row and every exception of the policy in a shopper's words") {
  Browser browser(PagesFixture::get().port());
  auto page = browser.get("/promise?mall=xinghe&lang=zh-Hans").body;
  const auto solved = [&](std::string_view row, std::string_view limit) {
    CAPTURE(row);
    return row_of(page, row).find(resolve_row("办结", limit)) != std::string::npos;
  };
  for (auto row : {"有人受伤", "要找媒体或走法律途径", "损失 2000 元或以上"}) CHECK(solved(row, "24 小时内"));
  for (auto row : {"答应过的事没有做到", "随口答应又不认", "3 位或更多顾客反映同一件事"}) CHECK(solved(row, "72 小时内"));
  for (auto row : {"设施设备", "安全与人身伤害", "之前反映过，又出现了"}) CHECK(solved(row, "3 个工作日内"));
  CHECK(solved("其他投诉", "48 小时内"));
  CHECK(solved("求助", "24 小时内"));
  CHECK(solved("建议", "5 个工作日内"));
  const auto sooner = row_of(page, "这几类解决得更快");
  for (auto category : {"产品质量", "服务态度"}) CHECK(sooner.find(resolve_row(category, "48 小时内")) != std::string::npos);
  CHECK(browser.get("/promise?mall=xinghe&lang=en").body.find("A loss of ¥2000 or more") != std::string::npos);
}
