#include "core/text/time_words.h"

#include "core/base/instant.h"

namespace redress {
namespace {

std::int64_t in_units(std::int64_t span_ms, std::int64_t unit_ms, Rounding rounding) {
  return (span_ms + (rounding == Rounding::up ? unit_ms - 1 : 0)) / unit_ms;
}

std::string hours_words(const Catalogue& words, std::int64_t minutes) {
  if (minutes < 60) return words.text("span.minutes"_msg, {{"n", minutes}});
  if (minutes % 60 == 0) return words.text("span.hours"_msg, {{"n", minutes / 60}});
  return words.text("span.hours_minutes"_msg, {{"h", minutes / 60}, {"m", minutes % 60}});
}

// Work done is told in hours up to three days: 用时 30 小时.
std::string took_words(const Catalogue& words, std::int64_t span_ms, Rounding rounding) {
  if (span_ms < kDay_ms || span_ms >= 3 * kDay_ms) return span_words(words, span_ms, rounding);
  return words.text("span.hours"_msg, {{"n", in_units(span_ms, kHour_ms, rounding)}});
}

}  // namespace

std::string span_words(const Catalogue& words, std::int64_t span_ms, Rounding rounding) {
  if (span_ms < kMinute_ms) return words.text("span.under_minute"_msg);
  std::int64_t minutes = in_units(span_ms, kMinute_ms, rounding);
  if (minutes < 24 * 60) return hours_words(words, minutes);
  std::int64_t hours = in_units(span_ms, kHour_ms, rounding);
  if (hours % 24 == 0) return words.text("span.days"_msg, {{"n", hours / 24}});
  return words.text("span.days_hours"_msg, {{"d", hours / 24}, {"h", hours % 24}});
}

std::string time_left_words(const Catalogue& words, const TimeLeft& time) {
  switch (time.state) {
    case TimeLeft::State::paused: return words.text("left.paused"_msg);
    case TimeLeft::State::overdue: {
      std::string span = span_words(words, time.late_ms, Rounding::up);
      if (time.transit_ms < kMinute_ms) return words.text("left.over"_msg, {{"span", span}});
      return words.text("left.over_transit"_msg, {{"span", span}, {"transit", span_words(words, time.transit_ms)}});
    }
    case TimeLeft::State::stopped_in_time:
      if (time.took_ms < kMinute_ms) return words.text("left.took_moment"_msg);
      return words.text("left.took"_msg, {{"span", took_words(words, time.took_ms, Rounding::up)}});
    case TimeLeft::State::stopped_late:
      return words.text("left.took_late"_msg, {{"span", took_words(words, time.took_ms, Rounding::up)},
                                               {"late", took_words(words, time.late_ms, Rounding::up)}});
    case TimeLeft::State::running: break;
  }
  if (time.working_days_left > 0)
    return words.text("left.time"_msg, {{"span", words.text("span.working_days"_msg, {{"n", time.working_days_left}})}});
  if (time.left_ms < kMinute_ms) return words.text("left.under_minute"_msg);
  return words.text("left.time"_msg, {{"span", span_words(words, time.left_ms)}});
}

std::string ago_words(const Catalogue& words, std::int64_t span_ms) {
  if (span_ms < kMinute_ms) return words.text("date.just_now"_msg);
  if (span_ms < kHour_ms) return words.text("date.minutes_ago"_msg, {{"n", span_ms / kMinute_ms}});
  if (span_ms < kDay_ms) return words.text("date.hours_ago"_msg, {{"n", span_ms / kHour_ms}});
  return words.text("date.days_ago"_msg, {{"n", span_ms / kDay_ms}});
}

}  // namespace redress
