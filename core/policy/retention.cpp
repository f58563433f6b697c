#include "core/policy/retention.h"

#include <algorithm>

namespace redress {

namespace {

CivilDate add_months(CivilDate date, int months) {
  const int month = date.month - 1 + months;
  date.year += month / 12;
  date.month = month % 12 + 1;
  date.day = std::min(date.day, days_in_month(date.year, date.month));
  return date;
}

CivilDate add(CivilDate date, const Keep& keep) {
  switch (keep.unit) {
    case Keep::Unit::days:
      return add_days(date, keep.amount);
    case Keep::Unit::months:
      return add_months(date, keep.amount);
    case Keep::Unit::years:
      return add_months(date, 12 * keep.amount);
  }
  return date;
}

}  // namespace

Instant kept_until(Instant closed_at, const Keep& keep, const Zone& zone) {
  return zone.utc({add_days(add(zone.local(closed_at).date, keep), 1), 0, 0, 0});
}

int worst_level(const Judgement& judgement) {
  int worst = kNoLevel;
  for (const auto& step : judgement.history)
    if (step.level != kNoLevel && (worst == kNoLevel || step.level < worst)) worst = step.level;
  return worst;
}

std::optional<RetentionDates> retention_dates(const Policy& today, const Policy& agreed, const Zone& zone,
                                              const CaseState& state, int worst_level) {
  if (!state.known || state.open() || !state.archived_at) return std::nullopt;
  const auto& rule = today.retention;
  const auto& levels = rule.important_levels;
  RetentionDates out;
  out.important = state.kept_long || std::find(levels.begin(), levels.end(), worst_level) != levels.end();
  const auto closed_at = *state.archived_at;
  out.everything = kept_until(closed_at, out.important ? rule.important : rule.normal, zone);
  out.contact = std::min({kept_until(closed_at, rule.contact, zone),
                          kept_until(closed_at, agreed.retention.contact, zone), out.everything});
  return out;
}

std::optional<DueErasure> due_erasure(const RetentionDates& dates, const CaseState& state, Instant now) {
  if (state.erased_all) return std::nullopt;
  if (dates.everything <= now) return DueErasure{ErasureScope::all, dates.everything};
  const bool has_contact = state.intake.has("consent") && !state.erased;
  if (has_contact && dates.contact <= now) return DueErasure{ErasureScope::contact, dates.contact};
  return std::nullopt;
}

}  // namespace redress
