#include <doctest/doctest.h>

#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/report/corrections.h"
#include "sync/headoffice/report/trainings.h"
#include "tests/headoffice/kit.h"
#include "tests/source_dir.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

constexpr Instant kJune{1'780'300'000'000};  // 1 June 2026

Visitor manager(const std::string& mall) {
  return {{"M1", Role::manager, "operations", "王芳"}, mall, "", ""};
}

void add_person(World& world, const char* staff, const char* mall, Role role) {
  REQUIRE(put_person(*world.office, {staff, staff, mall, mall[0] ? "service" : "", role, "123456", {}}).ok());
}

// `n` complaints of a month whose cause was found to be the process, so long after each.
void live_month(Device& kiosk, Device& counter, int month, int n, std::int64_t found_after_ms = kHour_ms) {
  for (int i = 0; i < n; ++i) {
    kiosk.at = kJune + ((month - 6) * 31 + i % 20) * kDay_ms;
    auto code = kiosk.submit("排队太久");
    counter.at = kiosk.at + found_after_ms;
    counter.write(code, "acknowledged", Json::object(), staff("1001", Role::service));
    counter.write(code, "assigned", *parse_json(R"({"departments":["service"]})"),
                  staff("1001", Role::service));
    counter.write(code, "investigated", *parse_json(R"({"cause_class":"process","validity":"valid"})"),
                  staff("1001", Role::service));
  }
}

}  // namespace

TEST_CASE("R151 months before anybody complained are no months without the cause") {
  World world;
  add_person(world, "H9", "xinghe", Role::handler);
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  live_month(kiosk, counter, 8, 4);
  world.clock.now = kJune + 94 * kDay_ms;
  world.send(kiosk.everything());
  world.send(counter.everything());
  REQUIRE(open_correction(*world.office, {"xinghe", "process", "", "多开一个窗口", "H9", {2026, 9, 20}}, manager("xinghe")).ok());
  const auto listed = list_corrections(*world.office, {}, manager("xinghe"), true);
  REQUIRE(listed.ok());
  CHECK(listed->front().before.months == 1);
  CHECK(listed->front().before.cases == 4);
}

TEST_CASE(
    "R151 a corrective action goes from open to its effect, told by the cause's cases a month before and "
    "since") {
  World world;
  add_person(world, "H9", "xinghe", Role::handler);
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  for (auto [month, n] : {std::pair{6, 9}, {7, 12}, {8, 6}}) live_month(kiosk, counter, month, n);
  world.clock.now = kJune + 94 * kDay_ms;  // September
  world.send(kiosk.everything());
  world.send(counter.everything());
  NewCorrection what{"xinghe", "process", "", "高峰多开一个窗口", "H9", {2026, 9, 20}};
  auto number = open_correction(*world.office, what, manager("xinghe"));
  REQUIRE(number.ok());
  auto listed = [&] {
    auto all = list_corrections(*world.office, {}, manager("xinghe"), true);
    REQUIRE(all.ok());
    REQUIRE(all->size() == 1);
    return all->front();
  };
  CHECK(listed().state == CorrectionState::open);
  // As plain SQL has it: registered in June, July and August of the mall's calendar.
  auto before = world.number(
      "SELECT count(*) FROM event s JOIN event i ON i.code = s.code AND i.kind = 'investigated' WHERE s.kind "
      "= 'submitted'"
      " AND json_extract(CAST(i.bytes AS TEXT), '$.body.cause_class') = 'process'"
      " AND strftime('%m', json_extract(CAST(s.bytes AS TEXT), '$.at') / 1000 + 28800, 'unixepoch') IN "
      "('06','07','08')");
  CHECK(before == 27);
  CHECK(listed().before.cases == before);
  CHECK(listed().before.months == 3);
  CHECK(listed().before.tenths() == 90);
  CHECK(!listed().since.tenths());
  CHECK(move_correction(*world.office, *number, CorrectionState::effective, "", manager("xinghe"))
            .error()
            .code == Errc::refused);
  REQUIRE(move_correction(*world.office, *number, CorrectionState::done, "窗口已开", manager("xinghe")).ok());
  CHECK(move_correction(*world.office, *number, CorrectionState::done, "", manager("xinghe")).error().code ==
        Errc::refused);
  world.clock.now = kJune + 160 * kDay_ms;  // November: October is whole
  live_month(kiosk, counter, 10, 3, 20 * kDay_ms);  // found after the month was over
  world.clock.now = world.clock.now + 15 * kDay_ms;
  world.send(kiosk.everything());
  world.send(counter.everything());
  CHECK(listed().since.cases == 3);
  CHECK(listed().since.months == 1);
  REQUIRE(
      move_correction(*world.office, *number, CorrectionState::effective, "少了三分之二", manager("xinghe"))
          .ok());
  CHECK(listed().ended());
  CHECK(listed().note == "少了三分之二");
  CHECK(corrections_csv({listed()}).find("\"effective\"") != std::string::npos);
}

TEST_CASE(
    "R150 a corrective action needs a cause, words, a day and an owner of the mall; others' malls are not "
    "touched") {
  World world;
  add_person(world, "H9", "xinghe", Role::handler);
  NewCorrection good{"xinghe", "service", "after_sales", "再培训", "H9", {2026, 10, 20}};
  auto refused = [&](auto change) {
    auto what = good;
    change(what);
    auto opened = open_correction(*world.office, what, manager("xinghe"));
    return opened.ok() ? std::string() : opened.error().what;
  };
  CHECK(refused([](auto& w) { w.cause = "weather"; }) == "cause");
  CHECK(refused([](auto& w) { w.category = "weather"; }) == "category");
  CHECK(refused([](auto& w) { w.action.clear(); }) == "action");
  CHECK(refused([](auto& w) { w.owner = "nobody"; }) == "owner");
  CHECK(refused([](auto& w) { w.due = {}; }) == "due");
  CHECK(refused([](auto& w) { w.mall = "binjiang"; }) == "mall");
  auto number = open_correction(*world.office, good, manager("xinghe"));
  REQUIRE(number.ok());
  CHECK(
      move_correction(*world.office, *number, CorrectionState::done, "", manager("binjiang")).error().code ==
      Errc::not_found);
  CHECK(list_corrections(*world.office, {}, manager("binjiang"), false)->empty());
  CHECK(list_corrections(*world.office, "xinghe", world.head_office(), false)->size() == 1);
}

TEST_CASE("R146 the training log tells the share of service staff trained in a quarter") {
  World world;
  auto quarter = Period::of(PeriodKind::quarter, {2026, 9, 1});
  auto share = [&] { return *trained_in(*world.office, "xinghe", quarter, manager("xinghe")); };
  auto everybody = share().staff;  // of the demonstration
  REQUIRE(everybody > 0);
  add_person(world, "S8", "xinghe", Role::service);
  add_person(world, "H9", "xinghe", Role::handler);
  add_person(world, "M8", "xinghe", Role::manager);
  CHECK(share().staff == everybody + 2);
  Training training{0, "xinghe", "倾听与道歉", "", {2026, 8, 3}, 90, {"S8", "H9"}, false};
  auto number = note_training(*world.office, training, manager("xinghe"));
  REQUIRE(number.ok());
  training.staff = {"S8"};
  REQUIRE(note_training(*world.office, training, manager("xinghe")).ok());
  CHECK(share().trained == 2);  // nobody counts twice
  CHECK(trained_in(*world.office, "xinghe", quarter.before(), manager("xinghe"))->trained == 0);
  REQUIRE(withdraw_training(*world.office, *number, manager("xinghe")).ok());
  CHECK(share().trained == 1);
  CHECK(withdraw_training(*world.office, *number, manager("xinghe")).error().code == Errc::refused);
  CHECK(withdraw_training(*world.office, *number, manager("binjiang")).error().code == Errc::not_found);
  training.staff = {"M8"};
  CHECK(note_training(*world.office, training, manager("xinghe")).error().what == "staff");
  training.staff = {"S8"};
  training.minutes = 0;
  CHECK(note_training(*world.office, training, manager("xinghe")).error().what == "minutes");
  CHECK(note_training(*world.office, training, manager("binjiang")).error().code == Errc::not_found);
}

TEST_CASE("R67 `policy holidays` and `policy profile` make drafts that can be checked") {
  World world;
  auto file = std::string(source_dir()) + "/tests/headoffice/holidays-2025-2026.ics";
  auto run = [&](std::vector<std::string> words) {
    return run_command(*world.office, words, world.folder.path);
  };
  auto done = run({"policy", "holidays", file, "--mall", "xinghe", "--from-year", "2026", "--name", "2026-12",
                   "--out", "draft.json"});
  REQUIRE_MESSAGE(done.exit_code == 0, done.err);
  CHECK_MESSAGE(done.err.find("make-up working day 2026-02-14  春节 补班\n") != std::string::npos, done.err);
  auto checked = run({"policy", "check", "draft.json", "--mall", "xinghe"});
  CHECK_MESSAGE(checked.exit_code == 0, checked.out);
  // The embedded policy holds the same official days, so only its name differs.
  auto difference = run({"policy", "diff", "draft.json", "--mall", "xinghe"});
  CHECK(difference.out.find("version: 2026-04 -> 2026-12") != std::string::npos);
  CHECK(difference.out.find("make_up_days") == std::string::npos);
  auto profiled =
      run({"policy", "profile", "grades", "--mall", "xinghe", "--name", "2027-01", "--out", "grades.json"});
  REQUIRE_MESSAGE(profiled.exit_code == 0, profiled.err);
  CHECK(run({"policy", "check", "grades.json"}).out == "GOOD\n");
  auto unknown = run({"policy", "profile", "none", "--mall", "xinghe", "--name", "1"});
  CHECK(unknown.err.find("grades, process") != std::string::npos);
  auto other =
      run({"policy", "holidays", file, "--mall", "xinghe", "--from-year", "2031", "--name", "2031-01"});
  CHECK(other.exit_code != 0);
  CHECK(other.err.find("2031") != std::string::npos);
}
