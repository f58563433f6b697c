#include "sync/headoffice/record/pull.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <utility>

#include "core/model/clock_bounds.h"
#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/cases/tracking.h"
#include "sync/headoffice/record/backup.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/wire/document.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

std::set<std::string> kinds(const wire::PullPage& page) {
  std::set<std::string> out;
  for (const auto& frame : page.block.frames)
    if (auto event = parse_event(as_text(frame.event)); event.ok()) out.insert(event->kind);
  return out;
}

Action action(CaseCode code, const std::string& name, const Json& fields = Json::object()) {
  auto json = Json::object();
  json.set("case", to_compact(code)).set("action", name);
  for (const auto& [key, value] : fields.members()) json.set(key, value);
  auto parsed = parse_action(json);
  REQUIRE_MESSAGE(parsed.ok(), (parsed.ok() ? "" : parsed.error().what));
  return *parsed;
}

}  // namespace

TEST_CASE(
    "a counter never gets a byte of another mall, a kiosk neither sealed parts nor notes (decision 13)") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  Device other(*world.office, "binjiang", "kiosk", "K2"), second(*world.office, "xinghe", "kiosk", "K3"),
      third(*world.office, "xinghe", "counter", "C3");
  auto code = kiosk.submit("标记星河");
  other.submit("标记滨江");
  counter.write(code, "acknowledged", Json::object(), staff("1001", Role::service));
  counter.write(code, "noted", Json::object(), staff("1001", Role::service),
                Json::object().set("text", "内部"));
  counter.write(code, "viewed", Json::object().set("what", "contact").set("purpose", "call_back"),
                staff("1001", Role::service));
  counter.write(code, "reviewed", Json::object().set("verdict", "faulty"), staff("1005", Role::manager));
  for (auto* device : {&kiosk, &counter, &other}) world.send(device->everything());

  auto to_counter = world.pull(third);
  auto to_kiosk = world.pull(second);
  CHECK(kinds(to_counter).contains("noted"));
  CHECK(kinds(to_counter).contains("viewed"));
  CHECK(kinds(to_counter).contains("reviewed"));
  bool sealed = false;
  for (const auto& frame : to_counter.block.frames) {
    CHECK(frame.incarnation != other.incarnation);
    sealed |= !frame.sealed.empty();
  }
  CHECK(sealed);
  for (const auto& known : to_counter.devices) CHECK(known.incarnation != other.incarnation);
  CHECK(kinds(to_kiosk).contains("submitted"));
  CHECK_FALSE(kinds(to_kiosk).contains("noted"));
  CHECK_FALSE(kinds(to_kiosk).contains("viewed"));
  CHECK_FALSE(kinds(to_kiosk).contains("reviewed"));  // what is thought of a colleague's result stays in the house
  for (const auto& frame : to_kiosk.block.frames) CHECK(frame.sealed.empty());
  for (const auto& frame : world.pull(counter, 0, {}, {4, {}}).block.frames)
    CHECK(frame.incarnation != counter.incarnation);

  REQUIRE(to_counter.documents.size() == 2);  // staff and mall keys, sealed for it
  for (const auto& bytes : to_counter.documents) {
    auto document = wire::decode_document(bytes, world.office->keys().signing.public_key());
    REQUIRE(document.ok());
    CHECK_FALSE(wire::open_document_content(*document, counter.box).ok());
    auto content = wire::open_document_content(*document, third.box);
    REQUIRE(content.ok());
    CHECK(content->dump().find("\"2001\"") == std::string::npos);
    if (document->kind == wire::DocumentKind::staff)
      CHECK(content->dump().find("\"1001\"") != std::string::npos);
  }
  // Of the mall key a kiosk gets what it seals to, not what opens; of the staff those who look after it.
  REQUIRE(to_kiosk.documents.size() == 2);
  const auto opened_by_kiosk = [&](const Bytes& bytes) {
    auto document = wire::decode_document(bytes, world.office->keys().signing.public_key());
    REQUIRE(document.ok());
    return wire::open_document_content(*document, second.box);
  };
  auto technicians = opened_by_kiosk(to_kiosk.documents[0]);
  REQUIRE(technicians.ok());
  REQUIRE((*technicians)["staff"].items().size() == 1);
  CHECK((*technicians)["staff"].items()[0]["staff"].string() == "1009");
  CHECK((*technicians)["staff"].items()[0]["name"].string().empty());
  auto opened = opened_by_kiosk(to_kiosk.documents[1]);
  REQUIRE(opened.ok());
  CHECK((*opened)["public"].string() == to_base64url(second.answer.recipients[0]));
  CHECK((*opened)["keys"].items().empty());
}

TEST_CASE("the cursor gives every event once, in pieces as well") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  for (int i = 0; i < 30; ++i) kiosk.submit("");
  world.send(kiosk.batch(0, 12));
  std::set<std::uint64_t> seen;
  std::uint64_t cursor = 0;
  Bytes check;
  for (std::size_t sent : {12, 20, 30}) {
    if (sent > 12) world.send(kiosk.batch(sent - (sent == 20 ? 8 : 10), sent));
    auto page = world.pull(counter, cursor, check);
    for (const auto& frame : page.block.frames)
      if (frame.incarnation == kiosk.incarnation) CHECK(seen.insert(frame.seq).second);
    CHECK_FALSE(page.reset);
    cursor = page.block.header.cursor;
    check = page.check;
  }
  CHECK(seen.size() == 30);
}

TEST_CASE("an alarm reaches a waiting counter at the next tick; other news wakes it within a second") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  auto first = world.pull(counter);
  auto mall = world.number("SELECT no FROM mall WHERE id = 'xinghe'");
  auto mark = world.office->bell().mark(mall);
  bool woken = false;
  world.office->bell().wait(mall, mark, 25'000, [&] { woken = true; });
  world.office->bell().tick(100);
  CHECK_FALSE(woken);
  auto raised = kiosk.write(std::nullopt, "alarm_raised", Json::object().set("alarm", "injury"), shopper());
  world.send(kiosk.everything());
  world.office->bell().tick(200);
  CHECK(woken);
  auto page = world.pull(counter, first.block.header.cursor, first.check);
  REQUIRE(page.alarms.size() == 1);
  CHECK(page.alarms[0].alarm == "injury");
  CHECK(page.alarms[0].open);
  counter.write(std::nullopt, "alarm_answered", Json::object().set("alarm_event", to_text(raised)),
                staff("1001", Role::service));
  world.send(counter.everything());
  auto later = world.pull(counter);
  REQUIRE(later.alarms.size() == 1);
  CHECK_FALSE(later.alarms[0].open);
  CHECK(later.alarms[0].number > page.alarms[0].number);
}

TEST_CASE("a clock that no device can have is not measured, and what was stamped by it is refused by name") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  const auto honest = kiosk.at;
  for (auto ms : {INT64_MIN, std::int64_t{-62'135'596'800'000}, std::int64_t{253'402'300'799'999}, INT64_MAX,
                  world.clock.now.ms + kClock_off_max_ms + 1, world.clock.now.ms - kClock_off_max_ms - 1}) {
    CAPTURE(ms);
    kiosk.at = {ms};
    CHECK(std::get<Reply>(pull(*world.office, kiosk.pull(0, {}), false)).response.status == 200);
    CHECK(world.number("SELECT count(*) FROM clock") == 0);
  }
  kiosk.at = {world.clock.now.ms + kClock_off_max_ms + kDay_ms};
  kiosk.submit("来自未来");
  auto ack = world.send(kiosk.everything());
  REQUIRE(ack.results.size() == 1);
  CHECK(ack.results[0].outcome == wire::Outcome::refused);
  CHECK(ack.results[0].reason == "clock");
  CHECK(world.number("SELECT count(*) FROM case_row") == 0);
  kiosk.at = honest;
  kiosk.submit("如常");
  CHECK(world.send(kiosk.everything()).stored.seq == 2);
  CHECK(world.number("SELECT count(*) FROM case_row") == 1);
  world.pull(kiosk);
  CHECK(world.number("SELECT offset_ms FROM clock") == world.clock.now - kiosk.at);
}

TEST_CASE("the first measure of a device's clock holds for its boot and moves what lists show (decision 6)") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.at = world.clock.now - 1000;
  auto hour_slow = kiosk.at - kHour_ms;
  kiosk.at = hour_slow;
  world.pull(kiosk);
  CHECK(world.number("SELECT count(*) FROM clock") == 1);
  CHECK(world.number("SELECT count(*) FROM device d JOIN clock c ON c.device = d.no AND c.boot = d.boot") == 1);  // its present one
  kiosk.submit("");
  world.send(kiosk.everything());
  auto off = world.number("SELECT submitted_at FROM case_row") - world.clock.now.ms;
  CHECK(off >= -3000);
  CHECK(off <= 3000);
}

TEST_CASE(
    "after a restore from an older backup a new epoch begins and devices bring back what was lost (decision "
    "15)") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  for (int i = 0; i < 3; ++i) kiosk.submit("早");
  world.send(kiosk.everything());
  auto copy = world.folder.path + "/copy.db";
  REQUIRE(back_up(*world.office, copy).ok());
  CHECK(world.send(kiosk.batch(0, 1)).backed_up.seq == 3);
  auto erased = kiosk.submit("要删除的", Json::object().set("phone", "13800000000"));
  world.send(kiosk.everything());
  Visitor administrator = world.head_office();
  auto erase = Json::object();
  erase.set("scope", "all").set("reason", "请求");
  REQUIRE(act_as_staff(*world.office, action(erased, "erase", erase), administrator).ok());
  auto before = world.office->epoch().id;
  world.office.reset();
  auto restored = restore(world.folder.path, copy, world.clock, world.random);
  REQUIRE_MESSAGE(restored.ok(), (restored.ok() ? "" : restored.error().what));
  CHECK(restored->erased_again == 1);
  world.reopen();
  CHECK(world.office->epoch().id != before);
  auto page = world.pull(kiosk, 99, Bytes(16, 1));
  CHECK(page.reset);
  CHECK(world.send(kiosk.everything()).stored.seq == 4);
  CHECK(world.number("SELECT count(*) FROM case_row WHERE known = 1") == 4);
  CHECK(world.number("SELECT count(*) FROM sealed s JOIN event e USING(n) WHERE e.code = " +
                     std::to_string(erased.number)) == 0);
  // The event that ordered the erasure is lost; whoever holds the case learns of it by another one.
  CHECK(world.number("SELECT count(*) FROM event WHERE kind = 'erased' AND code = " +
                     std::to_string(erased.number)) == 1);
  CHECK(world.send(kiosk.everything()).stored.seq == 4);
  CHECK(world.number("SELECT count(*) FROM event WHERE kind = 'erased'") == 1);
}

TEST_CASE("devices may prune what a copy holds only once that copy was verified whole") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.submit("早");
  world.send(kiosk.everything());
  const auto copy = world.folder.path + "/copy.db";
  const auto change = [&](std::string_view sql) {
    REQUIRE(world.office->store().write([&](Database& db) { return db.run(std::string(sql)); }).ok());
  };
  change("UPDATE sealed SET bytes = CAST(bytes || x'20' AS BLOB)");
  CHECK(back_up(*world.office, copy).error().code == Errc::corrupt);
  CHECK(world.send(kiosk.batch(0, 1)).backed_up.seq == 0);
  change("UPDATE sealed SET bytes = substr(bytes, 1, length(bytes) - 1)");
  REQUIRE(back_up(*world.office, copy).ok());
  CHECK(world.send(kiosk.batch(0, 1)).backed_up.seq == 1);
}

TEST_CASE("after a restore every document outnumbers the one that devices got since the copy was made") {
  World world;
  const auto copy = world.folder.path + "/copy.db";
  REQUIRE(back_up(*world.office, copy).ok());
  const auto newest = [&] { return world.number("SELECT min(newest) FROM (SELECT max(version) AS newest FROM document GROUP BY mall, kind)"); };
  REQUIRE(world.office->store().write([](Database& db) { return db.run("UPDATE document SET version = version + 3"); }).ok());
  const auto given_since = newest();
  world.office.reset();
  REQUIRE(restore(world.folder.path, copy, world.clock, world.random).ok());
  world.reopen();
  CHECK(newest() > given_since);
}

TEST_CASE("without the list of what was erased nothing is restored: a list that cannot be read is no empty list") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.submit("早");
  world.send(kiosk.everything());
  const auto copy = world.folder.path + "/copy.db";
  REQUIRE(back_up(*world.office, copy).ok());
  kiosk.submit("晚");
  world.send(kiosk.everything());
  world.office.reset();
  std::filesystem::create_directory(world.folder.path + "/" + std::string(kErasures_file));
  CHECK(restore(world.folder.path, copy, world.clock, world.random).error().code == Errc::io);
  std::filesystem::remove(world.folder.path + "/" + std::string(kErasures_file));
  world.reopen();
  CHECK(world.number("SELECT count(*) FROM case_row") == 2);
}

TEST_CASE("a restore that was cut off before its new epoch is ended by the next start") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  auto erased = kiosk.submit("要删除的");
  world.send(kiosk.everything());
  auto copy = world.folder.path + "/copy.db";
  REQUIRE(back_up(*world.office, copy).ok());
  REQUIRE(act_as_staff(*world.office,
                       action(erased, "erase", Json::object().set("scope", "all").set("reason", "请求")),
                       world.head_office())
              .ok());
  auto before = world.office->epoch().id;
  const auto keys = world.number("SELECT count(*) FROM mall_key");
  world.office.reset();
  REQUIRE(restore(world.folder.path, copy, world.clock, world.random).ok());
  {
    // As the database stood when the power went: the copy is in place, nothing was done to it yet.
    auto db = Database::open(world.folder.path + "/headoffice.db");
    REQUIRE(db.ok());
    REQUIRE(db->script("DELETE FROM event WHERE kind = 'erased'; DELETE FROM erasure;"
                       "DELETE FROM epoch WHERE reason = 'restore';"
                       "INSERT INTO setting(key, value) VALUES('restored', 1)")
                .ok());
  }
  world.reopen();
  CHECK(world.office->epoch().id != before);
  CHECK(world.number("SELECT count(*) FROM mall_key") > keys);  // devices may seal to one that the copy never knew
  CHECK(world.number("SELECT count(*) FROM erasure") == 1);
  CHECK(world.number("SELECT count(*) FROM event WHERE kind = 'erased'") == 1);
}

TEST_CASE("a counter that pulled past an event still gets the text that came later") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  kiosk.submit("后来的文字");
  auto text = std::exchange(kiosk.log.front().sealed, {});
  world.send(kiosk.everything());
  auto first = world.pull(counter);
  auto cursor = first.block.header.cursor;
  kiosk.log.front().sealed = text;
  world.send(kiosk.everything());
  auto second = world.pull(counter, cursor, first.check);
  CHECK_FALSE(second.reset);
  bool here = false;
  for (const auto& frame : second.block.frames)
    here = here || std::equal(frame.sealed.begin(), frame.sealed.end(), text.begin(), text.end());
  CHECK(here);
  world.send(kiosk.everything());  // once is enough
  CHECK(world.pull(counter, second.block.header.cursor, second.check).block.frames.empty());
  // Only head office says that a text arrived: a device that does asks for an event, perhaps of another mall.
  Device elsewhere(*world.office, "binjiang", "counter", "C2");
  Actor device;
  device.kind = ActorKind::device;
  elsewhere.write(std::nullopt, std::string(device_event::text_arrived), Json::object().set("event", to_text(kiosk.log.front().id)), device);
  const auto told = world.send(elsewhere.everything());
  REQUIRE(told.results.size() == 1);
  CHECK(told.results.front().outcome == wire::Outcome::refused);
  for (const auto& frame : world.pull(elsewhere).block.frames) CHECK(frame.incarnation != kiosk.incarnation);
}

TEST_CASE(
    "head office that forgot what it acknowledged asks for proof and then begins a new epoch (decision 15)") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.submit("");
  kiosk.submit("");
  auto reply = ingest_batch(*world.office, kiosk.everything());
  auto ack = wire::decode_acknowledgement(reply.acknowledgement, world.office->keys().signing.public_key());
  REQUIRE(ack.ok());
  CHECK_FALSE(world.pull(kiosk, 0, {}, ack->stored).prove);
  wire::PullRequest request;
  request.incarnation = kiosk.incarnation;
  request.at = kiosk.at;
  request.boot = {9};
  request.epoch = kiosk.answer.epoch;
  request.acknowledgement = reply.acknowledgement;
  const auto ask = [&](wire::Horizon claimed) {
    request.acknowledged = claimed;
    auto result = pull(*world.office, wire::encode_pull_request(request, kiosk.key), false);
    auto page = wire::decode_pull_page(as_bytes(std::get<Reply>(result).response.body),
                                       world.office->keys().signing.public_key());
    REQUIRE(page.ok());
    return page->reset;
  };
  // A device that claims more than was ever confirmed to it, beside a true acknowledgement, begins no epoch for everybody.
  CHECK_FALSE(ask({9, ack->stored.chain}));
  CHECK(world.office->epoch().id == kiosk.answer.epoch);
  REQUIRE(world.office->store()
              .write([](Database& db) -> Status {
                return db.script(
                    "DELETE FROM event WHERE seq = 2 AND device = (SELECT no FROM device WHERE name = 'K1');"
                    "UPDATE device SET stored_seq = 1, max_seq = 1 WHERE name = 'K1'");
              })
              .ok());
  CHECK(world.pull(kiosk, 0, {}, ack->stored).prove);
  CHECK(ask(ack->stored));
  CHECK(world.office->epoch().id != kiosk.answer.epoch);
}

TEST_CASE(
    "the tracking page confirms, disputes and rates as events of head office, by the same rules as "
    "everywhere") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  kiosk.at = world.clock.now - kHour_ms;
  auto code = kiosk.submit("价签不符");
  world.send(kiosk.everything());
  auto page = track(*world.office, code);
  REQUIRE(page.ok());
  CHECK(page->state == TrackingState::received);
  CHECK_FALSE(page->may_confirm);
  CHECK(act_as_shopper(*world.office, action(code, "confirm")).error().code == Errc::refused);
  counter.at = kiosk.at;
  auto person = staff("1001", Role::service);
  counter.write(code, "acknowledged", Json::object(), person);
  counter.write(code, "assigned", Json::object().set("departments", Json::array().push("service")), person);
  counter.write(code, "investigated", Json::object().set("cause_class", "service"), person,
                Json::object().set("findings", "查了"));
  counter.write(code, "resolved", Json::object().set("remedies", Json::array().push("apology")), person);
  counter.write(code, "fed_back", Json::object().set("text", "已经处理，向您道歉。"), person);
  world.send(counter.everything());
  page = track(*world.office, code);
  REQUIRE(page.ok());
  CHECK(page->state == TrackingState::answered);
  CHECK(page->may_dispute);
  CHECK(page->answers.back().text == "已经处理，向您道歉。");
  REQUIRE(act_as_shopper(
              *world.office,
              action(code, "dispute", Json::object().set("reason", "not_solved").set("text", "还是一样")))
              .ok());
  CHECK(track(*world.office, code)->state == TrackingState::disputed);
  CHECK(world.number("SELECT stage FROM case_row") == static_cast<int>(Stage::investigate));
  auto to_counter = world.pull(counter);
  CHECK(kinds(to_counter).contains("disputed"));
  auto unknown = track(*world.office, make_case_code(world.random));
  CHECK(unknown.error().code == Errc::not_found);
}

TEST_CASE("contact is opened only with a viewed event, and only inside the visitor's mall (decision 18)") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  auto code = kiosk.submit("请回电", Json::object().set("name", "张三").set("phone", "13912345678"));
  world.send(kiosk.everything());
  Visitor manager{{"1005", Role::manager, "operations", "王芳"}, "xinghe", "", ""};
  Visitor foreign{{"2005", Role::manager, "general_office", "林峰"}, "binjiang", "", ""};
  auto detail = case_detail(*world.office, code, manager);
  REQUIRE(detail.ok());
  CHECK(detail->intake_text["text"].string() == "请回电");
  CHECK(detail->row.has_contact);
  for (const auto& entry : detail->timeline) CHECK(entry.sealed.dump().find("139") == std::string::npos);
  CHECK(case_detail(*world.office, code, foreign).error().code == Errc::not_found);
  CHECK(open_contact(*world.office, code, foreign, "call_back").error().code == Errc::not_found);
  CHECK(world.number("SELECT count(*) FROM event WHERE kind = 'viewed'") == 0);
  auto contact = open_contact(*world.office, code, manager, "call_back");
  REQUIRE(contact.ok());
  CHECK((*contact)["phone"].string() == "13912345678");
  CHECK(world.number("SELECT count(*) FROM event WHERE kind = 'viewed'") == 1);
}

TEST_CASE(
    "a cursor that head office never gave begins again alone; one that it gave and lost begins a new epoch") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  kiosk.submit("");
  world.send(kiosk.everything());
  auto page = world.pull(counter);
  auto epoch = world.office->epoch().id;
  CHECK(world.pull(counter, page.block.header.cursor, Bytes(24, 7)).reset);
  CHECK(world.office->epoch().id == epoch);
  auto cursor = std::to_string(page.block.header.cursor);
  REQUIRE(
      world.office->store()
          .write([&](Database& db) -> Status { return db.script("DELETE FROM event WHERE n >= " + cursor); })
          .ok());
  CHECK(world.pull(counter, page.block.header.cursor, page.check).reset);
  CHECK(world.office->epoch().id != epoch);
}

TEST_CASE(
    "head office knows which device needs paper, at once, and what an older or a busy one did not say "
    "stays") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  auto row = [&] {
    auto rows = list_devices(*world.office, "xinghe", world.head_office());
    REQUIRE(rows.ok());
    return rows->front();
  };
  world.pull(kiosk);
  CHECK(row().version.empty());
  CHECK(row().printer == wire::PrinterHealth::unknown);
  CHECK_FALSE(row().free_bytes);
  kiosk.health = wire::DeviceHealth{"1.4.2", wire::PrinterHealth::ok, 9'000'000'000};
  world.pull(kiosk);
  kiosk.health->printer = wire::PrinterHealth::out;
  world.pull(kiosk);  // within the same half minute
  CHECK(row().printer == wire::PrinterHealth::out);
  CHECK(row().version == "1.4.2");
  CHECK(row().free_bytes == 9'000'000'000);
  world.clock.now = world.clock.now + kMinute_ms;
  kiosk.health = wire::DeviceHealth{"1.4.3", wire::PrinterHealth::unknown, 8'000'000'000};  // a command line
  world.pull(kiosk);
  CHECK(row().printer == wire::PrinterHealth::out);
  CHECK(row().version == "1.4.3");
}
