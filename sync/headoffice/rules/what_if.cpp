#include "sync/headoffice/rules/what_if.h"

#include <algorithm>
#include <map>

#include "core/policy/case_facts.h"
#include "core/policy/cluster.h"
#include "core/policy/judge.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kShown = 100;

bool is_late(const Judgement& judgement) {
  return std::any_of(judgement.clocks.begin(), judgement.clocks.end(), [](const ClockView& clock) {
    return clock.kind != ClockKind::acknowledge && (clock.state == ClockState::overdue || clock.state == ClockState::stopped_late);
  });
}

void count_due(const Judgement& was, const Judgement& would, ClockKind kind, std::int64_t& earlier, std::int64_t& later, bool& changed) {
  const auto *a = was.clock(kind), *b = would.clock(kind);
  if (!a || !b || a->due == b->due) return;
  ++(b->due < a->due ? earlier : later);
  changed = true;
}

// Same complaints (R53) by either policy: each category and place is read once.
class Clusters {
 public:
  Clusters(Office& office, Database& db, std::int64_t mall, Instant since) : people_(office), db_(db), mall_(mall), since_(since) {}

  Result<const ComplaintGroup*> of(const std::string& category, const std::string& place) {
    auto known = groups_.find({category, place});
    if (known == groups_.end()) {
      REDRESS_TRY_ASSIGN(const auto all, people_.complaints(db_, {mall_, category, place, since_}));
      known = groups_.emplace(std::pair(category, place), ComplaintGroup(all)).first;
    }
    return &known->second;
  }

 private:
  ClusterUpkeep people_;
  Database& db_;
  std::int64_t mall_;
  Instant since_;
  std::map<std::pair<std::string, std::string>, ComplaintGroup> groups_;
};

}  // namespace

Result<WhatIf> what_if(Office& office, std::string_view mall, const Policy& policy, const Site& site, Instant from, Instant until) {
  auto rules = office.rules().of(mall);
  if (!rules) return Error{Errc::not_found, "--mall: there is no mall '" + std::string(mall) + "'"};
  auto at = std::min(until, office.now());
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  const auto window_ms = std::max(cluster_days(rules->policy), cluster_days(policy)) * kDay_ms;
  Clusters clusters(office, *reader, rules->mall, from - window_ms);
  WhatIf out;
  auto row = reader->query("SELECT code FROM case_row WHERE mall = ? AND known = 1 AND submitted_at >= ? AND submitted_at < ? ORDER BY n",
                           rules->mall, from, until);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    CaseCode code{row.number(0)};
    REDRESS_TRY_ASSIGN(auto record, load_case(*reader, code));
    const auto state = fold_case(code, record.events, at, rules->policy.confirm_days);
    auto facts = facts_of(state, site.zone);
    facts.arrived_at = record.arrived_at;
    facts.promised_first_answer.reset();
    facts.promised_resolve.reset();
    REDRESS_TRY_ASSIGN(const auto* same, clusters.of(state.category, std::string(state.intake["place"].string())));
    facts.clusters = same->clusters_of(rules->policy, code);
    const auto was = judge(rules->policy, rules->site, facts, at);
    facts.clusters = same->clusters_of(policy, code);
    const auto would = judge(policy, site, facts, at);
    ++out.cases;
    bool changed = was.level != would.level;
    if (changed) ++out.levels[{was.level, would.level}];
    count_due(was, would, ClockKind::first_answer, out.answer_earlier, out.answer_later, changed);
    count_due(was, would, ClockKind::resolve, out.resolve_earlier, out.resolve_later, changed);
    out.late_now += is_late(was);
    out.late_then += is_late(would);
    if (changed && out.changed.size() < kShown) out.changed.push_back(code);
  }
}

}  // namespace redress::headoffice
