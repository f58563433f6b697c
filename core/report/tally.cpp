#include "core/report/tally.h"

namespace redress {

namespace {

bool by(std::optional<Instant> t, Instant as_of) { return t && *t <= as_of; }

// Solved the first time: nobody else had to take it, nobody came back (R147).
bool first_contact(const CaseFact& fact, Instant as_of) {
  bool repeated = by(fact.repeated_at, as_of) && !by(fact.repeat_withdrawn_at, as_of) &&
                  (!fact.resolved_at || *fact.repeated_at - *fact.resolved_at <= kRepeat_ms);
  return fact.assigned <= 1 && fact.disputes == 0 && !repeated;
}

void add_clocks(const CaseFact& fact, Instant as_of, Tally& out) {
  bool acknowledged = by(fact.acknowledged_at, as_of), answered = by(fact.first_answer_at, as_of);
  if (acknowledged) out[Count::acknowledged_in_time] = *fact.acknowledged_at - fact.captured_at <= kAcknowledge_ms;
  else out[Count::acknowledge_pending] = as_of - fact.captured_at < kAcknowledge_ms;
  if (answered) {
    auto took_ms = *fact.first_answer_at - fact.captured_at;
    out[Count::answered] = 1;
    out[Count::answered_in_24_h] = took_ms <= kAnswer_ms;
    out[Count::response_ms] = took_ms;
  } else {
    out[Count::answer_pending] = as_of - fact.captured_at < kAnswer_ms;
  }
}

// A result that came behind its deadline is late at once, not when somebody confirms it.
bool is_late(const CaseFact& fact, Instant as_of) {
  if (is_closed(fact, as_of)) return false;
  return is_overdue(fact, as_of) || (by(fact.resolved_at, as_of) && !fact.in_time);
}

void add_end(const CaseFact& fact, Instant as_of, Tally& out) {
  bool valid = fact.validity == Validity::valid;
  out[Count::resolved] = by(fact.resolved_at, as_of);
  out[Count::resolve_ms] = out[Count::resolved] ? fact.took_ms : 0;
  out[Count::late] = is_late(fact, as_of);
  out[Count::late_by_transit] = fact.late_by_transit;
  out[Count::decided] = fact.validity != Validity::undecided;
  out[Count::valid] = valid;
  out[Count::valid_late] = valid && out[Count::late];
  if (!is_closed(fact, as_of)) return;
  out[Count::closed] = 1;
  out[Count::closed_in_time] = fact.in_time;
  out[Count::closed_first_contact] = first_contact(fact, as_of);
  out[Count::closed_repeat] = fact.is_repeat;
  out[Count::cost_fen] = fact.cost_fen;
  out[Count::valid_closed] = valid;
  out[Count::valid_closed_in_time] = valid && fact.in_time;
}

void add_ratings(const CaseFact& fact, Tally& out) {
  out[Count::callable] = fact.call_back != CallBackState::none;
  out[Count::called] = fact.call_back == CallBackState::done;
  out[Count::told] = fact.told;
  out[Count::shopper_rated] = fact.shopper_rating > 0;
  out[Count::shopper_satisfied] = fact.shopper_rating >= kSatisfied;
  out[Count::staff_rated] = fact.staff_rating > 0;
  out[Count::staff_satisfied] = fact.staff_rating >= kSatisfied;
  out[Count::attitude_rated] = fact.attitude > 0;
  out[Count::attitude_sum] = fact.attitude;
}

void add_reviews(const CaseFact& fact, Tally& out) {
  out[Count::reviewed] = static_cast<std::int64_t>(fact.reviews.size());
  for (const auto& review : fact.reviews) out[Count::upheld] += review.upheld;
  out[Count::unreviewed] = out[Count::resolved] && fact.reviews.empty();
}

}  // namespace

bool is_closed(const CaseFact& fact, Instant as_of) { return by(fact.closed_at, as_of); }

bool is_overdue(const CaseFact& fact, Instant as_of) { return fact.overdue_from && *fact.overdue_from < as_of; }

Tally tally_of(const CaseFact& fact, Instant as_of) {
  Tally out;
  out[Count::received] = 1;
  out[Count::timed] = fact.registered_ms.has_value();
  out[Count::registered_in_24_h] = fact.registered_ms && *fact.registered_ms <= kRegister_ms;
  add_clocks(fact, as_of, out);
  add_end(fact, as_of, out);
  add_ratings(fact, out);
  add_reviews(fact, out);
  out[Count::transit_ms] = fact.transit_ms;
  out[Count::transit_over_hour] = fact.transit_ms > kHour_ms;
  return out;
}

Tally standing_of(const CaseFact& fact, Instant as_of) {
  Tally out;
  if (is_closed(fact, as_of)) return out;
  out[Count::overdue] = is_overdue(fact, as_of);
  out[Count::escalated] = fact.escalated;
  return out;
}

Tally results_of(const CaseFact& fact, std::string_view person, Instant as_of) {
  Tally out;
  for (const auto& review : fact.reviews) {
    if (review.resolved_by != person) continue;
    ++out[Count::reviewed];
    out[Count::upheld] += review.upheld;
  }
  out[Count::unreviewed] = fact.resolved_by == person && fact.reviews.empty() && by(fact.resolved_at, as_of);
  return out;
}

Tally without_results(Tally tally) {
  for (auto count : {Count::reviewed, Count::upheld, Count::unreviewed}) tally[count] = 0;
  return tally;
}

std::optional<Instant> changes_next(const CaseFact& fact, Instant after) {
  std::optional<Instant> next;
  auto at = [&](std::optional<Instant> moment) {
    if (moment && *moment > after && (!next || *moment < *next)) next = moment;
  };
  for (const auto& moment : {fact.acknowledged_at, fact.first_answer_at, fact.resolved_at, fact.closed_at, fact.repeated_at,
                             fact.repeat_withdrawn_at, fact.ripens_at})
    at(moment);
  at(fact.captured_at + kAcknowledge_ms);
  at(fact.captured_at + kAnswer_ms);
  if (fact.overdue_from) at(*fact.overdue_from + 1);  // overdue behind it, not at it
  return next;
}

}  // namespace redress
