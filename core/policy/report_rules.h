// What the mall is held to by its reports: targets of the figures, what a minute of work costs, from how many complaints on
// it is warned (R1, R82, R83, R123, R140–R145, R154, R158). Part of the policy; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress {

enum class TargetUnit { percent, hours };

// Of one figure, by its code (core/report/kpi.h), or of satisfaction_after_sales, which has one of its own.
struct ReportTarget {
  std::string code;
  TargetUnit unit = TargetUnit::percent;
  int floor = 0;             // at least; of what should be little, at most
  std::optional<int> goal;   // beyond the floor
  bool operator==(const ReportTarget&) const = default;
};

struct ReportRules {
  std::vector<ReportTarget> targets{
      {"registered_in_24_h", TargetUnit::percent, 100, {}},
      {"acknowledged_in_time", TargetUnit::percent, 100, {}},
      {"response_time", TargetUnit::hours, 24, {}},
      {"answered_in_24_h", TargetUnit::percent, 95, {}},
      {"resolved_on_time", TargetUnit::percent, 95, {}},
      {"closure", TargetUnit::percent, 95, 98},
      {"satisfaction", TargetUnit::percent, 90, {}},
      {"satisfaction_after_sales", TargetUnit::percent, 92, {}},
      {"completeness", TargetUnit::percent, 100, {}},
      {"channels", TargetUnit::percent, 100, {}},
      {"handling_efficiency", TargetUnit::percent, -20, {}},
  };
  std::int64_t minute_fen = 100;
  int warn_period_cases = 5;  // of a category in the period; fewer never warn
  int warn_day_cases = 3;     // of a category on one day

  const ReportTarget* target(std::string_view code) const {
    for (const auto& row : targets)
      if (row.code == code) return &row;
    return nullptr;
  }
};

}  // namespace redress
