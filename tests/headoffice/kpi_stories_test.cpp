// What single cases add to the figures of their month: each story was counted by hand.
#include <doctest/doctest.h>

#include <sstream>

#include "sync/headoffice/report/report.h"
#include "tests/headoffice/months.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

// June 2026 in Hangzhou: the 1st is a Monday, the 19th (Dragon Boat) a holiday. "2 10:30" is a time of it, "h" and "m" of the
// expected figures are hours and minutes.
Instant june(int day, const std::string& time) {
  static const Zone zone = *Zone::parse_rule("CST-8");
  return zone.utc({{2026, 6, 1}, std::stoi(time.substr(0, 2)), std::stoi(time.substr(3)), 0}) + (day - 1) * kDay_ms;
}

struct Story {
  const char *title, *registration, *steps, *counts;
};

// Steps: "day time kind body", by the counter; "!" before the kind: by the shopper; "*": by another counter.
constexpr Story kStories[] = {
    {"answered after 25 hours, confirmed: on time, at the first contact, not within 24 hours",
     "1 09:00 other",
     "1 10:00 acknowledged\n1 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n1 12:00 investigated {\"cause_class\":\"service\",\"validity\":\"valid\"}\n"
     "2 09:00 resolved {\"remedies\":[\"repair\"],\"cost_fen\":5000,\"minutes\":30}\n2 10:00 fed_back {\"text\":\"x\"}\n2 20:00 !confirmed\n2 20:01 !rated {\"result\":5,\"attitude\":4}",
     "acknowledged_in_time 1 answered 1 answered_in_24_h 0 response_ms 25h resolved 1 resolve_ms 25h closed 1 closed_in_time 1 late 0 closed_first_contact 1 closed_repeat 0 decided 1 valid 1 told 1 shopper_rated 1 shopper_satisfied 1 attitude_sum 4 cost_fen 8000"},
    {"two days of waiting for the shopper do not count; nobody contradicts, so it closes after seven days",
     "1 09:00 other",
     "1 10:00 replied {\"text\":\"x\"}\n1 10:30 acknowledged\n1 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n1 12:00 investigated {\"cause_class\":\"service\",\"validity\":\"need\"}\n"
     "1 15:00 paused {\"reason\":\"shopper\"}\n3 15:00 resumed\n4 15:00 resolved {\"remedies\":[\"explanation\"]}\n4 16:00 fed_back {\"text\":\"x\"}",
     "acknowledged_in_time 1 answered 1 answered_in_24_h 1 response_ms 1h resolved 1 resolve_ms 31h closed 1 closed_in_time 1 closed_first_contact 1 decided 1 valid 0 told 1 shopper_rated 0 cost_fen 0"},
    {"extended by a manager: in time by the new date",
     "1 09:00 facilities",
     "1 10:00 acknowledged\n1 11:00 assigned {\"departments\":[\"engineering\"],\"person\":\"1003\"}\n2 12:00 investigated {\"cause_class\":\"process\"}\n3 12:00 extended {\"until\":8 12:00,\"reason\":\"parts\"}\n"
     "8 10:00 resolved {\"remedies\":[\"repair\"]}\n8 11:00 fed_back {\"text\":\"x\"}\n9 11:00 !confirmed",
     "answered 1 answered_in_24_h 0 response_ms 170h resolve_ms 170h closed 1 closed_in_time 1 closed_first_contact 1 decided 0"},
    {"nobody acknowledged it: assigning counts, after a day; the result is late",
     "8 09:00 other",
     "9 09:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n9 10:00 investigated {\"cause_class\":\"service\",\"validity\":\"unfounded\"}\n11 09:00 resolved {\"remedies\":[\"apology\"]}\n11 10:00 fed_back {\"text\":\"x\"}\n11 12:00 !confirmed",
     "acknowledged_in_time 0 acknowledge_pending 0 answered 1 answered_in_24_h 0 response_ms 73h resolve_ms 73h closed 1 closed_in_time 0 late 0 decided 1 valid 0"},
    {"disputed and answered again within the rest of its time",
     "1 09:00 other",
     "1 10:00 acknowledged\n1 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n1 12:00 investigated {\"cause_class\":\"service\"}\n2 08:00 resolved {\"remedies\":[\"apology\"],\"cost_fen\":1000}\n2 08:59 fed_back {\"text\":\"x\"}\n"
     "3 08:59 !disputed {\"reason\":\"not_done\"}\n3 10:00 investigated {\"cause_class\":\"service\"}\n4 07:00 resolved {\"remedies\":[\"gift\"],\"cost_fen\":2000}\n4 07:59 fed_back {\"text\":\"y\"}\n4 12:00 !confirmed",
     "answered_in_24_h 1 resolve_ms 2819m closed 1 closed_in_time 1 closed_first_contact 0 cost_fen 3000"},
    {"disputed and left lying: late, not closed",
     "1 09:00 other",
     "1 10:00 acknowledged\n1 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n1 12:00 investigated {\"cause_class\":\"service\"}\n2 08:00 resolved {\"remedies\":[\"apology\"],\"cost_fen\":1000}\n2 08:59 fed_back {\"text\":\"x\"}\n3 09:00 !disputed {\"reason\":\"not_done\"}",
     "answered 1 resolved 0 closed 0 closed_in_time 0 late 1 cost_fen 0 told 1"},
    {"reopened by a manager after it was confirmed, answered within a working day, archived",
     "1 09:00 other",
     "1 10:00 acknowledged\n1 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n1 12:00 investigated {\"cause_class\":\"service\"}\n1 13:00 resolved {\"remedies\":[\"apology\"]}\n1 14:00 fed_back {\"text\":\"x\"}\n1 15:00 !confirmed\n"
     "5 09:00 reopened {\"reason\":\"other\"}\n5 10:00 investigated {\"cause_class\":\"service\"}\n5 11:00 resolved {\"remedies\":[\"apology\"]}\n5 12:00 fed_back {\"text\":\"y\"}\n5 13:00 archived",
     "closed 1 closed_in_time 1 closed_first_contact 0 resolve_ms 8h"},
    {"handed on once: not the first contact",
     "1 09:00 other",
     "1 10:00 acknowledged\n1 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n1 11:30 assigned {\"departments\":[\"service\"],\"person\":\"1002\"}\n1 12:00 investigated {\"cause_class\":\"service\"}\n1 13:00 resolved {\"remedies\":[\"apology\"]}\n1 14:00 fed_back {\"text\":\"x\"}\n1 15:00 !confirmed",
     "closed 1 closed_in_time 1 closed_first_contact 0"},
    {"raised to level 1 after four hours: 24 hours, missed",
     "1 09:00 other",
     "1 10:00 acknowledged\n1 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n1 12:00 investigated {\"cause_class\":\"service\"}\n1 13:00 regraded {\"level\":1}\n2 14:00 resolved {\"remedies\":[\"apology\"]}\n2 15:00 fed_back {\"text\":\"x\"}\n2 16:00 !confirmed",
     "closed 1 closed_in_time 0 closed_first_contact 1 resolve_ms 30h"},
    {"two gave a result without knowing of each other; staff settled that the first one holds: it costs once",
     "1 09:00 other",
     "1 10:00 acknowledged\n1 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n1 12:00 investigated {\"cause_class\":\"service\"}\n1 13:00 resolved {\"remedies\":[\"apology\"],\"cost_fen\":1000,\"minutes\":10}\n1 13:30 *resolved {\"remedies\":[\"apology\"],\"cost_fen\":3000,\"minutes\":20}\n1 13:40 settled {FIRST}\n1 14:00 fed_back {\"text\":\"x\"}\n1 15:00 !confirmed",
     "closed 1 closed_in_time 1 cost_fen 7000"},
    {"registered 26 hours after it was received by letter; the shopper was called and reached",
     "2 09:00 other received 26 contact",
     "2 10:00 acknowledged\n2 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n2 12:00 investigated {\"cause_class\":\"service\"}\n2 13:00 resolved {\"remedies\":[\"apology\"]}\n2 14:00 fed_back {\"text\":\"x\"}\n"
     "5 10:00 called_back {\"reached\":false}\n6 10:00 called_back {\"reached\":true}",
     "timed 1 registered_in_24_h 0 callable 1 called 1 closed 1"},
    {"registered within 24 hours; called in vain, and closed by itself",
     "2 09:00 other received 24 contact",
     "2 10:00 acknowledged\n2 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n2 12:00 investigated {\"cause_class\":\"service\"}\n2 13:00 resolved {\"remedies\":[\"apology\"]}\n2 14:00 fed_back {\"text\":\"x\"}\n"
     "5 10:00 called_back {\"reached\":false}",
     "timed 1 registered_in_24_h 1 callable 1 called 0 closed 1"},
    {"the shopper rated it without being called, and the contact was erased since",
     "2 09:00 other contact",
     "2 10:00 acknowledged\n2 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n2 12:00 investigated {\"cause_class\":\"service\"}\n2 13:00 resolved {\"remedies\":[\"apology\"]}\n2 14:00 fed_back {\"text\":\"x\"}\n"
     "3 10:00 !confirmed\n3 10:01 !rated {\"result\":3}\n20 10:00 erased {\"scope\":\"contact\"}",
     "timed 0 registered_in_24_h 0 callable 1 called 1 shopper_rated 1 shopper_satisfied 0"},
    {"the sealed parts are erased: every figure stays",
     "1 09:00 other",
     "1 10:00 acknowledged\n1 11:00 assigned {\"departments\":[\"service\"],\"person\":\"1001\"}\n1 12:00 investigated {\"cause_class\":\"service\"}\n1 13:00 resolved {\"remedies\":[\"apology\"],\"cost_fen\":100}\n1 14:00 fed_back {\"text\":\"x\"}\n1 15:00 !confirmed\n10 09:00 erased {\"scope\":\"all\"}",
     "closed 1 closed_in_time 1 closed_first_contact 1 cost_fen 100 response_ms 5h timed 0 callable 0 called 0"},
};

std::int64_t expected(const std::string& text) {
  const auto number = std::stoll(text);
  return text.back() == 'h' ? number * kHour_ms : text.back() == 'm' ? number * kMinute_ms : number;
}

constexpr std::array<std::string_view, kCounts> kNames{
    "received", "timed", "registered_in_24_h", "acknowledged_in_time", "acknowledge_pending", "answered", "answer_pending", "answered_in_24_h", "response_ms", "resolved", "resolve_ms",
    "closed", "closed_in_time", "late", "closed_first_contact", "closed_repeat", "decided", "valid", "valid_closed", "valid_closed_in_time", "valid_late",
    "callable", "called", "told", "shopper_rated", "shopper_satisfied", "staff_rated", "staff_satisfied", "attitude_rated", "attitude_sum", "cost_fen", "transit_ms", "transit_over_hour",
    "late_by_transit", "reviewed", "upheld", "unreviewed", "overdue", "escalated"};

}  // namespace

TEST_CASE("what a case adds to each figure is what one counts by hand") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1"), other(*world.office, "xinghe", "counter", "C2");
  world.clock.now = june(30, "12:00") + 60 * kDay_ms;
  int number = 0;
  for (const auto& story : kStories) {
    const auto code = make_case_code(world.random);
    std::istringstream registration(story.registration);
    int day;
    std::string time, category;
    registration >> day >> time >> category;
    kiosk.at = june(day, time) - kSecond_ms;
    auto intake = object(R"({"contact_type":"complaint","category":")" + category + R"(","place":"p)" + std::to_string(number++) + "\"}");
    for (std::string word; registration >> word;) {
      int hours = 0;
      if (word == "received" && registration >> hours) intake.set("received_at", june(day, time).ms - hours * kHour_ms);
      if (word == "contact") intake.set("consent", Json::object().set("text", "…").set("version", "1"));
    }
    kiosk.write(code, "submitted", intake, shopper());
    world.clock.now = kiosk.at;
    world.send(kiosk.everything());
    std::istringstream steps(story.steps);
    std::vector<Uuid> resolved, known{kiosk.log.back().id}, before;
    for (std::string line; std::getline(steps, line);) {
      std::istringstream step(line);
      std::string kind, body;
      step >> day >> time >> kind;
      std::getline(step, body);
      auto& device = kind[0] == '*' ? other : counter;
      device.at = june(day, time) - kSecond_ms;
      if (const auto until = body.find("8 12:00"); until != std::string::npos) body.replace(until, 7, std::to_string(june(8, "12:00").ms));
      if (body.find("FIRST") != std::string::npos)
        body = R"({"events":[")" + to_text(resolved[0]) + "\",\"" + to_text(resolved[1]) + R"("],"holds":")" + to_text(resolved[0]) + "\"}";
      const bool by_shopper = kind[0] == '!';
      const auto of = kind.substr(by_shopper || kind[0] == '*');
      const auto actor = by_shopper ? shopper() : of == "erased" ? staff("9001", Role::administrator) : of == "called_back" ? staff("1001", Role::service) : staff("1005", Role::manager);
      device.seen = kind[0] == '*' ? before : known;
      const auto id = device.write(code, of, object(body.empty() ? "{}" : body), actor);
      before = known;
      if (kind[0] != '*') known = {id};
      else known.push_back(id);
      if (of == "resolved") resolved.push_back(id);
    }
  }
  world.clock.now = june(30, "12:00") + 60 * kDay_ms;
  world.send(counter.everything());
  world.send(other.everything());
  auto report = make_report(*world.office, *Period::parse("2026-06"), {}, world.head_office());
  REQUIRE(report.ok());
  number = 0;
  for (const auto& story : kStories) {
    CAPTURE(std::string(story.title));
    const auto found = report->sheet.of(Cut::place).find("p" + std::to_string(number++));
    REQUIRE(found != report->sheet.of(Cut::place).end());
    std::istringstream counts(story.counts);
    for (std::string name, value; counts >> name >> value;) {
      CAPTURE(name);
      const auto at = std::find(kNames.begin(), kNames.end(), name);
      REQUIRE(at != kNames.end());
      CHECK(found->second.sums()[static_cast<std::size_t>(at - kNames.begin())] == expected(value));
    }
  }
}
