// A time zone: UTC to local time and back, safe on the days when clocks change (R66 ff.).
// Bytes come from the system's tzdata (TZif version 2 or later, with its POSIX footer) or the rule alone.
// Immutable after parsing; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/civil.h"
#include "core/base/instant.h"
#include "core/base/result.h"

namespace redress {

class Zone {
 public:
  Zone() = default;  // UTC

  // Errors: Errc::invalid for bytes that are no TZif file of version 2 or later.
  static Result<Zone> parse_tzif(ByteView bytes);
  // A POSIX rule: "CST-8", "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30".
  static Result<Zone> parse_rule(std::string_view rule);

  int offset_s(Instant t) const;  // local minus UTC
  CivilTime local(Instant t) const;
  // Seconds since 1970 as the wall clock shows them, and back (as utc()).
  std::int64_t wall_s(Instant t) const;
  Instant at_wall_s(std::int64_t wall_s) const;
  // A time that the clock change leaves out counts by the offset before the change (02:30 becomes 03:30);
  // a time that happens twice is the first.
  Instant utc(CivilTime time) const;

 private:
  struct Day {            // when a rule's change happens: Mm.w.d, Jn or n, and local seconds
    enum class Kind { month_week_day, julian_without_leap, julian } kind = Kind::month_week_day;
    int month = 0, week = 0, day = 0;
    int time_s = 7200;
  };
  struct Rule {
    int standard_s = 0, summer_s = 0;
    bool has_summer = false;
    Day to_summer, to_standard;
  };
  static Result<Rule> read_rule(std::string_view text);
  static std::int64_t change_s(const Day& day, int year);
  int rule_offset_s(std::int64_t utc_s) const;

  std::vector<std::int64_t> changes_s_;  // UTC seconds, ascending
  std::vector<int> offsets_s_;           // offset from changes_s_[i] on
  int first_offset_s_ = 0;
  bool has_rule_ = false;
  Rule rule_;
};

}  // namespace redress
