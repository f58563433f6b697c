// Spans and time left in words (screens-staff.md section 4). Rounded down while time is left, up when
// overdue, so that nobody is told more time than there is. Two units at most.
#pragma once

#include <cstdint>
#include <string>

#include "core/text/catalogue.h"

namespace redress {

enum class Rounding { down, up };

// 22 分钟, 2 小时 34 分, 1 天 3 小时.
std::string span_words(const Catalogue& words, std::int64_t span_ms, Rounding rounding = Rounding::down);

struct TimeLeft {
  enum class State { running, overdue, paused, stopped_in_time, stopped_late };
  State state = State::running;
  std::int64_t left_ms = 0;     // running: time left
  std::int64_t late_ms = 0;     // overdue or stopped late: beyond the deadline
  std::int64_t took_ms = 0;     // stopped: from start to stop
  std::int64_t transit_ms = 0;  // part of late_ms lost in transit; 0 = none
  int working_days_left = 0;    // whole days of a working-day clock; 0 = say it in hours
};

// 剩 2 小时 34 分 / 超时 1 小时 40 分 / 用时 30 小时，超 6 小时 …
std::string time_left_words(const Catalogue& words, const TimeLeft& time);

// 3 分钟前, for "last seen".
std::string ago_words(const Catalogue& words, std::int64_t span_ms);

}  // namespace redress
