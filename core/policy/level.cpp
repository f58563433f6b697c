#include "core/policy/level.h"

#include <algorithm>

#include "core/policy/clocks.h"

namespace redress {
namespace {

// A moment at which something spoke for a level.
struct Evidence {
  Instant at;
  std::int64_t number = 0;
};

// From the n-th on, each one more speaks for it anew.
std::vector<Evidence> from_nth(std::vector<Instant> times, int n) {
  std::sort(times.begin(), times.end());
  std::vector<Evidence> out;
  for (auto i = static_cast<std::size_t>(n) - 1; i < times.size(); ++i) out.push_back({times[i], static_cast<std::int64_t>(times.size())});
  return out;
}

std::vector<Evidence> each(const std::vector<Instant>& times) { return from_nth(times, 1); }

// Waiting for the shopper is not our fault (R54).
std::optional<Instant> open_since(const Policy& policy, const CaseFacts& facts, const Trigger& trigger, Instant start, Instant now) {
  std::vector<TimeSpan> not_counted;
  for (const auto& pause : facts.pauses)
    if (pause.reason == "shopper") not_counted.push_back({pause.from, pause_end(policy, pause)});
  for (std::size_t i = 0; i < facts.fed_back.size(); ++i) {
    auto later = [&](const std::vector<Instant>& times) {
      auto it = std::find_if(times.begin(), times.end(), [&](Instant t) { return t > facts.fed_back[i]; });
      return it == times.end() ? now + kDay_ms : *it;
    };
    not_counted.push_back({facts.fed_back[i], std::min(later(facts.disputed), later(facts.reopened))});
  }
  static const Calendar no_calendar;
  Instant at = add_duration(no_calendar, Zone(), start, {trigger.days * 24, TimeUnit::calendar_hours}, merge_spans(not_counted));
  if (facts.validity == "need" || facts.validity == "unfounded") return std::nullopt;
  if (facts.archived_at && *facts.archived_at < at) return std::nullopt;
  if (facts.confirmed_at && *facts.confirmed_at < at) return std::nullopt;
  return at;
}

bool names_category(const Trigger& trigger, const CaseFacts& facts) {
  return std::any_of(trigger.categories.begin(), trigger.categories.end(), [&](const std::string& name) {
    return name == facts.category || name == facts.category + "." + facts.subcategory;
  });
}

// All that speaks for a trigger, in the order of time.
std::vector<Evidence> evidence(const Policy& policy, const Trigger& trigger, const CaseFacts& facts, Instant start, Instant now) {
  using All = std::vector<Evidence>;
  const auto from_intake = [&](bool yes, std::int64_t number = 0) { return yes ? All{{start, number}} : All(); };
  switch (trigger.when) {
    case TriggerWhen::injured: return from_intake(facts.injured);
    case TriggerWhen::media_or_court: return from_intake(facts.media_or_court);
    case TriggerWhen::promise_broken: return from_intake(facts.promise_broken);
    case TriggerWhen::loss: return from_intake(facts.loss_fen >= trigger.fen, trigger.fen / 100);
    case TriggerWhen::category: return from_intake(names_category(trigger, facts));
    case TriggerWhen::departments: return from_nth(facts.departments_involved, trigger.count);
    case TriggerWhen::cluster:
      for (const auto& cluster : facts.clusters) {
        if (cluster.trigger != trigger.code) continue;
        All out{{cluster.since, cluster.people}};
        for (const Instant at : cluster.joined) out.push_back({at, cluster.people});
        return out;
      }
      return {};
    case TriggerWhen::open: {
      const auto at = open_since(policy, facts, trigger, start, now);
      return at ? All{{*at, trigger.days}} : All();
    }
    case TriggerWhen::disputed: return each(facts.disputed);
    case TriggerWhen::complex: return each(facts.complex_found);
    case TriggerWhen::repeat: {
      auto times = facts.repeats;
      if (facts.has_earlier_case) times.push_back(start);
      return each(times);
    }
    case TriggerWhen::validity: {
      const bool named = std::find(trigger.values.begin(), trigger.values.end(), facts.validity) != trigger.values.end();
      return named ? All{{facts.validity_since.value_or(start), 0}} : All();
    }
    case TriggerWhen::escalated: {
      const Instant event = std::min(facts.occurred_at.value_or(start), start);
      auto out = each(facts.escalated);
      for (auto& one : out) one.number = (one.at - event) / kDay_ms;
      std::erase_if(out, [&](const Evidence& one) { return one.at - event < trigger.days * kDay_ms; });
      return out;
    }
  }
  return {};
}

bool silenced_by(const RegradeFact& regrade, const TriggerHit& hit) {
  if (hit.at > regrade.at) return false;
  if (hit.code == "default" || hit.code == "category") return true;
  return regrade.silences.empty() || std::find(regrade.silences.begin(), regrade.silences.end(), hit.code) != regrade.silences.end();
}

// The regrade in effect at `t`: the last one; of concurrent ones the worst.
const RegradeFact* regrade_at(const CaseFacts& facts, Instant t) {
  const RegradeFact* out = nullptr;
  for (const auto& regrade : facts.regrades) {
    if (regrade.at > t) continue;
    if (!out || !regrade.concurrent_with_previous || regrade.level < out->level) out = &regrade;
  }
  return out;
}

LevelStep level_at(const CaseFacts& facts, const std::vector<TriggerHit>& hits, Instant t) {
  LevelStep step{kMildestLevel + 1, t, {}};
  if (const RegradeFact* regrade = regrade_at(facts, t))
    step = {regrade->level, t, {"regraded", regrade->level, regrade->at, 0, regrade->by, std::nullopt}};
  for (const auto& hit : hits)
    if (hit.at <= t && !(hit.silenced_at && *hit.silenced_at <= t) && hit.level < step.level) step = {hit.level, t, hit};
  return step;
}

}  // namespace

std::vector<TriggerHit> find_triggers(const Policy& policy, const CaseFacts& facts, Instant start, Instant now) {
  std::vector<TriggerHit> hits;
  const auto add = [&](TriggerHit hit) {
    for (const auto& regrade : facts.regrades)
      if (regrade.at <= now && silenced_by(regrade, hit) && (!hit.silenced_at || regrade.at < *hit.silenced_at)) hit.silenced_at = regrade.at;
    hits.push_back(std::move(hit));
    return hits.back().silenced_at;
  };
  for (const auto& trigger : policy.triggers) {
    bool holds = false;
    std::optional<Instant> silenced_at;
    for (const auto& one : evidence(policy, trigger, facts, start, now)) {
      const Instant at = std::max(one.at, start);
      if (at > now || (holds && (!silenced_at || at <= *silenced_at))) continue;  // says nothing new
      silenced_at = add({trigger.code, trigger.level, at, one.number, {}, {}});
      holds = true;
    }
  }
  const int level = policy.default_level_of(facts.category, facts.subcategory);
  add({level == policy.default_level ? "default" : "category", level, start, 0, {}, {}});
  std::stable_sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.level < b.level; });
  return hits;
}

// Of one that was silenced: its next person.
std::optional<Instant> next_cluster(const CaseFacts& facts, Instant now) {
  std::optional<Instant> next;
  for (const auto& cluster : facts.clusters) {
    std::vector<Instant> moments{cluster.since};
    moments.insert(moments.end(), cluster.joined.begin(), cluster.joined.end());
    const bool holds = std::any_of(moments.begin(), moments.end(), [&](Instant at) {
      return at <= now && std::none_of(facts.regrades.begin(), facts.regrades.end(), [&](const RegradeFact& regrade) {
        return regrade.at <= now && silenced_by(regrade, {cluster.trigger, kMildestLevel, at, 0, {}, {}});
      });
    });
    if (holds) continue;
    const auto at = std::upper_bound(moments.begin(), moments.end(), now);
    if (at != moments.end() && (!next || *at < *next)) next = *at;
  }
  return next;
}

std::optional<Instant> next_trigger(const Policy& policy, const CaseFacts& facts, Instant start, Instant now) {
  auto next = next_cluster(facts, now);
  for (const auto& trigger : policy.triggers) {
    if (trigger.when != TriggerWhen::open) continue;
    auto at = open_since(policy, facts, trigger, start, now);
    if (at && *at > now && (!next || *at < *next)) next = at;
  }
  return next;
}

std::vector<LevelStep> level_history(const CaseFacts& facts, const std::vector<TriggerHit>& hits, Instant start, Instant now) {
  std::vector<Instant> moments{start};
  for (const auto& hit : hits) moments.push_back(hit.at);
  for (const auto& regrade : facts.regrades)
    if (regrade.at <= now) moments.push_back(std::max(regrade.at, start));
  std::sort(moments.begin(), moments.end());
  std::vector<LevelStep> history;
  for (Instant t : moments) {
    LevelStep step = level_at(facts, hits, t);
    bool changed = history.empty() || history.back().level != step.level || history.back().because.code != step.because.code;
    if (!changed) continue;
    if (!history.empty() && history.back().since == t) history.pop_back();
    history.push_back(std::move(step));
  }
  return history;
}

}  // namespace redress
