// Same complaints by different people raise all of them, in whatever order they come (R53, decision 17).
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/cases/tracking.h"
#include "sync/headoffice/record/backup.h"
#include "sync/headoffice/report/rebuild.h"
#include "sync/headoffice/report/report.h"
#include "sync/headoffice/report/report_upkeep.h"
#include "sync/headoffice/rules/what_if.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

CaseCode complain(Device& kiosk, World& world, const char* phone, std::int64_t after_ms, const char* place = "xh-318") {
  const auto code = make_case_code(world.random);
  kiosk.at = Instant{1'789'000'000'000} + after_ms;
  auto body = Json::object().set("contact_type", "complaint").set("category", "price_promotion").set("place", place).set("channel", "kiosk").set("language", "zh-Hans");
  body.set("consent", Json::object().set("text", "同意").set("version", "1"));
  kiosk.write(code, "submitted", body, shopper(), Json::object().set("text", "x").set("contact", Json::object().set("phone", phone)));
  return code;
}

void work(World& world) {
  ClusterUpkeep upkeep(*world.office);
  for (int rounds = 0; rounds < 100; ++rounds) {
    auto done = upkeep.work_some();
    REQUIRE(done.ok());
    if (*done == 0) return;
  }
}

std::int64_t level(World& world, CaseCode code) { return world.number("SELECT level FROM case_row WHERE code = " + std::to_string(code.number)); }

}  // namespace

TEST_CASE("three shoppers raise their three cases, whatever order their kiosks send in") {
  std::mt19937 random(7);
  for (int round = 0; round < 4; ++round) {
    World world;
    std::vector<Device> kiosks;
    for (const char* name : {"K1", "K2", "K3", "K4"}) kiosks.emplace_back(*world.office, "xinghe", "kiosk", name);
    const std::vector<CaseCode> raised{complain(kiosks[0], world, "13900000001", 0), complain(kiosks[1], world, "+86 139-0000-0002", kHour_ms),
                                       complain(kiosks[2], world, "13900000003", kDay_ms)};
    const auto elsewhere = complain(kiosks[3], world, "13900000004", kDay_ms, "xh-101");
    std::vector<std::size_t> order{0, 1, 2, 3};
    std::shuffle(order.begin(), order.end(), random);
    for (auto i : order) {
      world.send(kiosks[i].everything());
      if (round % 2) work(world);
    }
    work(world);
    for (auto code : raised) CHECK(level(world, code) == 2);
    CHECK(level(world, elsewhere) > 2);
    CHECK(world.number("SELECT max(people) FROM case_cluster") == 3);
    const auto counts = world.rows("SELECT mall || '/' || stage || '/' || level || '/' || cases FROM stage_count WHERE cases <> 0 ORDER BY 1");
    world.send(kiosks[order[0]].everything());  // once more: nothing
    work(world);
    REQUIRE(rebuild_projections(*world.office).ok());
    work(world);
    for (auto code : raised) CHECK(level(world, code) == 2);
    CHECK(world.rows("SELECT mall || '/' || stage || '/' || level || '/' || cases FROM stage_count WHERE cases <> 0 ORDER BY 1") == counts);
  }
}

TEST_CASE("one shopper who writes three times raises nothing; leaving the category lowers the others again") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  const auto a = complain(kiosk, world, "13900000001", 0);
  complain(kiosk, world, "0086 13900000001", kHour_ms);
  complain(kiosk, world, "139 0000 0001", 2 * kHour_ms);
  world.send(kiosk.everything());
  work(world);
  CHECK(level(world, a) > 2);
  const auto b = complain(kiosk, world, "13900000002", 3 * kHour_ms), c = complain(kiosk, world, "13900000003", 4 * kHour_ms);
  world.send(kiosk.everything());
  work(world);
  for (auto code : {a, b, c}) CHECK(level(world, code) == 2);
  counter.at = kiosk.at + kHour_ms;
  counter.write(c, "recategorised", Json::object().set("category", "hygiene"), staff("1001", Role::service), Json::object().set("reason", "x"));
  world.send(counter.everything());
  work(world);
  for (auto code : {a, b, c}) CHECK(level(world, code) > 2);
}

void erase(World& world, CaseCode code, const char* scope) {
  auto action = parse_action(Json::object().set("case", to_compact(code)).set("action", "erase").set("scope", scope).set("reason", "asked for"));
  REQUIRE(action.ok());
  auto done = act_as_staff(*world.office, *action, world.head_office());
  REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().what));
}

TEST_CASE("an erasure makes one shopper's complaints no more people, and different people's no fewer; a rebuild counts alike") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  std::vector<CaseCode> ones, many;
  for (int i = 0; i < 4; ++i) ones.push_back(complain(kiosk, world, "13900000001", i * kHour_ms));
  for (int i = 0; i < 3; ++i) many.push_back(complain(kiosk, world, ("1390000001" + std::to_string(i)).c_str(), i * kHour_ms, "xh-101"));
  const auto nameless = [&](std::int64_t after_ms) { return complain(kiosk, world, "", after_ms, "xh-102"); };
  const std::vector<CaseCode> session{nameless(0), nameless(8 * kMinute_ms), nameless(16 * kMinute_ms)};
  world.send(kiosk.everything());
  work(world);
  const auto check = [&] {
    for (auto code : ones) CHECK(level(world, code) > 2);
    for (auto code : many) CHECK(level(world, code) == 2);
    for (auto code : session) CHECK(level(world, code) > 2);
  };
  check();
  for (const auto& group : {ones, many, session})
    for (auto code : group) {
      erase(world, code, code.number % 2 ? "all" : "contact");
      work(world);
      check();
    }
  CHECK(world.number("SELECT count(*) FROM sealed s JOIN event e USING(n) WHERE e.kind = 'submitted'") == 0);
  const auto rows = world.rows("SELECT n || '/' || trigger_code || '/' || since || '/' || people FROM case_cluster ORDER BY n");
  REQUIRE(rebuild_projections(*world.office).ok());
  work(world);
  check();
  CHECK(world.rows("SELECT n || '/' || trigger_code || '/' || since || '/' || people FROM case_cluster ORDER BY n") == rows);
}

TEST_CASE("what an erased complaint counts as survives a restore that lost the erasure") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  const std::vector<CaseCode> ones{complain(kiosk, world, "13900000001", 0), complain(kiosk, world, "13900000001", kHour_ms),
                                   complain(kiosk, world, "13900000001", 2 * kHour_ms)};
  world.send(kiosk.everything());
  work(world);
  const auto copy = world.folder.path + "/copy.db";
  REQUIRE(back_up(*world.office, copy).ok());
  for (auto code : ones) erase(world, code, "all");
  world.office.reset();
  REQUIRE(restore(world.folder.path, copy, world.clock, world.random).ok());
  world.reopen();
  work(world);
  for (auto code : ones) CHECK(level(world, code) > 2);
  CHECK(world.rows("SELECT counts_as FROM case_row ORDER BY submitted_at") == std::vector<std::string>{"0", "0", "1"});
}

TEST_CASE("R53 same complaints whose reason a manager silenced count again once another person joins them") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  const std::vector<CaseCode> ones{complain(kiosk, world, "13900000001", 0), complain(kiosk, world, "13900000002", kHour_ms),
                                   complain(kiosk, world, "13900000003", 2 * kHour_ms)};
  const auto send = [&](Device& device) {
    world.send(device.everything());
    work(world);
  };
  const auto lower = [&](CaseCode code, std::int64_t after_ms) {
    counter.at = Instant{1'789'000'000'000} + after_ms;
    counter.write(code, "regraded", Json::object().set("level", 4), staff("1005", Role::manager));
  };
  const auto levels = [&] {
    std::vector<std::int64_t> out;
    for (auto code : ones) out.push_back(level(world, code));
    return out;
  };
  send(kiosk);
  lower(ones[0], kDay_ms);
  send(counter);
  CHECK(levels() == std::vector<std::int64_t>{4, 2, 2});
  complain(kiosk, world, "13900000003", 2 * kDay_ms);  // nobody new
  send(kiosk);
  CHECK(levels() == std::vector<std::int64_t>{4, 2, 2});
  complain(kiosk, world, "13900000007", 3 * kDay_ms);
  send(kiosk);
  CHECK(levels() == std::vector<std::int64_t>{2, 2, 2});
  lower(ones[1], 2 * kDay_ms + kHour_ms);  // came late: its author had not known of the fourth
  lower(ones[2], 4 * kDay_ms);
  send(counter);
  CHECK(levels() == std::vector<std::int64_t>{2, 2, 4});
  const auto month = make_report(*world.office, *Period::parse("2026-09"), {}, world.head_office());
  REQUIRE(month.ok());
  CHECK(month->sheet.of(Cut::level).find("4")->second[Count::received] == 1);
  REQUIRE(rebuild_projections(*world.office).ok());
  work(world);
  CHECK(levels() == std::vector<std::int64_t>{2, 2, 4});
}

TEST_CASE("R53 R39 a report names the places of which different people made the same complaint") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  for (int i = 0; i < 3; ++i) complain(kiosk, world, ("1390000000" + std::to_string(i)).c_str(), i * kHour_ms);
  complain(kiosk, world, "13900000009", 0, "xh-101");
  world.send(kiosk.everything());
  world.clock.now = Instant{1'789'000'000'000} + 40 * kDay_ms;
  auto clusters = [&](std::string_view period, ReportScope scope) {
    auto report = make_report(*world.office, *Period::parse(period), scope, world.head_office());
    REQUIRE(report.ok());
    return report->sheet.clusters;
  };
  CHECK(clusters("2026-09", {}).empty());  // kept, until it is known who belongs together
  work(world);
  auto found = clusters("2026-09", {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].place == "xh-318");
  CHECK(found[0].cases == 3);
  CHECK(found[0].people == 3);
  CHECK(clusters("2026-08", {}).empty());
  ReportScope elsewhere, other_mall;
  elsewhere[Cut::place] = "xh-101";
  other_mall.mall = "binjiang";
  CHECK(clusters("2026-09", elsewhere).empty());
  CHECK(clusters("2026-09", other_mall).empty());
}

TEST_CASE("R53 reports, the shopper's page and a what-if see the level of same complaints as the case page does") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  std::vector<CaseCode> codes;
  for (int i = 0; i < 3; ++i) codes.push_back(complain(kiosk, world, ("1390000000" + std::to_string(i)).c_str(), i * kHour_ms));
  world.send(kiosk.everything());
  world.clock.now = Instant{1'789'000'000'000} + 5 * kDay_ms;
  REQUIRE(catch_up_reports(*world.office).ok());
  work(world);
  const auto month = make_report(*world.office, *Period::parse("2026-09"), {}, world.head_office());
  REQUIRE(month.ok());
  const auto& levels = month->sheet.of(Cut::level);
  REQUIRE(levels.contains("2"));
  CHECK(levels.find("2")->second[Count::received] == 3);
  const auto rows = world.rows("SELECT code || '/' || level || '/' || ifnull(ripens_at, '-') || '/' || ifnull(ripe_level, '-') || '/' ||"
                               " ifnull(overdue_from, '-') FROM report_case ORDER BY 1");
  REQUIRE(rebuild_projections(*world.office).ok());
  work(world);
  CHECK(world.rows("SELECT code || '/' || level || '/' || ifnull(ripens_at, '-') || '/' || ifnull(ripe_level, '-') || '/' ||"
                   " ifnull(overdue_from, '-') FROM report_case ORDER BY 1") == rows);
  // What the shopper is told to wait for is the deadline of the raised level.
  const auto told = track(*world.office, codes[0]);
  REQUIRE(told.ok());
  CHECK(told->resolve_by->ms == world.number("SELECT resolve_due FROM case_row WHERE code = " + std::to_string(codes[0].number)));
  // A draft that wants more people lowers all three.
  auto rules = world.office->rules().of(std::string_view("xinghe"));
  auto draft = rules->policy;
  for (auto& trigger : draft.triggers)
    if (trigger.when == TriggerWhen::cluster) trigger.count = 4;
  const auto would = what_if(*world.office, "xinghe", draft, rules->site, Instant{1'789'000'000'000} - kDay_ms, world.clock.now);
  REQUIRE(would.ok());
  CHECK(would->levels.size() == 1);
  CHECK(would->changed.size() == 3);
}
