// What is kept of cases for the reports: the same however it came, and as a rebuild makes it.
#include <doctest/doctest.h>

#include <algorithm>

#include "sync/headoffice/report/rebuild.h"
#include "sync/headoffice/report/report.h"
#include "sync/headoffice/report/report_rows.h"
#include "sync/headoffice/report/report_upkeep.h"
#include "sync/headoffice/rules/documents.h"
#include "sync/headoffice/rules/publishing.h"
#include "tests/headoffice/kit.h"
#include "tests/headoffice/months.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

std::vector<std::string> all_rows(World& world, const std::string& table) {
  std::string columns;
  for (const auto& name : world.rows("SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid"))
    columns += (columns.empty() ? "" : " || '|' || ") + ("coalesce(" + name + ", '-')");
  // A counter that went back to zero says the same as none.
  auto rows = world.rows("SELECT " + columns + " FROM " + table +
                         (table == "stage_count" ? " WHERE cases <> 0" : table == "day_count" ? " WHERE received <> 0" : ""));
  std::sort(rows.begin(), rows.end());
  return rows;
}

const std::vector<std::string> kProjections{"case_row", "stage_count", "day_count", "report_case", "report_link", "report_standing", "report_late"};

}  // namespace

TEST_CASE("what is kept while events arrive equals a rebuild, whatever happened to the cases") {
  int more_states = 0;
  for (unsigned seed : {1u, 2u, 3u}) {
    CAPTURE(seed);
    World world;
    world.clock.now = kFirst + 200 * kDay_ms;
    Months months(*world.office, seed);
    for (const auto& piece : months.pieces()) world.send(piece);
    std::map<std::string, std::vector<std::string>> kept;
    REQUIRE(catch_up_reports(*world.office).ok());
    for (const auto& table : kProjections) kept[table] = all_rows(world, table);
    more_states += kept["report_case"].size() > months.codes.size();  // some were in several states when their periods settled
    CHECK_FALSE(kept["report_standing"].empty());
    CHECK_FALSE(kept["report_late"].empty());
    REQUIRE(rebuild_projections(*world.office).ok());
    for (const auto& table : kProjections) {
      CAPTURE(table);
      CHECK(all_rows(world, table) == kept[table]);
    }
  }
  CHECK(more_states > 0);
}

namespace {

// The demo policy under another name, with everything due in half the time.
void publish_stricter(World& world, const std::string& name) {
  auto kind = wire::DocumentKind::policy;
  auto now = read_version(*world.office, "xinghe", kind, 0);
  REQUIRE(now.ok());
  auto text = now->dump();
  auto replace = [&](const std::string& what, const std::string& by) {
    auto at = text.find(what);
    REQUIRE_MESSAGE(at != std::string::npos, what);
    for (; at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
  };
  replace("\"version\":\"" + std::string((*now)["version"].string()) + "\"", "\"version\":\"" + name + "\"");
  replace("\"amount\":24", "\"amount\":3");
  auto done = world.office->store().write(
      [&](Database& db) { return put_document(*world.office, db, world.number("SELECT no FROM mall WHERE id = 'xinghe'"), kind, text); });
  REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().what));
  auto reader = world.office->store().read();
  REQUIRE(world.office->rules().load(**reader, world.office->keys().signing.public_key()).ok());
}

}  // namespace

TEST_CASE("a published policy changes no report row of a case that was promised by another; a rebuild says the same") {
  World world;
  world.clock.now = kFirst + 200 * kDay_ms;
  Months months(*world.office, 21);
  auto pieces = months.pieces();
  for (std::size_t i = 0; i < pieces.size() / 2; ++i) world.send(pieces[i]);
  REQUIRE(catch_up_reports(*world.office).ok());
  auto before = all_rows(world, "report_case");
  world.clock.now = world.clock.now + kDay_ms;
  publish_stricter(world, "2026-12");
  REQUIRE(catch_up_reports(*world.office).ok());
  CHECK(all_rows(world, "report_case") == before);
  Device later(*world.office, "xinghe", "kiosk", "K9");
  later.at = world.clock.now;
  auto judged_anew = later.submit("新制度以后");
  world.send(later.everything());
  for (std::size_t i = pieces.size() / 2; i < pieces.size(); ++i) world.send(pieces[i]);
  REQUIRE(catch_up_reports(*world.office).ok());
  auto policy_of = [&](CaseCode code) {
    return world.rows("SELECT DISTINCT policy FROM report_case WHERE code = " + std::to_string(static_cast<std::int64_t>(code.number)));
  };
  CHECK(policy_of(judged_anew) == std::vector<std::string>{"2026-12"});
  CHECK(world.number("SELECT count(DISTINCT policy) FROM report_case") == 2);
  for (auto table : {"report_case", "report_link"}) {
    auto kept = all_rows(world, table);
    REQUIRE(rebuild_projections(*world.office).ok());
    CHECK(all_rows(world, table) == kept);
  }
}

TEST_CASE("a clock that is measured late moves what its device had sent before; a rebuild says the same") {
  World world;
  world.clock.now = kFirst + 200 * kDay_ms;
  Months months(*world.office, 22);
  for (const auto& piece : months.pieces()) world.send(piece);
  REQUIRE(catch_up_reports(*world.office).ok());
  auto captured = [&] { return world.number("SELECT sum(captured_at) FROM report_case WHERE kinds & 1"); };
  auto rows = all_rows(world, "report_case");
  auto days = all_rows(world, "day_count");
  auto was = captured();
  months.kiosk.at = world.clock.now + 7 * kHour_ms;  // its clock is seven hours fast
  world.pull(months.kiosk, 0, {});
  REQUIRE(catch_up_reports(*world.office).ok());
  CHECK(captured() == was - 7 * kHour_ms * static_cast<std::int64_t>(months.codes.size()));
  CHECK(all_rows(world, "day_count") != days);
  std::map<std::string, std::vector<std::string>> kept;
  for (const auto& table : kProjections) kept[table] = all_rows(world, table);
  REQUIRE(rebuild_projections(*world.office).ok());
  for (const auto& table : kProjections) {
    CAPTURE(table);
    CHECK(all_rows(world, table) == kept[table]);
  }
}

TEST_CASE(
    "a clock is measured before most of what its device sends: rows written step by step are those of a "
    "rebuild") {
  World world;
  world.clock.now = kFirst + 200 * kDay_ms;
  Months months(*world.office, 23);
  const auto pieces = months.pieces();
  world.send(pieces.front());
  months.kiosk.at = world.clock.now + 7 * kHour_ms;
  world.pull(months.kiosk, 0, {});
  for (const auto& piece : pieces) world.send(piece);
  for (int events = 1; events > 0;) {
    auto some = report_some(*world.office, 7);
    REQUIRE_MESSAGE(some.ok(), (some.ok() ? "" : some.error().what));
    events = *some;
  }
  std::map<std::string, std::vector<std::string>> kept;
  for (const auto& table : kProjections) kept[table] = all_rows(world, table);
  CHECK(kept["report_case"].size() >= months.codes.size());
  REQUIRE(rebuild_projections(*world.office).ok());
  for (const auto& table : kProjections) {
    CAPTURE(table);
    CHECK(all_rows(world, table) == kept[table]);
  }
}

TEST_CASE("SQLite takes no table of the reports for damaged once they hold rows, so verify and backups go on") {
  World world;
  world.clock.now = kFirst + 200 * kDay_ms;
  Months months(*world.office, 24);
  for (const auto& piece : months.pieces()) world.send(piece);
  REQUIRE(catch_up_reports(*world.office).ok());
  for (auto table : {"report_case", "report_standing", "report_late"}) CHECK(world.number("SELECT count(*) FROM " + std::string(table)) > 0);
  CHECK(world.rows("SELECT * FROM pragma_quick_check") == std::vector<std::string>{"ok"});
  CHECK(world.rows("SELECT * FROM pragma_integrity_check") == std::vector<std::string>{"ok"});
}

TEST_CASE("any order of arrival gives the same report rows, and so the same figures") {
  std::vector<std::string> expected;
  World world;
  world.clock.now = kFirst + 200 * kDay_ms;
  Months months(*world.office, 4);
  auto pieces = months.pieces();
  std::mt19937 shuffle(5);
  for (int round = 0; round < 3; ++round) {
    CAPTURE(round);
    for (const auto& piece : pieces) world.send(piece);
    REQUIRE(catch_up_reports(*world.office).ok());
    auto rows = all_rows(world, "report_case");
    if (round == 0) expected = rows;
    CHECK(rows == expected);
    REQUIRE(world.office->store()
                .write([](Database& db) {
                  return db.script(
                      "DELETE FROM event WHERE device IN (SELECT no FROM device WHERE role <> 'head_office'); DELETE FROM case_row;"
                      "DELETE FROM batch; DELETE FROM day_count; DELETE FROM stage_count; DELETE FROM report_case; DELETE FROM report_standing; DELETE FROM report_late; DELETE FROM "
                      "report_link; DELETE FROM setting WHERE key = 'reported_n'; UPDATE device SET max_seq=0, stored_seq=0, stored_chain=zeroblob(32), events=0 WHERE role <> "
                      "'head_office'");
                })
                .ok());
    std::shuffle(pieces.begin(), pieces.end(), shuffle);
  }
}
