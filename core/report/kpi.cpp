#include "core/report/kpi.h"

namespace redress {

namespace {

std::int64_t rounded(std::int64_t numerator, std::int64_t denominator) {
  auto half = denominator / 2;
  return (numerator + (numerator < 0 ? -half : half)) / denominator;
}

Figure share(std::int64_t part, std::int64_t whole, std::int64_t excluded = 0) {
  Figure out{part, whole, whole, excluded, {}};
  if (whole > 0) out.value = rounded(part * 1000, whole);
  return out;
}

// What a shopper tells a kiosk or the web registers itself (R16).
Figure registered_in_24_h(const Measured& m, const Measured&) {
  return share(m.tally[Count::registered_in_24_h], m.tally[Count::timed], m.tally[Count::received] - m.tally[Count::timed]);
}

Figure acknowledged_in_time(const Measured& m, const Measured&) {
  auto pending = m.tally[Count::acknowledge_pending];
  return share(m.tally[Count::acknowledged_in_time], m.tally[Count::received] - pending, pending);
}

Figure response_time(const Measured& m, const Measured&) {
  auto answered = m.tally[Count::answered];
  Figure out{m.tally[Count::response_ms], answered, answered, m.tally[Count::received] - answered, {}};
  if (answered > 0) out.value = rounded(out.numerator, answered);
  return out;
}

Figure answered_in_24_h(const Measured& m, const Measured&) {
  auto pending = m.tally[Count::answer_pending];
  return share(m.tally[Count::answered_in_24_h], m.tally[Count::received] - pending, pending);
}

Figure resolved_on_time(const Measured& m, const Measured&) {
  auto whole = m.tally[Count::closed] + m.tally[Count::late];
  return share(m.tally[Count::closed_in_time], whole, m.tally[Count::received] - whole);
}

Figure closure(const Measured& m, const Measured&) { return share(m.tally[Count::closed], m.tally[Count::received]); }

Figure satisfaction(const Measured& m, const Measured&) {
  auto rated = m.tally[Count::shopper_rated];
  return share(m.tally[Count::shopper_satisfied], rated, m.tally[Count::told] - rated);
}

Figure called_back(const Measured& m, const Measured&) {
  return share(m.tally[Count::called], m.tally[Count::callable], m.tally[Count::received] - m.tally[Count::callable]);
}

Figure first_contact(const Measured& m, const Measured&) {
  auto closed = m.tally[Count::closed];
  return share(m.tally[Count::closed_first_contact], closed, m.tally[Count::received] - closed);
}

Figure repeats(const Measured& m, const Measured&) {
  auto closed = m.tally[Count::closed];
  return share(m.tally[Count::closed_repeat], closed, m.tally[Count::received] - closed);
}

// First-contact resolution over repeat rate: both have the closed cases as denominator, which cancels.
Figure resolve_efficiency(const Measured& m, const Measured&) {
  Figure out{m.tally[Count::closed_first_contact], m.tally[Count::closed_repeat], m.tally[Count::closed], 0, {}};
  if (out.denominator > 0) out.value = rounded(out.numerator * 100, out.denominator);
  return out;
}

Figure completeness(const Measured& m, const Measured&) { return share(m.events_received, m.events_numbered); }

Figure valid_share(const Measured& m, const Measured&) {
  auto decided = m.tally[Count::decided];
  return share(m.tally[Count::valid], decided, m.tally[Count::received] - decided);
}

Figure cost(const Measured& m, const Measured&) {
  auto closed = m.tally[Count::closed];
  Figure out{m.tally[Count::cost_fen], closed, closed, m.tally[Count::received] - closed, {}};
  if (closed > 0) out.value = rounded(out.numerator, closed);
  return out;
}

Figure channels(const Measured& m, const Measured&) { return share(m.channels_known, m.tally[Count::received]); }

Figure handling_efficiency(const Measured& m, const Measured& before) {
  auto resolved = m.tally[Count::resolved];
  Figure out{m.median_resolve_ms, before.median_resolve_ms, resolved, m.tally[Count::received] - resolved, {}};
  if (resolved > 0 && out.denominator > 0) out.value = rounded((out.numerator - out.denominator) * 1000, out.denominator);
  return out;
}

// Of the results that a supervisor or manager looked at again, those that stood (R94, R148).
Figure accuracy(const Measured& m, const Measured&) {
  return share(m.tally[Count::upheld], m.tally[Count::reviewed], m.tally[Count::unreviewed]);
}

// code, unit, less is better, figure; floor and goal are the policy's
constexpr std::array<Kpi, kKpi_count> kKpis{{
    {"registered_in_24_h", KpiUnit::share, false, registered_in_24_h},
    {"acknowledged_in_time", KpiUnit::share, false, acknowledged_in_time},
    {"response_time", KpiUnit::hours, true, response_time},
    {"answered_in_24_h", KpiUnit::share, false, answered_in_24_h},
    {"resolved_on_time", KpiUnit::share, false, resolved_on_time},
    {"closure", KpiUnit::share, false, closure},
    {"satisfaction", KpiUnit::share, false, satisfaction},
    {"called_back", KpiUnit::share, false, called_back},
    {"first_contact", KpiUnit::share, false, first_contact},
    {"repeats", KpiUnit::share, true, repeats},
    {"resolve_efficiency", KpiUnit::ratio, false, resolve_efficiency},
    {"completeness", KpiUnit::share, false, completeness},
    {"valid_share", KpiUnit::share, false, valid_share},
    {"cost", KpiUnit::yuan, true, cost},
    {"channels", KpiUnit::share, false, channels},
    {"handling_efficiency", KpiUnit::change, true, handling_efficiency},
    {"accuracy", KpiUnit::share, false, accuracy},
}};

}  // namespace

const std::array<Kpi, kKpi_count>& kpis() { return kKpis; }

Kpi with_target(Kpi kpi, const ReportTarget* target) {
  kpi.floor = kpi.goal = std::nullopt;
  if (!target) return kpi;
  const std::int64_t unit = target->unit == TargetUnit::hours ? kHour_ms : 10;
  kpi.floor = target->floor * unit;
  if (target->goal) kpi.goal = *target->goal * unit;
  return kpi;
}

const Kpi& kpi(KpiCode code) { return kKpis[static_cast<std::size_t>(code)]; }

std::optional<KpiCode> find_kpi(std::string_view code) {
  for (std::size_t i = 0; i < kKpi_count; ++i)
    if (kKpis[i].code == code) return static_cast<KpiCode>(i);
  return std::nullopt;
}

std::int64_t limit_hours(std::string_view code) {
  return (code == kpi(KpiCode::acknowledged_in_time).code ? kAcknowledge_ms : kAnswer_ms) / kHour_ms;
}

// Compared exactly, not by the rounded value: 999 of 1,000 is not 100 %.
Verdict verdict(const Kpi& kpi, const Figure& figure) {
  if (!kpi.floor || !figure.value) return Verdict::none;
  auto reaches = [&](std::int64_t target) {
    if (kpi.unit == KpiUnit::share) return figure.numerator * 1000 >= target * figure.denominator;
    return kpi.less_is_better ? *figure.value <= target : *figure.value >= target;
  };
  if (!reaches(*kpi.floor)) return Verdict::missed;
  return kpi.goal && !reaches(*kpi.goal) ? Verdict::above_floor : Verdict::met;
}

Figure staff_satisfaction(const Measured& m) {
  auto rated = m.tally[Count::staff_rated];
  return share(m.tally[Count::staff_satisfied], rated, m.tally[Count::told] - rated);
}

Figure valid_on_time(const Measured& m) {
  return share(m.tally[Count::valid_closed_in_time], m.tally[Count::valid_closed] + m.tally[Count::valid_late]);
}

}  // namespace redress
