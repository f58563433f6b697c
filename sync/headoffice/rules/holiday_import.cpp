#include "sync/headoffice/rules/holiday_import.h"

#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/base/civil.h"
#include "core/base/utf8.h"
#include "sync/headoffice/rules/worked_day.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kFile_bytes = std::size_t{1} << 20;
constexpr std::size_t kMost_name_bytes = 60;
constexpr int kMost_days = 31;  // of one event

struct Days {
  std::map<CivilDate, std::string> off, worked;
};

struct Years {
  int first, last;
};

CivilDate date_of(icaltimetype t) {
  return {t.year, t.month, t.day};
}

// A line may be folded in the middle of a character (RFC 5545, 3.1).
std::string unfolded(std::string_view icalendar) {
  std::string out;
  for (std::size_t i = 0; i < icalendar.size(); ++i) {
    const auto fold = icalendar.substr(i, 3);
    if (fold == "\r\n " || fold == "\r\n\t") i += 2;
    else if (fold.starts_with("\n ") || fold.starts_with("\n\t")) i += 1;
    else out += icalendar[i];
  }
  return out;
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
    (names_worked_day(name) ? out.worked : out.off).emplace(day, name.empty() ? to_iso(day) : name);
  }
}

// A rule of the file may name every second since the year 1: what all rules together may cost is bounded, and
// a whole day repeats by days or slower.
struct Patience {
  int rules = 200, steps = 20'000;
};

bool by_days(const icalrecurrencetype& rule) {
  return rule.freq >= ICAL_DAILY_RECURRENCE && rule.freq <= ICAL_YEARLY_RECURRENCE &&
         rule.by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX && rule.by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX &&
         rule.by_second[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

// Occurrences that an event of their own moves, renames or cancels (RECURRENCE-ID), by the rule's UID.
using Replaced = std::map<std::string, std::set<CivilDate>>;

std::string uid_of(icalcomponent* event) {
  const char* uid = icalcomponent_get_uid(event);
  return uid ? uid : "";
}

// Errc::invalid: one that changes every later occurrence too, which nobody here expands.
Status note_replaced(icalcomponent* event, Replaced& out) {
  auto* property = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
  if (!property) return {};
  if (icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER))
    return Error{Errc::invalid, "the calendar changes a repeated day and all that follow (RECURRENCE-ID;RANGE); "
                                "write them as events of their own"};
  out[uid_of(event)].insert(date_of(icalproperty_get_recurrenceid(property)));
  return {};
}

template <class Take>
void each_occurrence(icalcomponent* event, icaltimetype start, int last_year, Patience& patience, Take take) {
  for (auto* property = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
       property && patience.rules-- > 0;
       property = icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY)) {
    const auto rule = icalproperty_get_rrule(property);
    if (!by_days(rule)) continue;
    const std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> days(
        icalrecur_iterator_new(rule, start), icalrecur_iterator_free);
    while (days && patience.steps-- > 0) {
      auto day = icalrecur_iterator_next(days.get());
      if (icaltime_is_null_time(day) || day.year > last_year) break;
      if (!icalproperty_recurrence_is_excluded(event, &start, &day)) take(date_of(day));
    }
  }
}

// Days named one by one beside the rule or without one (RDATE); a period of hours is no whole day.
template <class Take>
void each_named_day(icalcomponent* event, icaltimetype start, Patience& patience, Take take) {
  for (auto* property = icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY);
       property && patience.steps-- > 0;
       property = icalcomponent_get_next_property(event, ICAL_RDATE_PROPERTY)) {
    auto day = icalproperty_get_rdate(property).time;
    if (icaltime_is_null_time(day) || !day.is_date) continue;
    if (!icalproperty_recurrence_is_excluded(event, &start, &day)) take(date_of(day));
  }
}

void take_event(icalcomponent* event, Years years, const Replaced& replaced, Patience& patience, Days& out) {
  if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) return;
  const icaltimetype start = icalcomponent_get_dtstart(event), end = icalcomponent_get_dtend(event);
  if (icaltime_is_null_time(start) || !start.is_date) return;
  int days = icaltime_is_null_time(end)
                 ? 1
                 : static_cast<int>(days_from_civil(date_of(end)) - days_from_civil(date_of(start)));
  days = std::clamp(days, 1, kMost_days);
  const auto name = short_name(icalcomponent_get_summary(event));
  const bool repeats = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY) ||
                       icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY);
  const auto elsewhere = replaced.find(uid_of(event));
  const auto take = [&](CivilDate day) {
    const bool moved = repeats && elsewhere != replaced.end() && elsewhere->second.contains(day);
    if (!moved) take_span(day, days, name, years, out);
  };
  if (!icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY)) {
    auto first = start;
    if (!repeats || !icalproperty_recurrence_is_excluded(event, &first, &first)) take(date_of(start));
  }
  each_occurrence(event, start, years.last, patience, take);
  each_named_day(event, start, patience, take);
}

Json as_json(const Days& days) {
  auto row = [](CivilDate day, const std::string& name) {
    return Json::object().set("date", to_iso(day)).set("name", name);
  };
  Json off = Json::array(), worked = Json::array();
  for (const auto& [day, name] : days.off)
    if (!days.worked.contains(day)) off.push(row(day, name));
  for (const auto& [day, name] : days.worked) worked.push(row(day, name));
  return Json::object().set("holidays", std::move(off)).set("make_up_days", std::move(worked));
}

}  // namespace

Result<Json> read_holidays(std::string_view icalendar, int first_year, int last_year) {
  if (icalendar.size() > kFile_bytes) return Error{Errc::limit, "the calendar is larger than 1 MiB"};
  // In another encoding no name says that a day is worked, and it would become a holiday.
  if (!is_valid_utf8(unfolded(icalendar))) return Error{Errc::invalid, "the calendar is not in UTF-8; save it as UTF-8 and try again"};
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> root(
      icalparser_parse_string(std::string(icalendar).c_str()), icalcomponent_free);
  if (!root) return Error{Errc::invalid, "this is no iCalendar file (BEGIN:VCALENDAR … END:VCALENDAR)"};
  std::vector<icalcomponent*> events;
  auto add_events = [&](icalcomponent* calendar) {
    for (auto* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
      events.push_back(event);
  };
  add_events(root.get());
  for (auto* calendar = icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT); calendar;
       calendar = icalcomponent_get_next_component(root.get(), ICAL_VCALENDAR_COMPONENT))
    add_events(calendar);
  Replaced replaced;
  for (auto* event : events) REDRESS_TRY(note_replaced(event, replaced));
  Days days;
  Patience patience;
  for (auto* event : events) take_event(event, {first_year, last_year}, replaced, patience, days);
  if (days.off.empty() && days.worked.empty())
    return Error{Errc::invalid, "the calendar names no whole day from " + std::to_string(first_year) +
                                    " to " + std::to_string(last_year)};
  return as_json(days);
}

}  // namespace redress::headoffice
