// The head office of tests/pages as a program of its own, for a browser: says as one line of JSON where it listens and
// what stands there, and serves until its standard input ends.
#include <doctest/doctest.h>
#include <stdio.h>

#include "sync/headoffice/corrections.h"
#include "sync/headoffice/publishing.h"
#include "sync/headoffice/trainings.h"
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

// One action that is known to have had no effect, one under way and late; a training of this quarter.
void keep_books(PagesFixture& fixture) {
  auto& office = fixture.office();
  headoffice::Visitor manager{{"M7077", Role::manager, "operations", "王芳"}, "xinghe", "", ""};
  auto today = civil_from_days(office.now().ms / kDay_ms);
  fixture.pass(-100 * kDay_ms);
  auto first = headoffice::open_correction(office, {"xinghe", "process", "", "高峰多开一个收银台，排队超过五人就加人", "H1", add_days(today, -60)}, manager);
  REQUIRE(first.ok());
  REQUIRE(headoffice::move_correction(office, *first, headoffice::CorrectionState::done, "收银台已加", manager).ok());
  REQUIRE(headoffice::open_correction(office, {"xinghe", "product", "after_sales", "每批家具抽检五件", "U1", add_days(today, -2)}, manager).ok());
  fixture.pass(100 * kDay_ms);
  REQUIRE(headoffice::move_correction(office, *first, headoffice::CorrectionState::without_effect, "件数没有变", manager).ok());
  REQUIRE(headoffice::note_training(office, {0, "xinghe", "倾听、道歉、给出时间", "", today, 90, {"S1", "H1"}, false}, manager).ok());
}

}  // namespace

TEST_CASE("stage") {
  auto& fixture = PagesFixture::get();
  live_months(fixture, 14, 24, 7);
  keep_sample_draft(fixture.office());
  keep_books(fixture);
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
