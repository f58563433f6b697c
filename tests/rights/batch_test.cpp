// Role by action in batches signed by a real, approved counter whose program was changed: head office asks
// again.
#include <doctest/doctest.h>

#include "tests/headoffice/kit.h"
#include "tests/rights/rights.h"

using namespace redress;
using namespace redress::headoffice::test;
using redress::test::kStaff_roles;
using redress::test::rights;

namespace {

// Demo people of the first mall, by role; head office's own count in every mall.
constexpr const char* kNumbers[] = {"1001", "1003", "1004", "1005", "9002", "9001", "1009"};

Json clear_part(const ActionRule& rule, const Json& fields) {
  auto out = Json::object();
  if (rule.verb == Verb::settle)
    return out.set("events", Json::array().push(to_text(Uuid{}))).set("holds", to_text(Uuid{}));
  for (const auto& field : rule.fields)
    if (!field.sealed && fields.has(field.key)) out.set(std::string(field.key), fields[field.key]);
  return out;
}

}  // namespace

TEST_CASE("Forged batches: what a role may never do is refused, kept raw and changes no case") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  Device counter(*world.office, "xinghe", "counter", "C1");
  auto code = kiosk.submit("电梯停了");
  world.send(kiosk.everything());
  std::vector<std::string> wanted;
  for (const auto& row : rights()) {
    const auto& rule = *find_action(row.verb);
    auto body = clear_part(rule, row.fields);
    for (std::size_t role = 0; role < kStaff_roles.size(); ++role) {
      counter.write(code, std::string(rule.event), body, staff(kNumbers[role], kStaff_roles[role]),
                    Json::object().set("reason", "x"));
      wanted.push_back(row.ever(role) ? "" : "role");
    }
    counter.write(code, std::string(rule.event), body, shopper(), Json::object().set("text", "x"));
    wanted.push_back(row.shopper ? "" : "role");
  }
  auto ack = world.send(counter.everything());
  std::vector<std::string> got(wanted.size());
  for (const auto& result : ack.results)
    got[result.seq - 1] = result.outcome == wire::Outcome::refused ? result.reason : "";
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CAPTURE(rights()[i / 8].verb);
    CAPTURE(i % 8);
    CHECK(got[i] == wanted[i]);
  }
  auto refused = static_cast<std::int64_t>(std::count(wanted.begin(), wanted.end(), "role"));
  CHECK(world.number("SELECT count(*) FROM event WHERE verdict = 2") == refused);
  CHECK(world.number("SELECT events FROM case_row") ==
        1 + static_cast<std::int64_t>(wanted.size()) - refused);
}

TEST_CASE(
    "Forged batches: no action comes from a kiosk under a staff number, or from a person for a role never "
    "held") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  Device counter(*world.office, "xinghe", "counter", "C1");
  auto code = kiosk.submit("电梯停了");
  world.send(kiosk.everything());
  std::size_t of_kiosk = 0, of_counter = 0;
  for (const auto& row : rights()) {
    const auto& rule = *find_action(row.verb);
    for (std::size_t role = 0; role < kStaff_roles.size(); ++role) {
      if (!row.ever(role)) continue;
      kiosk.write(code, std::string(rule.event), clear_part(rule, row.fields),
                  staff(kNumbers[role], kStaff_roles[role]), Json::object().set("reason", "x"));
      ++of_kiosk;
      if (kStaff_roles[role] == Role::service) continue;
      counter.write(code, std::string(rule.event), clear_part(rule, row.fields),
                    staff("1001", kStaff_roles[role]), Json::object().set("reason", "x"));
      ++of_counter;
    }
  }
  auto ack = world.send(kiosk.batch(1, kiosk.log.size()));
  CHECK(ack.results.size() == of_kiosk);
  for (const auto& result : ack.results) CHECK(result.reason == "device");
  ack = world.send(counter.everything());
  CHECK(ack.results.size() == of_counter);
  for (const auto& result : ack.results) CHECK(result.reason == "staff");
}
