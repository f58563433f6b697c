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
      CHECK(reply.body.size() < 12'000);
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
