#include <doctest/doctest.h>

#include <chrono>

#include "sync/headoffice/cases/web_intake.h"
#include "sync/headoffice/record/devices.h"
#include "sync/uplink/stick.h"
#include "sync/wire/document.h"
#include "tests/sync/town.h"

using namespace redress;
using namespace redress::test;

namespace {

std::size_t mall_keys_at(Resident& device) {
  const auto kept = must(device.store().document("mall_key"));
  const auto document = must(wire::decode_document(kept->bytes, device.target.head_office));
  return must(wire::open_document_content(document, device.store().identity().box))["keys"].items().size();
}

template <class Condition>
bool soon(Condition condition, int tries = 600) {
  for (int i = 0; i < tries; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

constexpr auto kKeys = "SELECT count(*) FROM mall_key WHERE mall = (SELECT no FROM mall WHERE id = 'xinghe')";
constexpr auto kCases = "SELECT count(*) FROM event WHERE kind = 'submitted' AND verdict < 2";

}  // namespace

TEST_CASE("kiosk → head office → counter and back, as shipped, over HTTP") {
  Town town;
  Resident kiosk(town, DeviceRole::kiosk, "一楼东门", 1), counter(town, DeviceRole::counter, "服务台", 2);
  kiosk.capture(40);
  auto report = kiosk.sync();
  INFO(report.problem.what);
  CHECK(report.problem.none());
  CHECK(report.sent == 40);
  CHECK(report.refused == 0);
  CHECK(report.queue_empty);
  CHECK(town.number(kCases) == 40);
  CHECK(counter.sync().problem.none());
  CHECK(must(counter.store().count_cases({})) == 40);
  auto row = must(counter.store().cases({})).front();
  must(counter.store().append(counter.world.acknowledged(row.code, {})));
  CHECK(counter.sync().queue_empty);
  CHECK(kiosk.sync().problem.none());
  CHECK(must(kiosk.store().case_row(row.code))->events >= 2);
  CHECK(must(counter.store().document("policy")));
  CHECK(must(counter.store().document("mall_key")));
  CHECK_FALSE(must(counter.store().staff()).empty());
}

TEST_CASE("head office switched off and on in between loses nothing") {
  Town town;
  Resident kiosk(town, DeviceRole::kiosk, "一楼东门", 1);
  for (int round = 0; round < 4; ++round) {
    kiosk.capture(30);
    if (round % 2 == 0) town.stop();
    auto report = kiosk.sync();
    CHECK(report.problem.none() == (round % 2 != 0));
    if (round % 2 == 0) town.serve();
  }
  CHECK(kiosk.sync().queue_empty);
  CHECK(town.number(kCases) == 120);
}

TEST_CASE("a restored head office opens a new epoch and gets everything back (decision 15)") {
  Town town;
  Resident kiosk(town, DeviceRole::kiosk, "一楼东门", 1), counter(town, DeviceRole::counter, "服务台", 2);
  kiosk.capture(20);
  CHECK(kiosk.sync().queue_empty);
  town.back_up_to(town.folder.file("copy.db"));
  kiosk.capture(20);
  counter.capture(5);
  CHECK(kiosk.sync().queue_empty);
  CHECK(counter.sync().queue_empty);
  CHECK(must(kiosk.store().sync_state()).backed_up.seq == 20);
  town.restore_from(town.folder.file("copy.db"));
  CHECK(town.number(kCases) == 20);
  SUBCASE("from the kiosk") {
    auto report = kiosk.sync();
    INFO(report.problem.what);
    CHECK(report.reset);
    CHECK(report.queue_empty);
    CHECK(counter.sync().queue_empty);
  }
  SUBCASE("from the counter alone") {
    auto report = counter.sync();
    INFO(report.problem.what);
    CHECK(report.reset);
    CHECK(report.relayed > 0);
    CHECK(report.queue_empty);
  }
  CHECK(town.number(kCases) == 45);
  CHECK(kiosk.sync().queue_empty);
  CHECK(town.number(kCases) == 45);
}

TEST_CASE("a page whose authors a restore forgot goes to the mall of the device that gives it back") {
  Town town;
  Resident counter(town, DeviceRole::counter, "服务台", 2), other(town, DeviceRole::counter, "客服", 3);
  town.back_up_to(town.folder.file("copy.db"));
  Resident kiosk(town, DeviceRole::kiosk, "一楼东门", 1);
  kiosk.capture(5);
  CHECK(kiosk.sync().queue_empty);
  CHECK(counter.sync().queue_empty);
  town.restore_from(town.folder.file("copy.db"));
  auto report = counter.sync();
  INFO(report.problem.what);
  CHECK(report.relayed > 0);
  CHECK(town.number(kCases) == 5);
  CHECK(town.number("SELECT count(*) FROM event WHERE mall = 0") == 0);
  CHECK(town.number("SELECT count(*) FROM case_row WHERE mall <> 0") == 5);
  CHECK(other.sync().problem.none());
  CHECK(must(other.store().count_cases({})) == 5);
}

TEST_CASE(
    "a revocation, and the key made for it, come back to a head office that a restore made forget them") {
  Town town;
  Resident kiosk(town, DeviceRole::kiosk, "一楼东门", 1), stolen(town, DeviceRole::counter, "失窃", 2),
      counter(town, DeviceRole::counter, "服务台", 3);
  CHECK(counter.sync().problem.none());
  town.back_up_to(town.folder.file("copy.db"));
  must(headoffice::revoke_device(*town.office, "失窃"));
  CHECK(town.number(kKeys) == 2);
  CHECK(counter.sync().queue_empty);
  auto version = must(counter.store().document("mall_key"))->version;
  town.restore_from(town.folder.file("copy.db"));
  CHECK(town.number("SELECT state = 'approved' FROM device WHERE name = '失窃'") == 1);
  // Made by the restore itself, since devices may seal to one that the copy does not know.
  CHECK(town.number(kKeys) == 2);
  CHECK(counter.sync().queue_empty);
  CHECK(town.number("SELECT state = 'revoked' FROM device WHERE name = '失窃'") == 1);
  CHECK(town.number(kKeys) == 4);  // and another, for what was between
  CHECK(must(counter.store().document("mall_key"))->version > version);
  CHECK(mall_keys_at(counter) == 4);
  CHECK(stolen.sync().problem.trouble == Trouble::waiting);
  CHECK(kiosk.sync().problem.none());
  CHECK(must(kiosk.store().document("mall_key"))->version ==
        must(counter.store().document("mall_key"))->version);
  CHECK(mall_keys_at(kiosk) == 0);
}

TEST_CASE("a machine without a battery is corrected by the clock its events go by, not by the one it shows") {
  Town town;
  Resident kiosk(town, DeviceRole::kiosk, "一楼东门", 1);
  kiosk.capture(1);
  CHECK(kiosk.sync().queue_empty);
  kiosk.world.clock.now = Instant{};  // 1970 after the start
  kiosk.world.clock.boot_id = {2};
  kiosk.world.open();
  kiosk.uplink = std::make_unique<Uplink>(kiosk.store(), kiosk.network, kiosk.world.clock, kiosk.world.random,
                                          kiosk.target);
  kiosk.capture(3);
  CHECK(kiosk.sync().queue_empty);
  CHECK(town.number("SELECT count(*) FROM clock") == 2);
  // What the shown clock says would put them half a century ahead.
  CHECK(town.number("SELECT max(abs(submitted_at - arrived_at)) FROM case_row") < 2 * kMinute_ms);
}

TEST_CASE("by stick through a counter, then by wire: no event twice") {
  Town town;
  Resident kiosk(town, DeviceRole::kiosk, "一楼东门", 1), counter(town, DeviceRole::counter, "服务台", 2);
  CHECK(counter.sync().problem.none());
  kiosk.capture(25);
  LinuxFiles files;
  auto path = town.folder.file("out.redress");
  CHECK(must(export_events(kiosk.store(), files, path)).events == 25);
  auto imported = must(import_events(counter.store(), files, path));
  CHECK(imported.shown + imported.unknown_author * 25 >= 25);
  CHECK(counter.sync().queue_empty);
  CHECK(town.number(kCases) == 25);
  CHECK(kiosk.sync().duplicates == 25);
  CHECK(town.number(kCases) == 25);
}

TEST_CASE("an alarm raised at a kiosk is at the counter within two seconds (decision 23)") {
  Town town;
  Resident kiosk(town, DeviceRole::kiosk, "一楼东门", 1), counter(town, DeviceRole::counter, "服务台", 2);
  SystemClock clock;
  SystemRandom random;
  UplinkThread at_kiosk(kiosk.store(), kiosk.network, clock, random, kiosk.target, {});
  UplinkThread at_counter(counter.store(), counter.network, clock, random, counter.target, {});
  REQUIRE(soon([&] { return at_kiosk.progress().online && at_counter.progress().online; }));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // both are in their long poll
  Draft alarm;
  alarm.event =
      event_of(kiosk.world, kiosk.world.code(), "alarm_raised", Json::object().set("alarm", "injury"));
  alarm.event.actor.kind = ActorKind::shopper;
  auto begun_ms = clock.monotonic_ms();
  must(kiosk.store().append(alarm));
  at_kiosk.news();
  REQUIRE(soon([&] { return !must(counter.store().alarms()).empty(); }));
  MESSAGE("alarm took " << clock.monotonic_ms() - begun_ms << " ms");
  CHECK(clock.monotonic_ms() - begun_ms < 2'000);
}

TEST_CASE("R48 an injury told on the web is at the counters of that mall within two seconds, and may be answered there") {
  Town town;
  Resident counter(town, DeviceRole::counter, "服务台", 1);
  SystemClock clock;
  SystemRandom random;
  UplinkThread at_counter(counter.store(), counter.network, clock, random, counter.target, {});
  REQUIRE(soon([&] { return at_counter.progress().online; }));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // it is in its long poll
  const auto told = [&](bool hurt) {
    auto intake = Json::object().set("contact_type", "complaint").set("category", "facilities").set("language", "en");
    intake.set("impact", Json::object().set("injured", hurt));
    return must(headoffice::register_from_web(*town.office, {"xinghe", hurt ? "one" : "two", std::move(intake)}));
  };
  told(false);
  auto begun_ms = clock.monotonic_ms();
  const auto code = told(true);
  REQUIRE(soon([&] { return !must(counter.store().alarms()).empty(); }));
  CHECK(clock.monotonic_ms() - begun_ms < 2'000);
  const auto alarms = must(counter.store().alarms());
  REQUIRE(alarms.size() == 1);
  CHECK(alarms[0].alarm == "injury");
  CHECK(alarms[0].code == to_compact(code));
  CHECK(alarms[0].open);
  Draft answer;
  answer.event = event_of(counter.world, counter.world.code(), "alarm_answered", Json::object().set("alarm_event", to_text(alarms[0].event)));
  answer.event.code.reset();
  answer.event.actor.kind = ActorKind::device;
  must(counter.store().append(answer));
  at_counter.news();
  CHECK(soon([&] { return must(counter.store().alarms()).empty(); }));
}
