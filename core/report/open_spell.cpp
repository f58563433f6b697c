#include "core/report/open_spell.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace redress {

namespace {

// A deadline only moves later by these, so without them a case whose result came in time never was overdue.
bool moves_deadline(const CaseEvent& event) {
  constexpr std::string_view kinds[] = {"extended", "disputed", "reopened", "settled"};
  return std::find(std::begin(kinds), std::end(kinds), event.event.kind) != std::end(kinds);
}

// How a case stands from one event to before the next.
void stand(CaseFact fact, Instant from, Instant until, std::vector<OpenSpell>& out) {
  if (!fact.escalated) {
    if (!fact.overdue_from) return;
    from = std::max(from, *fact.overdue_from + 1);  // overdue behind its deadline, not at it
  }
  if (fact.closed_at) until = std::min(until, *fact.closed_at);
  if (from >= until) return;
  if (!out.empty() && out.back().until == from && out.back().fact == fact) out.back().until = until;
  else out.push_back({from, until, std::move(fact)});
}

std::vector<CaseEvent> until(const std::vector<CaseEvent>& events, Instant at) {
  std::vector<CaseEvent> out;
  for (const auto& event : events)
    if (event.corrected_at <= at || event.event.kind == "submitted") out.push_back(event);
  return out;
}

}  // namespace

std::vector<OpenSpell> open_spells(const Policy& policy, const Site& site, CaseCode code, const std::vector<CaseEvent>& events,
                                Instant arrived_at, const std::vector<ClusterFact>& clusters, const CaseFact& fact) {
  std::vector<OpenSpell> out;
  std::set<Instant> moments;
  for (const auto& event : events) moments.insert(event.corrected_at);
  const Instant last = *moments.rbegin();
  const bool simple = !fact.escalated && std::none_of(events.begin(), events.end(), moves_deadline);
  const bool always_in_time = fact.resolved_at ? fact.in_time : !fact.overdue_from || *fact.overdue_from >= last;
  if (simple && always_in_time) {
    stand(fact, last, kNo_end, out);
    return out;
  }
  for (auto at = moments.begin(); at != moments.end(); ++at) {
    const auto next = std::next(at);
    auto then = next == moments.end() ? fact : case_fact(policy, site, code, until(events, *at), arrived_at, clusters);
    stand(std::move(then), *at, next == moments.end() ? kNo_end : *next, out);
  }
  return out;
}

}  // namespace redress
