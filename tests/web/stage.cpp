// The head office of tests/pages as a program of its own, for a browser: says as one line of JSON where it listens and
// what stands there, and serves until its standard input ends.
#include <doctest/doctest.h>
#include <stdio.h>

#include "platform/linux/system_clock.h"
#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/report/corrections.h"
#include "sync/headoffice/report/trainings.h"
#include "sync/headoffice/rules/publishing.h"
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

// Closed, and held by an administrator.
void hold_a_case(PagesFixture& fixture) {
  const auto code = fixture.cases["held"] = fixture.answered();
  fixture.act_as_shopper(code, "confirm");
  auto hold = parse_action(Json::object().set("case", to_compact(code)).set("action", "hold").set("reason", "区法院来函，案件审理期间保留全部材料"));
  REQUIRE(headoffice::act_as_staff(fixture.office(), *hold, {{"AD1", Role::administrator, "", ""}, "", "", ""}).ok());
}

// Noticed by staff, found to be hard and staff's fault, raised by a broken promise and brought down again.
void explain_a_case(PagesFixture& fixture) {
  SystemRandom random;
  const auto code = fixture.cases["explained"] = make_case_code(random);
  fixture.submit("xinghe", code,
                 R"({"contact_type":"complaint","category":"facilities","language":"zh-Hans","channel":"counter","source":"internal",)"
                 R"("text":"说好周三修扶梯，没有人来","impact":{"promise_broken":true,"loss_fen":50000}})");
  fixture.act(code, "acknowledge");
  fixture.act(code, "assign", R"({"departments":["engineering"]})");
  fixture.act(code, "investigate", R"({"cause_class":"service","findings":"维保单没有派出","validity":"valid","complexity":"complex","outside_party":"supplier"})");
  fixture.act(code, "regrade", R"({"level":3,"reason":"当天已经修好"})");
  fixture.act(code, "resolve", R"({"remedies":["repair","apology"],"staff_fault":"warned"})");
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

// Page 66: one is away now, one will be.
void send_people_away(headoffice::Office& office) {
  const auto today = civil_from_days(office.now().ms / kDay_ms);
  REQUIRE(headoffice::set_absence(office, "H1", Absence{add_days(today, -1), add_days(today, 3)}).ok());
  REQUIRE(headoffice::set_absence(office, "U1", Absence{add_days(today, 9), add_days(today, 16)}).ok());
}

// One device of every state that page 64 can show.
void keep_devices(headoffice::Office& office) {
  struct Sample {
    const char *name, *state;
    DeviceRole role;
    std::int64_t seen_minutes_ago;  // negative: never
    std::int64_t clock_ms;
    int forked;
    const char *version, *printer;
    std::int64_t free_bytes;  // 0: never told
  };
  const Sample samples[] = {
      {"1F 服务台", "approved", DeviceRole::counter, 1, 320, 0, "1.4.2", "ok", 48'000'000'000},
      {"3F 中庭", "approved", DeviceRole::kiosk, 2, -1'400, 0, "1.4.2", "none", 12'400'000'000},
      {"B1 超市出口", "approved", DeviceRole::kiosk, 400, 12'000, 0, "1.4.2", "unknown", 11'000'000'000},
      {"2F 北门", "approved", DeviceRole::kiosk, 40, 0, 0, "1.4.2", "low", 12'000'000'000},
      {"4F 影院", "approved", DeviceRole::kiosk, 3, -252'000, 0, "1.3.9", "ok", 640'000'000},
      {"1F 南门", "approved", DeviceRole::kiosk, 4, 0, 1, "1.4.1", "offline", 90'000'000},
      {"2F 东厅", "approved", DeviceRole::kiosk, 1, 200, 0, "1.4.2", "out", 12'000'000'000},
      {"3F 书店", "approved", DeviceRole::kiosk, 1, 100, 0, "1.4.2", "cover_open", 12'000'000'000},
      {"4F 健身", "approved", DeviceRole::kiosk, 2, 0, 0, "1.3.9", "ok", 12'000'000'000},
      {"5F 餐饮", "waiting", DeviceRole::kiosk, -1, 0, 0, "", "", 0},
      {"备用机", "revoked", DeviceRole::kiosk, 90'000, 0, 0, "", "", 0},
  };
  for (const auto& sample : samples) {
    REQUIRE(headoffice::make_bundle(office, "xinghe", sample.role, sample.name, "http://127.0.0.1:1").ok());
    REQUIRE(office.store().write([&](Database& db) -> Status {
      const auto seen = office.now().ms - sample.seen_minutes_ago * kMinute_ms;
      REDRESS_TRY(db.run("UPDATE device SET state = ?, forked = ?, events = 1204, last_seen_at = CASE WHEN ? < 0 THEN NULL ELSE ? END WHERE name = ?", sample.state, sample.forked,
                         sample.seen_minutes_ago, seen, sample.name));
      REDRESS_TRY(
          db.run("UPDATE device SET version = ?, printer = ?, free_bytes = nullif(?, 0), boot = zeroblob(16) WHERE name = ?",
                 sample.version, sample.printer, sample.free_bytes, sample.name));
      return db.run("INSERT INTO clock(device, boot, offset_ms) SELECT no, zeroblob(16), ? FROM device WHERE name = ? AND ? <> 0", sample.clock_ms, sample.name, sample.clock_ms);
    }).ok());
  }
}

// Six people complain of the same lift within a day.
void break_a_lift(PagesFixture& fixture) {
  SystemRandom random;
  fixture.pass(-3 * kDay_ms);
  for (int i = 0; i < 6; ++i) {
    fixture.pass(kHour_ms);
    fixture.submit("xinghe", make_case_code(random), R"({"contact_type":"complaint","category":"facilities","place":"xh-atrium",)"
                                                     R"("channel":"kiosk","language":"zh-Hans","text":"电梯又停了"})");
  }
  fixture.pass(3 * kDay_ms - 6 * kHour_ms);
  headoffice::ClusterUpkeep upkeep(fixture.office());
  for (auto done = upkeep.work_some(); done.ok() && *done > 0;) done = upkeep.work_some();
}

}  // namespace

TEST_CASE("stage") {
  auto& fixture = PagesFixture::get();
  live_months(fixture, 14, 24, 7);
  keep_sample_draft(fixture.office());
  break_a_lift(fixture);
  keep_books(fixture);
  hold_a_case(fixture);
  explain_a_case(fixture);
  fixture.act(fixture.cases.at("working"), "escalate", R"({"role":"manager","department":"engineering","reason":"厂家一直没有回音"})");
  keep_devices(fixture.office());
  send_people_away(fixture.office());
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
