#include <doctest/doctest.h>

#include <algorithm>

#include "sync/headoffice/cases/person_data.h"
#include "sync/headoffice/record/erasure.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

Visitor service(const std::string& mall) { return {{"1001", Role::service, "service", "周敏"}, mall, "", ""}; }

Json contact(const char* phone) { return Json::object().set("phone", phone).set("name", "陈女士"); }

PhoneLookup lost(const char* phone) { return {"xinghe", phone, Asker::shopper, Purpose::lost_receipt, 92}; }

struct Told {
  World world;
  Device kiosk{*world.office, "xinghe", "kiosk", "K1"};
  Told() { kiosk.at = world.clock.now - 2 * kDay_ms; }
  CaseCode submit(const char* text, const char* phone) { return kiosk.submit(text, phone ? contact(phone) : Json()); }
  void send() { world.send(kiosk.everything()); }
};

std::vector<std::string> codes(const Result<std::vector<CaseRow>>& rows) {
  REQUIRE(rows.ok());
  std::vector<std::string> out;
  for (const auto& row : *rows) out.push_back(to_compact(row.code));
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("a lost receipt is found by phone however it is written, and the question stands in the purpose log (R130, decision 17)") {
  Told told;
  auto first = told.submit("沙发腿断了", "13700004416"), second = told.submit("还没有修", "+86 137-0000-4416");
  told.submit("别人的", "13700004417");
  told.submit("匿名的", nullptr);
  told.send();
  auto& office = *told.world.office;
  std::vector<std::string> both{to_compact(first), to_compact(second)};
  std::sort(both.begin(), both.end());
  CHECK(codes(find_by_phone(office, lost("137 0000 4416"), service("xinghe"))) == both);
  CHECK(codes(find_by_phone(office, lost("13999999999"), service("xinghe"))).empty());
  auto log = list_purposes(office, "", service("xinghe"));
  REQUIRE(log.ok());
  REQUIRE(log->size() == 2);
  CHECK(log->at(1).cases.size() == 2);
  CHECK(log->at(1).by == "1001");
  CHECK(log->front().cases.empty());
  for (const auto& body : told.world.rows("SELECT body FROM ledger")) CHECK(body.find("4416") == std::string::npos);
  CHECK(list_purposes(office, "", service("binjiang"))->empty());
}

TEST_CASE("nobody looks into another mall, tries numbers, or finds what is too old or erased") {
  Told told;
  auto code = told.submit("沙发腿断了", "13700004416");
  told.send();
  auto& office = *told.world.office;
  CHECK(find_by_phone(office, lost("13700004416"), service("binjiang")).error().code == Errc::not_found);
  CHECK(find_by_phone(office, lost("4416"), service("xinghe")).error().what == "phone");
  auto old = lost("13700004416");
  old.days = 1;
  CHECK(codes(find_by_phone(office, old, service("xinghe"))).empty());
  old.days = 0;
  CHECK(find_by_phone(office, old, service("xinghe")).error().what == "days");
  CHECK(codes(find_by_phone(office, lost("13700004416"), service("xinghe"))).size() == 1);
  REQUIRE(office.store().write([&](Database& db) { return erase_case(office, db, {code, "contact", "person"}, office.now(), ErasureSource::event); }).ok());
  CHECK(codes(find_by_phone(office, lost("13700004416"), service("xinghe"))).empty());
  for (int i = 0; i < kLookups_an_hour; ++i) (void)find_by_phone(office, lost("13700004416"), service("xinghe"));
  CHECK(find_by_phone(office, lost("13700004416"), service("xinghe")).error().code == Errc::busy);
  told.world.clock.now = told.world.clock.now + kHour_ms + kMinute_ms;
  CHECK(find_by_phone(office, lost("13700004416"), service("xinghe")).ok());
}

TEST_CASE("one person's data is handed out whole, without staff and notes, and both the case and the log say so (R126)") {
  Told told;
  auto code = told.submit("沙发腿断了", "13700004416");
  told.send();
  auto& office = *told.world.office;
  Device counter(office, "xinghe", "counter", "C1");
  counter.at = told.kiosk.at + kHour_ms;
  auto phoned = make_case_code(told.world.random);
  auto body = Json::object().set("contact_type", "complaint").set("category", "service_attitude").set("language", "zh-Hans");
  body.set("consent", Json::object().set("text", "…").set("version", "1"));
  counter.write(phoned, "submitted", body, staff("1001", Role::service), Json::object().set("text", "打电话来说的").set("contact", contact("13700004416")));
  counter.write(code, "acknowledged", Json::object(), staff("1001", Role::service));
  counter.write(code, "noted", Json::object(), staff("1001", Role::service), Json::object().set("text", "内部备注甲"));
  told.world.send(counter.everything());
  auto data = person_data(office, {"xinghe", "13700004416", Asker::shopper, Purpose::own_data, 92}, {{"M1", Role::manager, "operations", "王芳"}, "xinghe", "", ""});
  REQUIRE(data.ok());
  auto text = data->dump();
  CHECK(text.find("沙发腿断了") != std::string::npos);
  CHECK(text.find("13700004416") != std::string::npos);
  CHECK(text.find("陈女士") != std::string::npos);
  CHECK(text.find("打电话来说的") != std::string::npos);
  CHECK(text.find("内部备注甲") == std::string::npos);
  CHECK(text.find("1001") == std::string::npos);
  CHECK(told.world.number("SELECT count(*) FROM event WHERE kind = 'viewed'") == 2);
  auto log = list_purposes(office, "", service("xinghe"));
  REQUIRE(log.ok());
  CHECK(log->front().kind == PurposeKind::person_data);
  CHECK(log->front().cases.size() == 2);
}

TEST_CASE("what a counter looked up stands in the purpose log too, and its words are its own (R130)") {
  Told told;
  auto code = told.submit("沙发腿断了", "13700004416");
  told.send();
  auto& office = *told.world.office;
  Device counter(office, "xinghe", "counter", "C1");
  counter.at = told.kiosk.at + kHour_ms;
  counter.write({}, "looked_up", looked_up_body(Asker::relative, Purpose::progress, {code}),
                staff("1001", Role::service));
  auto strange = Json::object()
                     .set("asker", "<b>13700004416</b>")
                     .set("purpose", "progress")
                     .set("cases", Json::array());
  counter.write({}, "looked_up", strange, staff("1001", Role::service));
  told.world.send(counter.everything());
  told.world.send(counter.everything());  // the same batch again
  auto log = list_purposes(office, "", service("xinghe"));
  REQUIRE(log.ok());
  REQUIRE(log->size() == 1);
  const auto& entry = log->front();
  CHECK(entry.by == "1001");
  CHECK(entry.asker == Asker::relative);
  CHECK(entry.purpose == Purpose::progress);
  CHECK(entry.cases == std::vector{code});
  CHECK(count_purposes(office, "1001", counter.at - kHour_ms).value() == 1);
  auto heard = [&](const Device& device) {
    const auto page = told.world.pull(device);
    return std::count_if(page.block.frames.begin(), page.block.frames.end(), [](const auto& frame) {
      return as_text(frame.event).find("looked_up") != std::string_view::npos;
    });
  };
  CHECK(heard(Device(office, "xinghe", "counter", "C2")) == 2);
  CHECK(heard(told.kiosk) == 0);
}
