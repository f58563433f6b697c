#include "core/policy/judge.h"

#include <algorithm>

#include "core/policy/clocks.h"
#include "core/policy/level.h"
#include "core/text/dates.h"

namespace redress {
namespace {

// A capture this far after its own arrival cannot be true.
constexpr std::int64_t kClockTolerance_ms = 5 * kMinute_ms;

// Where the clocks begin (requirements.md "Offline clock").
struct Start {
  Instant at;
  bool dates_known = true, from_arrival = false;
  std::int64_t transit_ms = 0;
};

// Lateness is the way's only until staff have the case: they may register it themselves, or take it on at a counter before
// it arrives.
Instant in_hands(const CaseFacts& facts) {
  if (facts.registered_by_staff || !facts.arrived_at) return facts.captured_at;
  return facts.acknowledged_at ? std::min(*facts.acknowledged_at, *facts.arrived_at) : *facts.arrived_at;
}

Start find_start(const CaseFacts& facts) {
  bool plausible = facts.clock_trusted && !(facts.arrived_at && facts.captured_at > *facts.arrived_at + kClockTolerance_ms);
  if (!plausible && facts.arrived_at) return {*facts.arrived_at, true, true, 0};
  if (!plausible) return {facts.captured_at, false, false, 0};
  return {facts.captured_at, true, false, std::max<std::int64_t>(0, in_hands(facts) - facts.captured_at)};
}

const ContactTypeRule& type_of(const Policy& policy, const CaseFacts& facts) {
  const ContactTypeRule* type = policy.contact_type(facts.contact_type);
  return type ? *type : *policy.contact_type("complaint");
}

void lapse(const Policy& policy, const CaseFacts& facts, Judgement& out) {
  const ClockView* resolve = out.clock(ClockKind::resolve);
  if (!resolve || !resolve->stop) return;
  if (!facts.fed_back.empty()) out.confirm_until = facts.fed_back.back() + policy.confirm_days * kDay_ms;
  std::optional<Instant> closed = facts.archived_at ? facts.archived_at : facts.confirmed_at ? facts.confirmed_at : out.confirm_until;
  if (closed) out.reopen_until = *closed + policy.reopen_days * kDay_ms;
}

std::optional<Instant> next_change(const Judgement& judged, Instant now) {
  std::optional<Instant> next;
  auto consider = [&](std::optional<Instant> t) {
    if (t && *t > now && (!next || *t < *next)) next = t;
  };
  for (const auto* clocks : {&judged.clocks, &judged.stage_points}) {
    for (const auto& clock : *clocks) {
      if (clock.state != ClockState::running) continue;
      for (Instant warn : clock.warn_at) consider(warn);
      consider(clock.due + 1);  // at the deadline itself it is still in time
    }
  }
  const auto* resolve = judged.clock(ClockKind::resolve);
  if (judged.resumes_at) consider(judged.resumes_at);  // until then the outer limit moves away
  else if (judged.outer_limit && resolve && resolve->runs()) consider(*judged.outer_limit + 1);
  consider(judged.ripens_at);
  consider(judged.confirm_until);
  consider(judged.reopen_until);
  return next;
}

// The last of the pauses that hold now.
std::optional<Instant> resumes_at(const Policy& policy, const CaseFacts& facts, Instant now) {
  std::optional<Instant> out;
  for (const auto& pause : facts.pauses)
    if (const Instant end = pause_end(policy, pause); pause.from <= now && end > now && (!out || *out < end)) out = end;
  return out;
}

std::string level_category_words(const Policy& policy, const CaseFacts& facts, Language language) {
  const Category* category = policy.category(facts.category);
  return category ? category->labels.in(language) : facts.category;
}

}  // namespace

const ClockView* Judgement::clock(ClockKind kind) const {
  for (const auto& row : clocks)
    if (row.kind == kind) return &row;
  return nullptr;
}

const ClockView* Judgement::nearest() const {
  const ClockView* out = nullptr;
  const auto order = [](const ClockView& clock) { return std::pair(clock.state == ClockState::paused, clock.due); };
  for (const auto& row : clocks)
    if (row.runs() && (!out || order(row) < order(*out))) out = &row;
  return out;
}

std::string general_office(const Policy& policy, const Site& site) {
  for (const auto& department : policy.departments) {
    const bool here = site.departments.empty() || std::find(site.departments.begin(), site.departments.end(), department.code) != site.departments.end();
    if (here && department.kind == "general_office") return department.code;
  }
  return {};
}

namespace {

Judgement judge_as_far(const Policy& policy, const Site& site, const CaseFacts& facts, Instant now, ClockDetail detail) {
  const Start start = find_start(facts);
  const ContactTypeRule& type = type_of(policy, facts);
  now = std::max(now, start.at);
  Judgement out;
  out.dates_known = start.dates_known;
  out.counted_from_arrival = start.from_arrival;
  out.transit_ms = start.transit_ms;
  if (type.levels) {
    out.triggers = find_triggers(policy, facts, start.at, now);
    out.history = level_history(facts, out.triggers, start.at, now);
    out.level = out.history.back().level;
    out.ripens_at = next_trigger(policy, facts, start.at, now);
  }
  const ClockInput input{policy, site, facts, type, out.triggers, out.history, start.at, now, start.transit_ms};
  out.clocks = run_clocks(input, detail);
  out.outer_limit = outer_limit(input);
  out.resumes_at = resumes_at(policy, facts, now);
  lapse(policy, facts, out);
  return out;
}

}  // namespace

Judgement judge_deadlines(const Policy& policy, const Site& site, const CaseFacts& facts, Instant now) {
  return judge_as_far(policy, site, facts, now, ClockDetail::deadlines);
}

Judgement judge_clocks(const Policy& policy, const Site& site, const CaseFacts& facts, Instant now) {
  return judge_as_far(policy, site, facts, now, ClockDetail::whole);
}

Judgement judge(const Policy& policy, const Site& site, const CaseFacts& facts, Instant now) {
  Judgement out = judge_clocks(policy, site, facts, now);
  const Start start = find_start(facts);
  const ContactTypeRule& type = type_of(policy, facts);
  now = std::max(now, start.at);
  out.stage_points = run_stage_points({policy, site, facts, type, out.triggers, out.history, start.at, now, start.transit_ms});
  bool overdue = std::any_of(out.clocks.begin(), out.clocks.end(), [](const ClockView& c) { return c.state == ClockState::overdue; });
  bool open = std::any_of(out.clocks.begin(), out.clocks.end(), [](const ClockView& c) { return c.runs(); });
  if (overdue || (open && out.level == kWorstLevel))
    out.escalate_to = policy.clock_row(type, out.level).escalate_to;
  const ClockView* resolve = out.clock(ClockKind::resolve);
  if (type.levels && resolve && resolve->runs() && *out.outer_limit < now) out.decided_by = general_office(policy, site);
  out.changes_at = next_change(out, now);
  return out;
}

Promise promise(const Policy& policy, const Site& site, const CaseFacts& facts) {
  Judgement judged = judge(policy, site, facts, facts.captured_at);
  const ClockView* first = judged.clock(ClockKind::first_answer);
  const ClockView* resolve = judged.clock(ClockKind::resolve);
  return {judged.dates_known, first->due, resolve->due, first->limit, resolve->limit};
}

std::string trigger_words(const Catalogue& words, const Policy& policy, const Site& site, const CaseFacts& facts,
                          const TriggerHit& hit, int this_year) {
  const Zone& zone = site.zone;
  return words.text_of("trigger", hit.code,
                       {{"when", day_time_words(words, zone.local(hit.at), this_year)},
                        {"n", group_digits(hit.number)},
                        {"who", hit.by},
                        {"category", level_category_words(policy, facts, words.language())}});
}

TimeLeft time_left(const ClockView& clock) {
  TimeLeft out;
  switch (clock.state) {
    case ClockState::running: out.state = TimeLeft::State::running; break;
    case ClockState::overdue: out.state = TimeLeft::State::overdue; break;
    case ClockState::paused: out.state = TimeLeft::State::paused; break;
    case ClockState::stopped_in_time: out.state = TimeLeft::State::stopped_in_time; break;
    case ClockState::stopped_late: out.state = TimeLeft::State::stopped_late; break;
  }
  out.left_ms = clock.left_ms;
  out.late_ms = clock.late_ms;
  out.took_ms = clock.took_ms;
  out.transit_ms = clock.transit_ms;
  out.working_days_left = clock.working_days_left;
  return out;
}

}  // namespace redress
