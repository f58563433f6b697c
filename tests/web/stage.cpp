// The head office of tests/pages as a program of its own, for a browser: says as one line of JSON where it listens and
// what stands there, and serves until its standard input ends.
#include <doctest/doctest.h>
#include <stdio.h>

#include "tests/pages/fixture.h"

using namespace redress;
using namespace redress::test;

TEST_CASE("stage") {
  auto& fixture = PagesFixture::get();
  auto cases = Json::object(), cookies = Json::object();
  for (const auto& [state, code] : fixture.cases) cases.set(state, to_compact(code));
  for (auto role : {"service", "handler", "supervisor", "manager", "analyst", "administrator"}) cookies.set(role, fixture.browser_of(role).cookie);
  for (auto name : {"confirm", "dispute", "add"}) cases.set(std::string("for_") + name, to_compact(fixture.answered()));
  auto line = Json::object().set("port", fixture.port()).set("cases", std::move(cases)).set("cookies", std::move(cookies)).dump();
  printf("STAGE %s\n", line.c_str());
  fflush(stdout);
  while (getchar() != EOF) {
  }
}
