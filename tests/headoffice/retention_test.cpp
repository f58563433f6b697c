// Retention by the policy and legal hold (R124–R132).
#include "sync/headoffice/cases/retention.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "core/store/folder.h"
#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/record/backup.h"
#include "sync/headoffice/record/verify.h"
#include "sync/headoffice/report/rebuild.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

constexpr std::int64_t kYear_ms = 366 * kDay_ms;

struct Mall : World {
  Device kiosk{*office, "xinghe", "kiosk", "K1"};

  // Registered and at once taken back to its shelf: answered, then confirmed by the shopper.
  CaseCode closed(bool injured = false, bool long_kept = false) {
    const auto code = make_case_code(random);
    auto body = Json::object()
                    .set("contact_type", "complaint")
                    .set("category", "hygiene")
                    .set("language", "zh-Hans")
                    .set("channel", "kiosk");
    body.set("consent", Json::object().set("text", "同意").set("version", "1"));
    if (injured) body.set("impact", Json::object().set("injured", true));
    kiosk.write(
        code, "submitted", body, shopper(),
        Json::object().set("text", "地上有水").set("contact", Json::object().set("phone", "13800001111")));
    send(kiosk.everything());
    act(code, "acknowledge");
    act(code, "assign", Json::object().set("departments", Json::array().push("cleaning")));
    act(code, "investigate", Json::object().set("cause_class", "process").set("findings", "拖把没拧干"));
    act(code, "resolve", Json::object().set("remedies", Json::array().push("apology")));
    act(code, "feed_back", Json::object().set("text", "已擦干"));
    if (long_kept)
      act(code, "archive", Json::object().set("retention", "long"));
    else
      act(code, "confirm", Json::object(), std::nullopt);
    return code;
  }
  void act(CaseCode code, const char* name, Json fields = Json::object(),
           std::optional<Role> role = Role::manager) {
    auto action = parse_action(fields.set("case", to_compact(code)).set("action", name));
    REQUIRE_MESSAGE(action.ok(), (action.ok() ? "" : action.error().what));
    const Visitor visitor{{"2001", role.value_or(Role::manager), "service_desk", ""}, "", "", ""};
    auto done = role ? act_as_staff(*office, *action, visitor) : act_as_shopper(*office, *action);
    REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : name + (": " + done.error().what)));
  }
  void hold(CaseCode code) { act(code, "hold", Json::object().set("reason", "法院函"), Role::administrator); }
  void release(CaseCode code) {
    act(code, "release", Json::object().set("reason", "结案"), Role::administrator);
  }
  // A clock that somebody looked at, since nothing arrives in a test for years.
  RetentionRun run(std::vector<DueCase>* told = nullptr, bool dry = false) {
    auto done = run_retention(*office, {dry, true}, [&](const DueCase& one) {
      if (told) told->push_back(one);
    });
    REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().what));
    return *done;
  }
  std::int64_t texts(CaseCode code) {
    return number("SELECT count(*) FROM event e WHERE code = " + std::to_string(code.number) +
                  " AND kind NOT IN ('held', 'released', 'erased') AND (n IN (SELECT n FROM sealed) OR n IN "
                  "(SELECT n FROM residue))");
  }
  std::string reason_of(CaseCode code, std::string_view kind) {
    auto detail = case_detail(*office, code, head_office());
    REQUIRE(detail.ok());
    for (const auto& entry : detail->timeline)
      if (entry.event.kind == kind) return std::string(entry.sealed["reason"].string());
    return "none";
  }
  void restore_from(const std::string& copy) {
    office.reset();
    REQUIRE(restore(folder.path, copy, clock, random).ok());
    reopen();
  }
};

}  // namespace

TEST_CASE(
    "R124 R129 a year after closing what was typed goes, after three what is important; the figures stay") {
  Mall mall;
  const auto plain = mall.closed(), grave = mall.closed(true), kept_long = mall.closed(false, true);
  const auto open = mall.kiosk.submit("还没处理", Json::object().set("phone", "13800002222"));
  mall.send(mall.kiosk.everything());
  REQUIRE(mall.number("SELECT level FROM case_row WHERE code = " + std::to_string(grave.number)) <= 2);
  const auto start = mall.clock.now;
  CHECK(mall.run().cases == 0);
  mall.clock.now = start + kYear_ms;
  const auto days = mall.rows("SELECT day || '/' || category || '/' || received FROM day_count ORDER BY 1");
  std::vector<DueCase> told;
  const auto dry = mall.run(&told, true);
  CHECK(dry.cases == 1);
  CHECK(dry.contacts == 2);
  CHECK(told.size() == 3);
  CHECK(mall.texts(plain) == 2);
  const auto first = mall.run();
  CHECK(first.cases == 1);
  CHECK(first.contacts == 2);
  CHECK(mall.texts(plain) == 0);
  CHECK(mall.texts(grave) == 2);  // what was said and found stays two years more
  CHECK(mall.number("SELECT count(*) FROM residue") == 2);
  CHECK(mall.run().cases + mall.run().contacts == 0);
  mall.clock.now = start + 3 * kYear_ms;
  CHECK(mall.run().cases == 2);
  for (auto code : {plain, grave, kept_long}) CHECK(mall.texts(code) == 0);
  CHECK(mall.texts(open) == 1);
  CHECK(mall.rows("SELECT day || '/' || category || '/' || received FROM day_count ORDER BY 1") == days);
  auto reader = mall.office->store().read();
  CHECK(verify_record(**reader)->problems.empty());
}

TEST_CASE("a hold stops erasure by rule and by hand until it is released; its reasons outlive the erasure") {
  Mall mall;
  const auto code = mall.closed();
  mall.hold(code);
  mall.clock.now = mall.clock.now + kYear_ms;
  std::vector<DueCase> told;
  const auto run = mall.run(&told);
  CHECK(run.held == 1);
  CHECK(run.cases == 0);
  REQUIRE(told.size() == 1);
  CHECK(told[0].held);
  CHECK(mall.texts(code) == 2);
  auto by_hand = parse_action(Json::object()
                                  .set("case", to_compact(code))
                                  .set("action", "erase")
                                  .set("scope", "all")
                                  .set("reason", "x"));
  CHECK(act_as_staff(*mall.office, *by_hand, mall.head_office()).error().what == "held");
  mall.release(code);
  CHECK(mall.run().cases == 1);
  CHECK(mall.texts(code) == 0);
  CHECK(mall.reason_of(code, "held") == "法院函");
  CHECK(mall.reason_of(code, "released") == "结案");
}

TEST_CASE("a contact erased by hand does not keep the rest for ever") {
  Mall mall;
  const auto code = mall.closed();
  mall.act(code, "erase", Json::object().set("scope", "contact").set("reason", "顾客要求"),
           Role::administrator);
  CHECK(mall.texts(code) == 2);
  mall.clock.now = mall.clock.now + kYear_ms;
  CHECK(mall.run().cases == 1);
  CHECK(mall.texts(code) == 0);
  CHECK(mall.reason_of(code, "erased") == "顾客要求");
}

TEST_CASE("an erasure written by somebody who did not know of the hold has no effect, here and in the fold") {
  Mall mall;
  Device counter(*mall.office, "xinghe", "counter", "C1");
  const auto code = mall.closed();
  mall.hold(code);
  mall.clock.now = mall.clock.now + kDay_ms;
  counter.at = mall.clock.now;
  counter.write(code, "erased", Json::object().set("scope", "all"), staff("9001", Role::administrator),
                Json::object().set("reason", "x"));
  mall.send(counter.everything());
  CHECK(mall.texts(code) == 2);
  CHECK(mall.number("SELECT erased FROM case_row") == 0);
  REQUIRE(rebuild_projections(*mall.office).ok());
  CHECK(mall.number("SELECT erased FROM case_row") == 0);
}

TEST_CASE("a restore loses neither a hold nor a release, and nothing is erased for a week") {
  Mall mall;
  const auto held = mall.closed(), let_go = mall.closed();
  mall.hold(let_go);
  const auto copy = mall.folder.path + "/copy.db";
  REQUIRE(back_up(*mall.office, copy).ok());
  mall.hold(held);
  mall.release(let_go);
  const auto late = mall.closed();  // not in the copy at all
  mall.hold(late);
  mall.clock.now = mall.clock.now + kYear_ms;
  mall.restore_from(copy);
  auto run = run_retention(*mall.office, {false, true}, [](const DueCase&) {});
  REQUIRE_FALSE(run.ok());
  CHECK(run.error().code == Errc::busy);
  CHECK(mall.run(nullptr, true).cases == 1);
  mall.clock.now = mall.clock.now + kWait_after_restore_days * kDay_ms;
  const auto done = mall.run();
  CHECK(done.held == 1);
  CHECK(done.cases == 1);
  CHECK(mall.texts(held) == 2);
  CHECK(mall.texts(let_go) == 0);
  CHECK(mall.reason_of(held, "held") == "法院函");
  mall.send(mall.kiosk.everything());  // the case comes back from its kiosk, and is on hold
  CHECK(mall.number("SELECT held FROM case_row WHERE code = " + std::to_string(late.number)) == 1);
  mall.reopen();
  mall.restore_from(copy);  // once more, from the same copy
  CHECK(mall.number("SELECT held FROM case_row WHERE code = " + std::to_string(held.number)) == 1);
  CHECK(mall.number("SELECT held FROM case_row WHERE code = " + std::to_string(let_go.number)) == 0);
}

TEST_CASE("erased, then held; held, then let go and erased: a restore that lost both keeps both") {
  Mall mall;
  const auto erase = [&](CaseCode code) {
    mall.act(code, "erase", Json::object().set("scope", "all").set("reason", "顾客要求"),
             Role::administrator);
  };
  const auto first = mall.closed(), second = mall.closed();
  mall.hold(second);
  const auto copy = mall.folder.path + "/copy.db";
  REQUIRE(back_up(*mall.office, copy).ok());
  erase(first);
  mall.hold(first);
  mall.release(second);
  erase(second);
  mall.restore_from(copy);
  const auto check = [&] {
    CHECK(mall.rows("SELECT erased || '/' || held FROM case_row ORDER BY n") ==
          std::vector<std::string>{"2/1", "2/0"});
    CHECK(mall.texts(first) == 0);
    CHECK(mall.texts(second) == 0);
  };
  check();
  REQUIRE(rebuild_projections(*mall.office).ok());
  check();
}

TEST_CASE("a clock far ahead of the record erases nothing; the command tells what it did and would do") {
  Mall mall;
  const auto code = mall.closed();
  const auto run = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "retention");
    return run_command(*mall.office, words, mall.folder.path);
  };
  CHECK(run({"--json"}).out == "{\"contacts\":0,\"cases\":0,\"held\":0,\"dry_run\":false}\n");
  mall.clock.now = mall.clock.now + 2 * kYear_ms;
  CHECK(run({}).exit_code == 77);
  CHECK(mall.texts(code) == 2);
  const auto dry = run({"--dry-run", "--json"});
  CHECK(dry.out.find(to_compact(code)) != std::string::npos);
  CHECK(dry.out.find("\"scope\":\"all\"") != std::string::npos);
  CHECK(mall.texts(code) == 2);
  const auto done = run({"--clock-checked"});
  CHECK(done.exit_code == 0);
  CHECK(done.out.find("erased 0 contacts, 1 cases; on hold 0") != std::string::npos);
  CHECK(mall.texts(code) == 0);
}
