// The head office of tests/pages as a program of its own, for a browser: says as one line of JSON where it listens and
// what stands there, and serves until its standard input ends.
#include <doctest/doctest.h>
#include <stdio.h>

#include "sync/headoffice/publishing.h"
#include "tests/web/history.h"

using namespace redress;
using namespace redress::test;

namespace {

// A draft with a change, for page 65.
void keep_sample_draft(headoffice::Office& office) {
  auto kind = wire::DocumentKind::policy;
  auto current = headoffice::read_version(office, "binjiang", kind, 0);
  REQUIRE(current.ok());
  auto draft = Json::object();
  for (const auto& [key, value] : current->members()) draft.set(key, key == "version" ? Json("2026-05") : key == "confirm_days" ? Json(10) : value);
  REQUIRE(headoffice::keep_draft(office, "binjiang", kind, {draft.dump(), "顾客有 10 天可以确认", "A1", {}}).ok());
}

}  // namespace

TEST_CASE("stage") {
  auto& fixture = PagesFixture::get();
  live_months(fixture, 14, 24, 7);
  keep_sample_draft(fixture.office());
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
