#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "core/policy/policy.h"
#include "sync/headoffice/rules/holiday_import.h"
#include "sync/headoffice/rules/worked_day.h"
#include "tests/source_dir.h"

using namespace redress;
using headoffice::read_holidays;

namespace {

std::string calendar_of(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}

std::string event(const std::string& lines) {
  return "BEGIN:VEVENT\r\nUID:1\r\n" + lines + "END:VEVENT\r\n";
}

}  // namespace

TEST_CASE("the official days of 2025 and 2026 come out of iCalendar as the policy has them, make-up days too (R67)") {
  std::ifstream in(source_dir() + "/tests/headoffice/holidays-2025-2026.ics", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  const auto days = read_holidays(text, 2025, 2026);
  REQUIRE(days.ok());
  const Calendar& policy = default_policy().calendar;
  REQUIRE((*days)["holidays"].items().size() == policy.holidays.size());
  for (std::size_t i = 0; i < policy.holidays.size(); ++i)
    CHECK((*days)["holidays"].items()[i]["date"].string() == to_iso(policy.holidays[i].date));
  REQUIRE((*days)["make_up_days"].items().size() == policy.make_up_days.size());
  for (std::size_t i = 0; i < policy.make_up_days.size(); ++i)
    CHECK((*days)["make_up_days"].items()[i]["date"].string() == to_iso(policy.make_up_days[i]));
  CHECK((*read_holidays(text, 2026, 2026))["holidays"].items().size() < policy.holidays.size());
}

TEST_CASE("a day that repeats every year is expanded inside the years asked for") {
  const auto days = read_holidays(
      calendar_of(event("DTSTART;VALUE=DATE:20200501\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Labour Day\r\n")), 2026, 2028);
  REQUIRE(days.ok());
  REQUIRE((*days)["holidays"].items().size() == 3);
  CHECK((*days)["holidays"].items()[0]["date"].string() == "2026-05-01");
  CHECK((*days)["holidays"].items()[2]["date"].string() == "2028-05-01");
}

TEST_CASE("R67 one occurrence of a repeated day is left out, cancelled or moved as the calendar says") {
  const auto rule = event("DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20290501\r\nSUMMARY:Labour Day\r\n");
  const auto cancelled = event("RECURRENCE-ID;VALUE=DATE:20270501\r\nDTSTART;VALUE=DATE:20270501\r\nSTATUS:CANCELLED\r\nSUMMARY:Labour Day\r\n");
  const auto moved = event("RECURRENCE-ID;VALUE=DATE:20280501\r\nDTSTART;VALUE=DATE:20280503\r\nSUMMARY:Labour Day\r\n");
  for (const auto& text : {rule + cancelled + moved, moved + cancelled + rule}) {
    const auto days = read_holidays(calendar_of(text), 2026, 2030);
    REQUIRE(days.ok());
    std::vector<std::string> dates;
    for (const auto& row : (*days)["holidays"].items()) dates.emplace_back(row["date"].string());
    CHECK(dates == std::vector<std::string>{"2026-05-01", "2028-05-03", "2030-05-01"});
  }
  const auto all_later = read_holidays(
      calendar_of(rule + event("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270501\r\nDTSTART;VALUE=DATE:20270502\r\nSUMMARY:Labour Day\r\n")), 2026, 2030);
  REQUIRE_FALSE(all_later.ok());
  CHECK(all_later.error().what.find("RANGE") != std::string::npos);
}

TEST_CASE("R67 days named one by one beside the first count too, but not those the calendar leaves out or moves") {
  const auto named = event("DTSTART;VALUE=DATE:20260501\r\nRDATE;VALUE=DATE:20260601,20260701\r\nRDATE;VALUE=DATE:20260801\r\n"
                           "RDATE:20260901T090000\r\nEXDATE;VALUE=DATE:20260701\r\nSUMMARY:Founders' Day\r\n");
  auto days = read_holidays(calendar_of(named), 2026, 2026);
  REQUIRE(days.ok());
  CHECK(days->dump() ==
        R"({"holidays":[{"date":"2026-05-01","name":"Founders' Day"},{"date":"2026-06-01","name":"Founders' Day"},{"date":"2026-08-01","name":"Founders' Day"}],"make_up_days":[]})");
  const auto beside_rule = event("DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=YEARLY\r\nRDATE;VALUE=DATE:20260515\r\nSUMMARY:Labour Day\r\n");
  days = read_holidays(calendar_of(beside_rule), 2026, 2027);
  REQUIRE(days.ok());
  CHECK((*days)["holidays"].items().size() == 3);
}

TEST_CASE("an appointment with a time of day is no holiday, and what is no calendar is refused with a reason") {
  const auto timed = read_holidays(calendar_of(event("DTSTART:20260501T090000Z\r\nSUMMARY:Meeting\r\n")), 2026, 2026);
  REQUIRE_FALSE(timed.ok());
  CHECK(timed.error().what.find("2026") != std::string::npos);
  CHECK_FALSE(read_holidays("hello", 2026, 2026).ok());
  CHECK_FALSE(read_holidays("", 2026, 2026).ok());
  CHECK(read_holidays(std::string((1 << 20) + 1, 'x'), 2026, 2026).error().code == Errc::limit);
}

TEST_CASE("a calendar in another encoding is refused; a line folded in the middle of a character is none") {
  const std::string when = "DTSTART;VALUE=DATE:20260501\r\n";
  const auto gbk = read_holidays(calendar_of(event(when + "SUMMARY:\xb2\xb9\xb0\xe0\r\n")), 2026, 2026);
  REQUIRE_FALSE(gbk.ok());
  CHECK(gbk.error().what.find("UTF-8") != std::string::npos);
  const auto folded = read_holidays(calendar_of(event(when + "SUMMARY:\xe8\xa1\xa5\xe7\r\n \x8f\xad\r\n")), 2026, 2026);
  REQUIRE(folded.ok());
  CHECK((*folded)["make_up_days"].items().size() == 1);
}

TEST_CASE("only a name that says so makes a working day: Workers' Day is a holiday, a make-up day is worked (R67)") {
  for (const char* name : {"春节 补班", "勞動節補班", "国庆节调休上班", "春节（班）", "元旦 班", "Working Day", "Special working day (Lunar New Year)",
                           "New Year (workday)", "Make-up day for Labour Day", "Makeup day", "National Day (Work)", "Work Day"})
    CHECK_MESSAGE(headoffice::names_worked_day(name), name);
  for (const char* name : {"International Workers' Day", "Workers Day", "International Working Women's Day", "Non-working day", "Special Non-Working Day",
                           "Make-up holiday for Mid-Autumn", "World Day for Safety at Work", "劳动节 放假不上班", "补休", "调休", "休", ""})
    CHECK_MESSAGE(!headoffice::names_worked_day(name), name);
  const auto days = read_holidays(
      calendar_of(event("DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260504\r\nSUMMARY:International Workers' Day\r\n")), 2026, 2026);
  REQUIRE(days.ok());
  CHECK((*days)["holidays"].items().size() == 3);
  CHECK((*days)["make_up_days"].items().empty());
}

TEST_CASE("a cancelled event makes neither a holiday nor a working day") {
  const auto days = read_holidays(
      calendar_of(event("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:Labour Day\r\n") +
                  event("DTSTART;VALUE=DATE:20260509\r\nSTATUS:CANCELLED\r\nSUMMARY:补班\r\n") +
                  event("DTSTART;VALUE=DATE:20260612\r\nSTATUS:CANCELLED\r\nSUMMARY:Bridge day\r\n")), 2026, 2026);
  REQUIRE(days.ok());
  CHECK((*days)["holidays"].items().size() == 1);
  CHECK((*days)["make_up_days"].items().empty());
}

TEST_CASE("a rule that repeats every second, or for two thousand years, costs no time") {
  const auto every = [](const std::string& rule) {
    return event("DTSTART;VALUE=DATE:00010101\r\nRRULE:" + rule + "\r\nSUMMARY:x\r\n");
  };
  CHECK_FALSE(read_holidays(calendar_of(every("FREQ=SECONDLY")), 2026, 2026).ok());
  CHECK_FALSE(read_holidays(calendar_of(every("FREQ=DAILY;BYHOUR=1;BYSECOND=1,2,3")), 2026, 2026).ok());
  std::string many;
  for (int i = 0; i < 5000; ++i) many += every("FREQ=DAILY");
  (void)read_holidays(calendar_of(many), 2026, 2026);
}
