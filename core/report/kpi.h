// The fourteen KPIs of domain.md section 6, registration in time (R1), call-backs (R117) and accuracy (R148): one row of a table and one function each. A figure is numerator over
// denominator with what was left out, so that its formula can be shown with its real numbers (R136–R148, R154).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/policy/report_rules.h"
#include "core/report/tally.h"

namespace redress {

// What a scope and period measured, beside the sums.
struct Measured {
  Tally tally;
  std::int64_t median_resolve_ms = 0;             // of the resolved
  std::int64_t channels_known = 0;                // received through a channel of the list
  std::int64_t events_received = 0, events_numbered = 0;
};

enum class KpiUnit {
  share,    // numerator / denominator, shown in per cent
  hours,    // numerator in ms
  ratio,
  yuan,     // numerator in fen
  change,   // numerator against denominator, shown as a difference in per cent
};

struct Figure {
  std::int64_t numerator = 0, denominator = 0;
  std::int64_t count = 0;     // cases (ratings, events) it rests on
  std::int64_t excluded = 0;  // received, but in neither part
  // In per mille, ms, hundredths, fen or per mille of change; nothing without a denominator.
  std::optional<std::int64_t> value;
  static constexpr std::int64_t kFew = 10;
  bool few() const { return count < kFew; }  // shown without a share
};

enum class Verdict { none, met, above_floor, missed };

struct Kpi {
  std::string_view code;
  KpiUnit unit;
  bool less_is_better;
  Figure (*figure)(const Measured& now, const Measured& before);
  std::optional<std::int64_t> floor{}, goal{};  // in the unit of `value`; goal only if it differs. Of with_target()
};

enum class KpiCode {
  registered_in_24_h, acknowledged_in_time, response_time, answered_in_24_h, resolved_on_time, closure, satisfaction, called_back,
  first_contact, repeats, resolve_efficiency, completeness, valid_share, cost, channels, handling_efficiency, accuracy,
};
inline constexpr std::size_t kKpi_count = 17;
const std::array<Kpi, kKpi_count>& kpis();
const Kpi& kpi(KpiCode code);
Kpi with_target(Kpi kpi, const ReportTarget* target);  // of the policy's report.targets; none: without floor and goal

std::optional<KpiCode> find_kpi(std::string_view code);

// What "in time" means for the KPIs that count hours.
std::int64_t limit_hours(std::string_view code);

Verdict verdict(const Kpi& kpi, const Figure& figure);

// Ratings entered by staff on the phone, never added to those of shoppers.
Figure staff_satisfaction(const Measured& now);
Figure valid_on_time(const Measured& now);  // resolved on time over valid complaints alone

}  // namespace redress
