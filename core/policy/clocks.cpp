#include "core/policy/clocks.h"

#include <algorithm>

namespace redress {
namespace {

// When the resolve clock stood still because the shopper had the answer, and when a dispute set it going again.
struct Answered {
  std::vector<TimeSpan> spans;        // closed ones: given … disputed or reopened
  std::optional<Instant> since;       // still answered
  std::optional<Instant> resumed_at;  // last dispute or reopening
};

Answered answered(const CaseFacts& facts, Instant now) {
  std::vector<Instant> resumes = facts.disputed;
  resumes.insert(resumes.end(), facts.reopened.begin(), facts.reopened.end());
  std::sort(resumes.begin(), resumes.end());
  std::vector<Instant> stops = facts.fed_back;
  if (facts.confirmed_at) stops.push_back(*facts.confirmed_at);
  if (facts.archived_at) stops.push_back(*facts.archived_at);
  std::sort(stops.begin(), stops.end());
  Answered out;
  for (Instant stop : stops) {
    if (stop > now || (out.since && *out.since <= stop)) continue;
    if (!out.spans.empty() && stop < out.spans.back().to) continue;
    auto resume = std::upper_bound(resumes.begin(), resumes.end(), stop);
    if (resume == resumes.end() || *resume > now) {
      out.since = stop;
    } else {
      out.spans.push_back({stop, *resume});
      out.resumed_at = *resume;
    }
  }
  return out;
}

// When the resolve clock stood still: each moment once, however many pauses name it.
class ResolvePauses {
 public:
  ResolvePauses(const ClockInput& in, const Answered& answer) {
    spans_ = answer.spans;
    for (const auto& pause : in.facts.pauses) {
      const Instant end = pause_end(in.policy, pause);
      if (pause.from > in.now) continue;
      if (end > in.now) paused_ = true;
      spans_.push_back({pause.from, std::min(end, in.now)});
    }
    spans_ = merge_spans(std::move(spans_));
  }
  const std::vector<TimeSpan>& spans() const { return spans_; }
  bool paused() const { return paused_; }

 private:
  std::vector<TimeSpan> spans_;
  bool paused_ = false;
};

std::optional<Duration> limit_of(const ClockRow& row, ClockKind kind) {
  switch (kind) {
    case ClockKind::acknowledge: return row.acknowledge;
    case ClockKind::first_answer: return row.first_answer;
    case ClockKind::assign: return row.assign;
    case ClockKind::investigate: return row.investigate;
    case ClockKind::resolve: break;
  }
  return row.resolve;
}

struct Deadline {
  Instant due;
  Duration limit;
  bool moved = false;
};

// The earliest deadline of all levels the case had until `until`; what was printed earlier stays earlier.
Deadline earliest(const ClockInput& in, ClockKind kind, Instant until, const std::vector<TimeSpan>& pauses,
                  std::optional<Instant> promised) {
  std::optional<Deadline> out;
  auto consider = [&](const ClockRow& row, bool first) {
    auto limit = limit_of(row, kind);
    if (!limit) return;
    Instant due = add_duration(in.calendar(), in.site.zone, in.start, *limit, pauses);
    if (first && promised) {
      std::int64_t later_ms = add_duration(in.calendar(), in.site.zone, in.start, *limit) - *promised;
      if (later_ms > 0) due = due - later_ms;
    }
    if (!out || due < out->due) out = Deadline{due, *limit};
  };
  if (in.history.empty()) consider(in.policy.clock_row(in.type, kNoLevel), true);
  for (std::size_t i = 0; i < in.history.size(); ++i)
    if (i == 0 || in.history[i].since <= until) consider(in.policy.clock_row(in.type, in.history[i].level), i == 0);
  return out.value_or(Deadline{Instant{INT64_MAX}, {}});
}

// A category may be stricter than the level (R77).
void be_as_strict_as_category(const ClockInput& in, const std::vector<TimeSpan>& pauses, Deadline& out) {
  const Category* category = in.policy.category(in.facts.category);
  if (in.history.empty() || !category || !category->resolve_at_most) return;
  Instant due = add_duration(in.calendar(), in.site.zone, in.start, *category->resolve_at_most, pauses);
  if (due < out.due) out = {due, *category->resolve_at_most};
}

const ExtensionFact* extension_at(const ClockInput& in, Instant t) {
  const ExtensionFact* out = nullptr;
  for (const auto& extension : in.facts.extensions)
    if (extension.at <= t) out = &extension;
  return out;
}

// Put off by as long as the clock stood still since it was given.
Instant extended_date(const ClockInput& in, const ExtensionFact& extension, const std::vector<TimeSpan>& pauses) {
  return add_running(in.calendar(), in.site.zone, extension.at, TimeUnit::calendar_hours, extension.until - extension.at, pauses);
}

bool waits_for_time(const Policy& policy, const TriggerHit& hit) {
  const Trigger* trigger = policy.trigger(hit.code);
  return trigger && trigger->when == TriggerWhen::open;
}

// The deadline that events after an extension make, if they make the case worse than its author knew it: at once if
// need be, but not before them. That time passes is no event, or an extension would end by itself (R68).
std::optional<Deadline> by_new_evidence(const ClockInput& in, Instant known_at, Instant until, const std::vector<TimeSpan>& pauses) {
  int known = kNoLevel;
  for (const auto& step : in.history)
    if (known == kNoLevel || step.since <= known_at) known = step.level;
  std::optional<Deadline> out;
  auto consider = [&](int level, Instant since) {
    if (since <= known_at || since > until || level >= known) return;
    const Duration limit = in.policy.clock_row(in.type, level).resolve;
    const Instant due = std::max(since, add_duration(in.calendar(), in.site.zone, in.start, limit, pauses));
    if (!out || due < out->due) out = Deadline{due, limit};
  };
  for (const auto& hit : in.triggers)
    if (!waits_for_time(in.policy, hit)) consider(hit.level, hit.at);
  for (const auto& regrade : in.facts.regrades) consider(regrade.level, regrade.at);
  return out;
}

Deadline first_answer_deadline(const ClockInput& in, const ClockRow& row, Instant until) {
  Deadline out = earliest(in, ClockKind::first_answer, until, {}, in.facts.promised_first_answer);
  const auto* extension = extension_at(in, until);
  if (row.manager_sets_date && extension) out = {extension->until, out.limit, true};
  return out;
}

// After a dispute there is at least one working day, whatever is left (decision 7).
Instant least_due(const ClockInput& in, Instant resumed_at, const std::vector<TimeSpan>& pauses) {
  const Duration least{in.policy.dispute_at_least_working_days, TimeUnit::working_days};
  return add_duration(in.calendar(), in.site.zone, resumed_at, least, pauses);
}

Deadline resolve_deadline(const ClockInput& in, const ClockRow& row, const Answered& answer, const std::vector<TimeSpan>& pauses, Instant until) {
  Deadline out = earliest(in, ClockKind::resolve, until, pauses, in.facts.promised_resolve);
  be_as_strict_as_category(in, pauses, out);
  if (const auto* extension = extension_at(in, until)) {
    const Instant date = extended_date(in, *extension, pauses);
    if (row.manager_sets_date || date > out.due) out = {date, out.limit, true};
    const auto again = by_new_evidence(in, extension->at, until, pauses);
    if (again && again->due < out.due) out = *again;
  }
  if (!answer.resumed_at) return out;
  const Instant least = least_due(in, *answer.resumed_at, pauses);
  return least > out.due ? Deadline{least, out.limit, true} : out;
}

// How much of the clock's own time is used, and when so many percent of it will be: on its calendar, without its pauses.
void fill_share(const ClockInput& in, ClockView& clock, const ClockRow& row, Instant at, const std::vector<TimeSpan>& pauses) {
  const auto ran = [&](Instant to) { return ran_ms(in.calendar(), in.site.zone, clock.limit.unit, clock.start, to, pauses); };
  const std::int64_t whole_ms = std::max<std::int64_t>(1, ran(clock.due));
  clock.used_permille = at >= clock.due ? 1000 : static_cast<int>(ran(at) * 1000 / whole_ms);
  for (int percent : row.warn_percent)
    clock.warn_at.push_back(add_running(in.calendar(), in.site.zone, clock.start, clock.limit.unit, whole_ms * percent / 100, pauses));
}

void fill_state(const ClockInput& in, ClockView& clock, bool paused) {
  const Instant at = clock.stop.value_or(in.now);
  clock.late_ms = std::max<std::int64_t>(0, at - clock.due);
  clock.left_ms = std::max<std::int64_t>(0, clock.due - at);
  clock.transit_ms = std::min(clock.late_ms, in.transit_ms);
  if (clock.stop) clock.state = clock.late_ms > 0 ? ClockState::stopped_late : ClockState::stopped_in_time;
  else clock.state = clock.late_ms > 0 ? ClockState::overdue : paused ? ClockState::paused : ClockState::running;
}

void fill_course(const ClockInput& in, ClockView& clock, const ClockRow& row, const std::vector<TimeSpan>& pauses) {
  const Instant at = clock.stop.value_or(in.now);
  clock.took_ms = ran_ms(in.calendar(), in.site.zone, TimeUnit::calendar_hours, clock.start, at, pauses);
  fill_share(in, clock, row, at, pauses);
  if (clock.stop) return;
  clock.warned = !clock.warn_at.empty() && in.now >= clock.warn_at.front();
  if (clock.limit.unit == TimeUnit::working_days && clock.state == ClockState::running)
    clock.working_days_left = whole_working_days(in.calendar(), in.site.zone, in.now, clock.due);
}

ClockView begun(ClockKind kind, Instant start) {
  ClockView out;
  out.kind = kind;
  out.start = start;
  return out;
}

std::optional<Instant> by_now(std::optional<Instant> t, Instant now) { return t && *t <= now ? t : std::nullopt; }

std::optional<Instant> earliest_of(std::optional<Instant> a, std::optional<Instant> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

}  // namespace

Instant pause_end(const Policy& policy, const PauseFact& pause) {
  Instant end = pause.from + policy.pause_at_most_days * kDay_ms;
  for (const auto& sooner : {pause.until, pause.to})
    if (sooner) end = std::min(end, *sooner);
  return end;
}

std::vector<ClockView> run_clocks(const ClockInput& in, ClockDetail detail) {
  const ClockRow& row = in.row();
  const Answered answer = answered(in.facts, in.now);
  const ResolvePauses pauses(in, answer);
  const std::vector<TimeSpan> never;
  const auto answered_at = by_now(in.facts.first_answer_at, in.now);
  std::vector<ClockView> out;
  for (ClockKind kind : {ClockKind::acknowledge, ClockKind::first_answer, ClockKind::resolve}) {
    if (!limit_of(row, kind)) continue;
    ClockView clock = begun(kind, in.start);
    if (kind == ClockKind::acknowledge) clock.stop = earliest_of(by_now(in.facts.acknowledged_at, in.now), answered_at);
    if (kind == ClockKind::first_answer) clock.stop = answered_at;
    if (kind == ClockKind::resolve) clock.stop = answer.since;
    const Instant until = clock.stop.value_or(in.now);
    const bool resolve = kind == ClockKind::resolve;
    const Deadline deadline = resolve                           ? resolve_deadline(in, row, answer, pauses.spans(), until)
                              : kind == ClockKind::first_answer ? first_answer_deadline(in, row, until)
                                                                : earliest(in, kind, until, never, std::nullopt);
    clock.due = deadline.due;
    clock.limit = deadline.limit;
    clock.moved = deadline.moved;
    fill_state(in, clock, resolve && pauses.paused());
    if (detail == ClockDetail::whole) fill_course(in, clock, row, resolve ? pauses.spans() : never);
    out.push_back(std::move(clock));
  }
  return out;
}

std::vector<ClockView> run_stage_points(const ClockInput& in) {
  const ClockRow& row = in.row();
  const ResolvePauses pauses(in, answered(in.facts, in.now));
  std::vector<ClockView> out;
  for (ClockKind kind : {ClockKind::assign, ClockKind::investigate}) {
    if (!limit_of(row, kind)) continue;
    ClockView point = begun(kind, in.start);
    point.stop = by_now(kind == ClockKind::assign ? in.facts.assigned_at : in.facts.investigated_at, in.now);
    const Deadline deadline = earliest(in, kind, point.stop.value_or(in.now), pauses.spans(), std::nullopt);
    point.due = deadline.due;
    point.limit = deadline.limit;
    fill_state(in, point, pauses.paused());
    fill_course(in, point, row, pauses.spans());
    out.push_back(std::move(point));
  }
  return out;
}

Instant outer_limit(const ClockInput& in) {
  const Answered answer = answered(in.facts, in.now);
  const ResolvePauses pauses(in, answer);
  Instant limit = add_duration(in.calendar(), in.site.zone, in.start, in.row().outer_limit, pauses.spans());
  if (const auto* extension = extension_at(in, in.now)) limit = std::max(limit, extended_date(in, *extension, pauses.spans()));
  return answer.resumed_at ? std::max(limit, least_due(in, *answer.resumed_at, pauses.spans())) : limit;
}

}  // namespace redress
