#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <tuple>

#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/report/public_tables.h"
#include "sync/headoffice/report/report.h"
#include "sync/headoffice/report/report_cases.h"
#include "sync/headoffice/report/report_labels.h"
#include "sync/headoffice/report/report_tables.h"
#include "tests/headoffice/kit.h"
#include "tests/headoffice/months.h"
#include "tests/source_dir.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

Report report_of(World& world, const std::string& period, ReportScope scope = {}) {
  auto report = make_report(*world.office, *Period::parse(period), scope, world.head_office());
  REQUIRE_MESSAGE(report.ok(), (report.ok() ? "" : report.error().what));
  return std::move(*report);
}

// A complaint of 31 May that staff acknowledge on 1 June, and what is due to it.
struct OldCase {
  World world;
  Device kiosk{*world.office, "xinghe", "kiosk", "K1"}, counter{*world.office, "xinghe", "counter", "C1"};
  CaseCode code;
  OldCase() {
    kiosk.at = kFirst;
    code = kiosk.submit("灯坏了");
    world.clock.now = kFirst + kHour_ms;
    world.send(kiosk.everything());
  }
  void act(std::int64_t after_ms, const char* kind, const char* body = "{}") {
    counter.at = kFirst + after_ms;
    counter.write(code, kind, object(body), std::string_view(kind) == "confirmed" ? shopper() : staff("1001", Role::service));
    world.clock.now = std::max(world.clock.now, counter.at);
    world.send(counter.everything());
  }
  // The last of its steps at that time, the others a minute apart before it.
  void answer(std::int64_t after_ms) {
    act(after_ms - 4 * kMinute_ms, "acknowledged");
    act(after_ms - 3 * kMinute_ms, "assigned", R"({"departments":["engineering"],"person":"1001"})");
    act(after_ms - 2 * kMinute_ms, "investigated", R"({"cause_class":"service","validity":"valid"})");
    act(after_ms - kMinute_ms, "resolved", R"({"remedies":["repair"],"cost_fen":12300,"minutes":10})");
    act(after_ms, "fed_back", R"({"text":"好了"})");
  }
};

}  // namespace

TEST_CASE("R111 R135 a report lists every case open and overdue or escalated at its end, whenever it was received") {
  OldCase old;
  auto& world = old.world;
  old.act(9 * kDay_ms, "escalated", R"({"role":"manager"})");  // 9 June
  world.clock.now = kFirst + 40 * kDay_ms;
  for (const char* name : {"2026-06", "2026-W24", "2026-Q2", "2026"}) {
    CAPTURE(std::string(name));
    const auto report = report_of(world, name);
    CHECK(report.measured.tally[Count::overdue] == 1);
    CHECK(report.measured.tally[Count::escalated] == 1);
    REQUIRE(report.overdue.size() == 1);
    CHECK(report.overdue[0].row.code == old.code);
    for (auto count : {Count::overdue, Count::escalated}) {
      auto cases = cases_counted(*world.office, *Period::parse(name), {}, count, world.head_office(), 10);
      REQUIRE(cases.ok());
      CHECK(cases->total == 1);
    }
    ReportScope other, own;
    other[Cut::category] = "facilities";
    own[Cut::category] = "service_attitude";
    CHECK(report_of(world, name, other).measured.tally[Count::overdue] == 0);
    CHECK(report_of(world, name, own).measured.tally[Count::overdue] == 1);
  }
  CHECK(report_of(world, "2026-05").measured.tally[Count::overdue] == 0);  // its deadline lay behind
  const auto june = report_of(world, "2026-06");
  CHECK(june.measured.tally[Count::received] == 0);
  CHECK(june.overdue[0].overdue_ms > 25 * kDay_ms);
  old.answer(41 * kDay_ms);  // in July: June stays as it was
  CHECK(report_of(world, "2026-06").measured.tally[Count::overdue] == 1);
  CHECK(report_of(world, "2026-06").overdue[0].resolved_later_at.has_value());
  CHECK(report_of(world, "2026-07").measured.tally[Count::overdue] == 0);
}

TEST_CASE("R69 a pause of an older program that names no end holds no longer in a report than on any screen") {
  OldCase old;
  old.act(kDay_ms, "paused", R"({"reason":"supplier"})");
  old.world.clock.now = kFirst + 70 * kDay_ms;
  CHECK(report_of(old.world, "2026-06").measured.tally[Count::overdue] == 0);
  CHECK(report_of(old.world, "2026-07").measured.tally[Count::overdue] == 1);
}

TEST_CASE("R136 R140 R147 R154 what became of a period's complaints counts until it settles, and says until when; then nothing moves") {
  OldCase old;
  auto& world = old.world;
  old.answer(20 * kDay_ms);  // fifteen days late, 20 June
  const auto awaiting = report_of(world, "2026-05");
  CHECK(awaiting.over);
  CHECK_FALSE(awaiting.settled);
  CHECK(awaiting.figure(KpiCode::resolved_on_time).denominator == 1);
  CHECK(awaiting.figure(KpiCode::closure).numerator == 0);
  old.act(21 * kDay_ms, "confirmed");
  for (const char* name : {"2026-05", "2026-W22", "2026-Q2"}) {
    CAPTURE(std::string(name));
    const auto report = report_of(world, name);
    CHECK(report.figure(KpiCode::closure).numerator == 1);
    CHECK(report.figure(KpiCode::first_contact).numerator == 1);
    CHECK(report.figure(KpiCode::cost).value == 12'300 + 10 * 100);
  }
  CHECK(report_of(world, "2026-06").measured.tally[Count::received] == 0);
  world.clock.now = Period::parse("2026-05")->settled(world.office->rules().all().front()->site.zone);
  const auto settled = report_of(world, "2026-05");
  CHECK(settled.settled);
  world.clock.now = world.clock.now + 20 * kDay_ms;
  old.act(70 * kDay_ms, "rated", R"({"result":1,"attitude":1})");
  const auto later = report_of(world, "2026-05");
  CHECK(later.measured.tally == settled.measured.tally);
  CHECK(later.sheet.late_cases == 0);
}

TEST_CASE("R136 what came late for a period that has settled is named in it, and for the list of what was open too") {
  OldCase old;
  auto& world = old.world;
  world.clock.now = kFirst + 120 * kDay_ms;
  const auto june = report_of(world, "2026-06");
  CHECK(june.measured.tally[Count::overdue] == 1);
  CHECK(june.sheet.late_cases == 0);
  old.answer(10 * kDay_ms);  // done on 10 June, and the counter was off the network until now
  const auto again = report_of(world, "2026-06");
  CHECK(again.measured.tally[Count::overdue] == 0);
  REQUIRE(again.sheet.late.size() == 1);
  CHECK(again.sheet.late[0].code == old.code);
  CHECK(report_of(world, "2026-05").figure(KpiCode::closure).numerator == 1);
  CHECK(report_of(world, "2026-05").sheet.late_cases == 1);
}

TEST_CASE("lateness is nobody's only until staff have the case: registered or taken on at a counter, it is theirs") {
  for (bool at_counter : {true, false}) {
    CAPTURE(at_counter);
    World world;
    Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
    kiosk.at = counter.at = kFirst;
    const auto code = make_case_code(world.random);
    if (at_counter) counter.write(code, "submitted", object(R"({"contact_type":"complaint","category":"facilities","channel":"counter"})"), staff("1001", Role::service));
    else kiosk.write(code, "submitted", object(R"({"contact_type":"complaint","category":"facilities"})"), shopper());
    counter.at = kFirst + kHour_ms;
    counter.write(code, "acknowledged", object("{}"), staff("1001", Role::service));
    world.clock.now = kFirst + 9 * kDay_ms;  // the line was down for nine days
    world.send(counter.everything());
    if (!at_counter) world.send(kiosk.everything());
    const auto report = report_of(world, "2026-06");
    REQUIRE(report.overdue.size() == 1);
    CHECK_FALSE(report.overdue[0].by_transit);
    CHECK(report.overdue[0].row.fact.excuse_ms == (at_counter ? 0 : kHour_ms));
    CHECK(report_of(world, "2026-05").measured.tally[Count::transit_over_hour] == 1);  // the way is told as it was
  }
}

TEST_CASE("R133 what arrives after the period is counted in it, and named as late") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.at = kFirst;
  auto code = kiosk.submit("电梯停了");
  world.clock.now = kFirst + 3 * kDay_ms;
  CHECK(report_of(world, "2026-05").measured.tally[Count::received] == 0);
  world.send(kiosk.everything());
  auto may = report_of(world, "2026-05");
  CHECK(may.measured.tally[Count::received] == 1);
  REQUIRE(may.sheet.late.size() == 1);
  CHECK(may.sheet.late[0].code == code);
  CHECK(may.sheet.late_cases == 1);
  CHECK(may.measured.tally[Count::transit_over_hour] == 1);
}

TEST_CASE("a kept sheet is the one that would be counted") {
  World world;
  world.clock.now = kFirst + 40 * kDay_ms;
  Months months(*world.office, 6);
  auto pieces = months.pieces();
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    world.send(pieces[i]);
    if (i % 20 != 0) continue;
    world.clock.now = world.clock.now + kDay_ms;
    for (auto name : {"2026-06", "2026-W25", "2026"}) {
      auto period = *Period::parse(name);
      auto kept = sheet_of(*world.office, period, {});
      auto reader = world.office->store().read();
      auto counted = count_sheet(*world.office, **reader, period, {}, world.office->now());
      REQUIRE(kept.ok());
      REQUIRE(counted.ok());
      CHECK(kept->all == counted->all);
      CHECK(kept->cuts == counted->cuts);
      CHECK(kept->overdue == counted->overdue);
      CHECK(kept->median_resolve_ms == counted->median_resolve_ms);
    }
  }
}

TEST_CASE("scopes: every cut adds up to the whole, and a person's row is the report narrowed to them (R148)") {
  World world;
  world.clock.now = kFirst + 200 * kDay_ms;
  Months months(*world.office, 7);
  for (const auto& piece : months.pieces()) world.send(piece);
  auto whole = report_of(world, "2026");
  REQUIRE(whole.measured.tally[Count::received] > 20);
  for (std::size_t i = 0; i < kCut_count; ++i) {
    Tally sum;
    for (const auto& [word, tally] : whole.sheet.cuts[i]) {
      sum += tally;
      if (word.empty()) continue;
      ReportScope scope;
      scope.only[i] = word;
      CHECK(report_of(world, "2026", scope).measured.tally == tally);
    }
    CHECK(sum == whole.measured.tally);
  }
}

TEST_CASE("R17 R40 R41 R98 reports count by source, difficulty, outside party and what followed from a fault of staff") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  world.clock.now = kFirst + 40 * kDay_ms;
  kiosk.at = counter.at = kFirst;
  const auto by_staff = staff("1001", Role::service);
  const auto told = make_case_code(world.random), noticed = make_case_code(world.random);
  kiosk.write(told, "submitted", object(R"({"contact_type":"complaint","category":"facilities"})"), shopper());
  counter.write(noticed, "submitted", object(R"({"contact_type":"complaint","category":"facilities","channel":"counter","source":"internal"})"), by_staff);
  const auto act = [&](const char* kind, const char* body) {
    counter.at = counter.at + kHour_ms;
    counter.write(noticed, kind, object(body), by_staff);
  };
  act("acknowledged", "{}");
  act("assigned", R"({"departments":["engineering"],"person":"1001"})");
  act("investigated", R"({"cause_class":"service","complexity":"complex","outside_party":"lawyer"})");
  act("resolved", R"({"remedies":["apology"],"staff_fault":"police_report"})");
  world.send(kiosk.everything());
  world.send(counter.everything());
  const auto report = report_of(world, "2026");
  const auto count = [&](Cut cut, const char* word) {
    const auto& tallies = report.sheet.of(cut);
    const auto found = tallies.find(word);
    return found == tallies.end() ? std::int64_t{0} : found->second[Count::received];
  };
  CHECK(count(Cut::source, "external") == 1);
  CHECK(count(Cut::source, "internal") == 1);
  CHECK(count(Cut::complexity, "complex") == 1);
  CHECK(count(Cut::complexity, "") == 1);
  CHECK(count(Cut::outside_party, "lawyer") == 1);
  CHECK(count(Cut::staff_fault, "police_report") == 1);
  const auto labels = ReportLabels::of(*world.office, "xinghe", Language::en);
  REQUIRE(labels.ok());
  CHECK(labels->word("outside_party", "lawyer") == "Lawyer");
  CHECK(labels->word("staff_fault", "police_report") == "Reported to the police");
}

TEST_CASE("reports equal an independent computation from the bare events, and XLSX and CSV say the same") {
  World world;
  world.clock.now = kFirst + 200 * kDay_ms;
  Months months(*world.office, 8);
  for (const auto& piece : months.pieces()) world.send(piece);
  auto file = world.folder.path + "/events.txt";
  {
    std::ofstream out(file);
    for (const auto& line : world.rows("SELECT e.arrived_at || ' ' || CAST(e.bytes AS TEXT) FROM event e WHERE code IS NOT NULL AND verdict < 2"))
      out << line << '\n';
  }
  for (std::string period : {"2026-06", "2026-W25", "2026-Q2", "2026-H2", "2026"}) {
    CAPTURE(period);
    auto base = world.folder.path + "/" + period;
    for (std::string format : {"json", "csv", "xlsx"}) {
      auto done = run_command(*world.office, {"report", "--period", period, "--format", format, "--out", base + "." + format}, world.folder.path);
      REQUIRE_MESSAGE(done.exit_code == 0, done.err);
    }
    auto check = "python3 " + std::string(source_dir()) + "/tests/headoffice/report_check.py " + file + " " + period + " " + base + " " + std::to_string(world.clock.now.ms);
    CHECK(system(check.c_str()) == 0);
  }
}

TEST_CASE("a report narrowed by a word that nobody knows is refused with what is known; a kiosk may be named") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "kiosk-1"), other(*world.office, "xinghe", "kiosk", "kiosk-2");
  kiosk.at = other.at = world.clock.now;
  (void)kiosk.submit("慢");
  (void)other.submit("慢");
  world.send(kiosk.everything());
  world.send(other.everything());
  auto run = [&](const std::string& option, const std::string& word) {
    return run_command(*world.office, {"report", "--period", "2026", "--format", "json", option, word}, world.folder.path);
  };
  for (auto [option, word, known] : {std::tuple{"--category", "nope", "service_attitude"}, {"--level", "9", "1, 2, 3, 4"}, {"--kiosk", "nope", "kiosk-1 (xinghe/"},
                                     {"--department", "nope", "engineering"}, {"--channel", "pigeon", "phone"}, {"--cause", "nope", "process"},
                                     {"--owner", "0000", "1001"}, {"--place", "nope", "xh-"}}) {
    auto refused = run(option, word);
    CHECK(refused.exit_code == 64);
    CHECK_MESSAGE(refused.err.find(std::string(option) + ": there is no \"" + word + "\"") == 0, refused.err);
    CHECK_MESSAGE(refused.err.find(known) != std::string::npos, refused.err);
  }
  auto received = [&](const std::string& name) {
    auto done = run("--kiosk", name);
    REQUIRE_MESSAGE(done.exit_code == 0, done.err);
    return done.out.find("{\"what\":\"complaints\",\"value\":1}") != std::string::npos;
  };
  CHECK(received("kiosk-1"));
  auto number = world.rows("SELECT 'xinghe/' || number FROM device WHERE name = 'kiosk-1'").front();
  CHECK(received(number));
  CHECK(received(world.rows("SELECT '' || no FROM device WHERE name = 'kiosk-1'").front()));
  CHECK(run("--category", "service_attitude").exit_code == 0);
}

TEST_CASE("behind each part of each figure stand as many cases as it counts") {
  World world;
  world.clock.now = kFirst + 60 * kDay_ms;
  Months months(*world.office, 11);
  for (const auto& piece : months.pieces()) world.send(piece);
  for (const char* period : {"2026-06", "2026-Q2", "2026"}) {
    CAPTURE(period);
    auto report = report_of(world, period);
    for (std::size_t i = 0; i < kKpi_count; ++i) {
      auto code = static_cast<KpiCode>(i);
      if (kpis()[i].unit != KpiUnit::share || code == KpiCode::completeness) continue;
      CAPTURE(kpis()[i].code);
      const auto& figure = report.figures[i];
      for (auto [part, n] : {std::pair{FigurePart::numerator, figure.numerator}, {FigurePart::denominator, figure.denominator},
                             {FigurePart::excluded, figure.excluded}}) {
        auto cases = cases_of_figure(*world.office, *Period::parse(period), {}, code, part, world.head_office(), 1000);
        REQUIRE(cases.ok());
        CHECK(cases->rows.size() == static_cast<std::size_t>(cases->total));
        if (code != KpiCode::accuracy) CHECK(cases->total == n);
        else CHECK((cases->total <= n && (cases->total > 0) == (n > 0)));  // it counts results, of which a case may have several
      }
    }
    for (auto count : {Count::overdue, Count::escalated, Count::late, Count::transit_over_hour}) {
      auto listed = cases_counted(*world.office, *Period::parse(period), {}, count, world.head_office(), 1);
      REQUIRE(listed.ok());
      CHECK(listed->total == report.measured.tally[count]);
      CHECK(listed->rows.size() == std::min<std::size_t>(1, static_cast<std::size_t>(listed->total)));
    }
    std::int64_t together[2] = {0, 0}, at = 0;
    for (auto part : {FigurePart::numerator, FigurePart::denominator}) {
      auto cases = cases_of_figure(*world.office, *Period::parse(period), {}, KpiCode::cost, part, world.head_office(), 1000);
      REQUIRE(cases.ok());
      CHECK(cases->total == report.figure(KpiCode::cost).denominator);
      for (const auto& row : cases->rows) together[at] += row.fact.cost_fen;
      CHECK(together[at++] == report.figure(KpiCode::cost).numerator);
    }
  }
}

TEST_CASE("R120 R129 a public report has no row or share of fewer than five cases, none by subtraction, no codes and no people") {
  World world;
  world.clock.now = kFirst + 200 * kDay_ms;
  Months months(*world.office, 5);
  for (const auto& piece : months.pieces()) world.send(piece);
  auto report = report_of(world, "2026");
  auto complaints = report.measured.tally[Count::received];
  REQUIRE(complaints > 20);
  bool small_row = false;
  for (auto cut : {Cut::category, Cut::place, Cut::channel, Cut::department, Cut::level, Cut::cause})
    for (const auto& [word, tally] : report.sheet.of(cut)) small_row = small_row || tally[Count::received] < kFew_public;
  REQUIRE(small_row);
  for (const auto& table : public_tables(report)) {
    CAPTURE(table.name);
    if (table.name.starts_with("by_")) {
      std::int64_t together = 0;
      for (const auto& row : table.rows) {
        CHECK(std::get<std::int64_t>(row[1]) >= kFew_public);
        together += std::get<std::int64_t>(row[1]);
      }
      CHECK(together == complaints);  // so nothing small is the rest
    }
    for (const auto& row : table.rows)
      for (const auto& cell : row) {
        const auto* n = std::get_if<std::int64_t>(&cell);
        CHECK_FALSE((n && *n > 0 && *n < kFew_public));
      }
  }
  auto csv = report_csv(public_tables(report));
  for (auto code : months.codes) CHECK(csv.find(to_grouped(code)) == std::string::npos);
  CHECK(csv.find("1001") == std::string::npos);  // who worked on them
  CHECK(report_csv(report_tables(report)).find("1001") != std::string::npos);
}

TEST_CASE("R123 R144 after-sales has a floor of its own for satisfaction, every other scope the common one") {
  Report after_sales(*Period::parse("2026"), {}), facilities = after_sales;
  after_sales.scope[Cut::category] = "after_sales";
  facilities.scope[Cut::category] = "facilities";
  CHECK(after_sales.rule(KpiCode::satisfaction).floor == 920);
  CHECK(facilities.rule(KpiCode::satisfaction).floor == 900);
}

TEST_CASE("R148 handling time counts the resolved alone, from capture to result without pauses") {
  CaseFact fact;
  fact.captured_at = kFirst;
  fact.resolved_at = kFirst + 10 * kHour_ms;
  fact.took_ms = 7 * kHour_ms;  // three hours of it were a pause
  CHECK(tally_of(fact, kFirst + 11 * kHour_ms)[Count::resolve_ms] == 7 * kHour_ms);
  CHECK(tally_of(fact, kFirst + 9 * kHour_ms)[Count::resolve_ms] == 0);  // not yet
}

TEST_CASE("R138 rows of a cut rank by complaints, those of no word last, and levels stand in their own order") {
  Sheet sheet;
  const auto put = [&](Cut cut, const char* word, std::int64_t n) {
    sheet.cuts[static_cast<std::size_t>(cut)][word][Count::received] = n;
  };
  put(Cut::owner, "", 9);
  put(Cut::owner, "1001", 2);
  put(Cut::owner, "1002", 5);
  put(Cut::owner, "1003", 2);
  put(Cut::level, "1", 1);
  put(Cut::level, "4", 7);
  const auto words = [&](Cut cut) {
    std::string out;
    for (const auto& [word, tally] : ranked(sheet, cut)) out += word + " ";
    return out;
  };
  CHECK(words(Cut::owner) == "1002 1001 1003  ");
  CHECK(words(Cut::level) == "1 4 ");
}
