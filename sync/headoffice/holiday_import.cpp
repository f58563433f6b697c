#include "sync/headoffice/holiday_import.h"

#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "core/base/civil.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kFile_bytes = std::size_t{1} << 20;
constexpr std::size_t kMost_name_bytes = 60;
constexpr int kMost_days = 31;  // of one event

struct Days {
  std::map<CivilDate, std::string> off;
  std::set<CivilDate> worked;
};

struct Years {
  int first, last;
};

CivilDate date_of(icaltimetype t) {
  return {t.year, t.month, t.day};
}

bool says_work(const std::string& summary) {
  return summary.find("班") != std::string::npos || summary.find("work") != std::string::npos ||
         summary.find("Work") != std::string::npos;
}

std::string short_name(const char* summary) {
  std::string name = summary ? summary : "";
  if (name.size() <= kMost_name_bytes) return name;
  std::size_t end = kMost_name_bytes;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return name.substr(0, end);
}

void take_span(CivilDate from, int days, const std::string& name, Years years, Days& out) {
  for (int i = 0; i < days; ++i) {
    const CivilDate day = add_days(from, i);
    if (day.year < years.first || day.year > years.last) continue;
    if (says_work(name)) out.worked.insert(day);
    else out.off.emplace(day, name.empty() ? to_iso(day) : name);
  }
}

struct EventTake {
  std::string name;
  int days;
  Years years;
  Days* out;
};

void take_occurrence(icalcomponent*, icaltime_span* span, void* data) {
  const auto& take = *static_cast<EventTake*>(data);
  const auto start = icaltime_from_timet_with_zone(span->start, 1, icaltimezone_get_utc_timezone());
  take_span(date_of(start), take.days, take.name, take.years, *take.out);
}

void take_event(icalcomponent* event, Years years, Days& out) {
  const icaltimetype start = icalcomponent_get_dtstart(event), end = icalcomponent_get_dtend(event);
  if (icaltime_is_null_time(start) || !start.is_date) return;
  int days = icaltime_is_null_time(end) ? 1 : static_cast<int>(days_from_civil(date_of(end)) - days_from_civil(date_of(start)));
  days = std::clamp(days, 1, kMost_days);
  EventTake take{short_name(icalcomponent_get_summary(event)), days, years, &out};
  if (!icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY)) {
    take_span(date_of(start), days, take.name, years, out);
    return;
  }
  icaltimetype from = start, to = start;
  from.year = years.first, from.month = 1, from.day = 1;
  to.year = years.last + 1, to.month = 1, to.day = 1;
  icalcomponent_foreach_recurrence(event, from, to, take_occurrence, &take);
}

Json as_json(const Days& days) {
  Json off = Json::array(), worked = Json::array();
  for (const auto& [day, name] : days.off)
    if (!days.worked.contains(day)) off.push(Json::object().set("date", to_iso(day)).set("name", name));
  for (const auto& day : days.worked) worked.push(to_iso(day));
  return Json::object().set("holidays", std::move(off)).set("make_up_days", std::move(worked));
}

}  // namespace

Result<Json> read_holidays(std::string_view icalendar, int first_year, int last_year) {
  if (icalendar.size() > kFile_bytes) return Error{Errc::limit, "the calendar is larger than 1 MiB"};
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> root(
      icalparser_parse_string(std::string(icalendar).c_str()), icalcomponent_free);
  if (!root) return Error{Errc::invalid, "this is no iCalendar file (BEGIN:VCALENDAR … END:VCALENDAR)"};
  Days days;
  auto take_all = [&](icalcomponent* calendar) {
    for (auto* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
      take_event(event, {first_year, last_year}, days);
  };
  take_all(root.get());
  for (auto* calendar = icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT); calendar;
       calendar = icalcomponent_get_next_component(root.get(), ICAL_VCALENDAR_COMPONENT))
    take_all(calendar);
  if (days.off.empty() && days.worked.empty())
    return Error{Errc::invalid, "the calendar names no whole day from " + std::to_string(first_year) + " to " + std::to_string(last_year)};
  return as_json(days);
}

}  // namespace redress::headoffice
