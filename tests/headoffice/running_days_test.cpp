#include <doctest/doctest.h>

#include "sync/headoffice/report/rebuild.h"
#include "sync/headoffice/report/report_sheet.h"
#include "sync/headoffice/report/report_upkeep.h"
#include "sync/headoffice/report/sheet_shelf.h"
#include "tests/headoffice/months.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

struct Seen {
  std::int64_t complaints = 0, standing = 0;
};

// What the page of the period, or of one before it, would show now, and the same counted from every row.
void compare_with_every_row(World& world, PeriodKind kind, const std::string& mall, int back, Seen& seen) {
  auto& office = *world.office;
  const auto now = office.now();
  const auto period = Period::of(kind, office.rules().all().front()->site.zone.local(now).date).before(back);
  ReportScope scope;
  scope.mall = mall;
  auto reader = office.store().read();
  REQUIRE((*reader)->script("BEGIN").ok());
  auto kept = count_sheet(office, **reader, period, scope, now);
  auto counted = count_rows(office, **reader, period, scope, now);
  REQUIRE((*reader)->script("ROLLBACK").ok());
  REQUIRE(kept.ok());
  REQUIRE(counted.ok());
  kept->clusters.clear();
  kept->late.clear();
  kept->late_cases = 0;
  CAPTURE(period.name());
  CAPTURE(mall);
  CAPTURE(now.ms);
  CHECK(sheet_text(*kept) == sheet_text(*counted));
  seen.complaints += counted->all[Count::received];
  seen.standing += counted->all[Count::overdue] + counted->all[Count::escalated];
}

}  // namespace

TEST_CASE("a week or month kept day by day until it settles equals every row counted, whatever arrives and however time passes") {
  for (unsigned seed : {1u, 2u, 3u, 4u}) {
    CAPTURE(seed);
    World world;
    world.clock.now = kFirst + 5 * kDay_ms;
    Months months(*world.office, seed);
    Device elsewhere(*world.office, "binjiang", "kiosk", "K2");
    for (int i = 0; i < 20; ++i) {
      elsewhere.at = kFirst + months.roll(60) * kDay_ms;
      const auto code = make_case_code(months.random);
      elsewhere.write(code, "submitted", object(R"({"contact_type":"complaint","category":"facilities","language":"en"})"), shopper());
      elsewhere.at = elsewhere.at + months.roll(20 * 24) * kHour_ms;
      elsewhere.write(code, months.roll(2) ? "acknowledged" : "resolved", Json::object(), staff("1001", Role::service));
      if (months.roll(3)) continue;
      elsewhere.at = elsewhere.at + months.roll(10 * 24) * kHour_ms;
      elsewhere.write(code, "erased", Json::object().set("scope", "all"), staff("1009", Role::administrator));
    }
    auto pieces = months.pieces();
    for (std::size_t i = 0; i < elsewhere.log.size(); i += 4) pieces.push_back(elsewhere.batch(i, std::min(i + 4, elsewhere.log.size())));
    std::shuffle(pieces.begin(), pieces.end(), months.dice);
    Seen seen;
    for (std::size_t step = 0; step < pieces.size() + 60; ++step) {
      if (step < pieces.size() && months.roll(4) != 0) world.send(pieces[step]);
      // Minutes, hours or days; now and then the clock goes back.
      const std::int64_t span_ms[] = {kMinute_ms, kHour_ms, 7 * kHour_ms, 30 * kHour_ms, -2 * kHour_ms};
      world.clock.now = world.clock.now + span_ms[months.roll(5)];
      REQUIRE(catch_up_reports(*world.office).ok());
      if (step % 40 == 39) REQUIRE(rebuild_projections(*world.office).ok());
      for (auto kind : {PeriodKind::week, PeriodKind::month})
        for (const char* mall : {"", "xinghe", "binjiang"}) compare_with_every_row(world, kind, mall, months.roll(3), seen);
    }
    CHECK(seen.complaints > 300);
    CHECK(seen.standing > 300);
  }
}
