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

class ResolvePauses {
 public:
  ResolvePauses(const CaseFacts& facts, const Answered& answer, Instant now) : now_(now) {
    std::vector<TimeSpan> spans = answer.spans;
    for (const auto& pause : facts.pauses) {
      if (pause.from > now) continue;
      if (!pause.to || *pause.to > now) paused_ = true;
      spans.push_back({pause.from, std::min(pause.to.value_or(now), now)});
    }
    spans_ = merge_spans(std::move(spans));
  }
  const std::vector<TimeSpan>& spans() const { return spans_; }
  bool paused() const { return paused_; }
  std::int64_t within(Instant from, Instant to) const {
    std::int64_t sum = 0;
    for (const auto& span : spans_) sum += std::max<std::int64_t>(0, std::min(span.to, to) - std::max(span.from, from));
    return sum;
  }

 private:
  Instant now_;
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
};

// The earliest deadline of all levels the case had until `until`; what was printed earlier stays earlier.
Deadline earliest(const ClockInput& in, ClockKind kind, Instant from_level_since, Instant until,
                  const std::vector<TimeSpan>& pauses, std::optional<Instant> promised) {
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
  if (in.history.empty() && from_level_since == in.start) consider(in.policy.clock_row(in.type, kNoLevel), true);
  for (std::size_t i = 0; i < in.history.size(); ++i) {
    const LevelStep& step = in.history[i];
    if ((step.since >= from_level_since && step.since <= until) || (i == 0 && from_level_since == in.start))
      consider(in.policy.clock_row(in.type, step.level), i == 0);
  }
  return out.value_or(Deadline{Instant{INT64_MAX}, {}});
}

// A category may be stricter than the level (R77).
void be_as_strict_as_category(const ClockInput& in, const std::vector<TimeSpan>& pauses, Deadline& out) {
  const Category* category = in.policy.category(in.facts.category);
  if (in.history.empty() || !category || !category->resolve_at_most) return;
  Instant due = add_duration(in.calendar(), in.site.zone, in.start, *category->resolve_at_most, pauses);
  if (due < out.due) out = {due, *category->resolve_at_most};
}

bool extended(const ClockInput& in) {
  return in.facts.extended_until && in.facts.extended_at && *in.facts.extended_at <= in.now;
}

Deadline first_answer_deadline(const ClockInput& in, const ClockRow& row, Instant until) {
  Deadline out = earliest(in, ClockKind::first_answer, in.start, until, {}, in.facts.promised_first_answer);
  if (row.manager_sets_date && extended(in) && *in.facts.extended_at <= until) out.due = std::max(out.due, *in.facts.extended_until);
  return out;
}

Deadline resolve_deadline(const ClockInput& in, const Answered& answer, const ResolvePauses& pauses, Instant until) {
  Deadline out = earliest(in, ClockKind::resolve, in.start, until, pauses.spans(), in.facts.promised_resolve);
  be_as_strict_as_category(in, pauses.spans(), out);
  const CaseFacts& facts = in.facts;
  if (extended(in)) {
    out.due = std::max(out.due, *facts.extended_until);
    // A worse level found after the extension counts again.
    Deadline later = earliest(in, ClockKind::resolve, *facts.extended_at + 1, until, pauses.spans(), std::nullopt);
    if (later.due < out.due) out = later;
  }
  if (answer.resumed_at) {
    Duration least{in.policy.dispute_at_least_working_days, TimeUnit::working_days};
    out.due = std::max(out.due, add_duration(in.calendar(), in.site.zone, *answer.resumed_at, least));
  }
  return out;
}

void fill_state(const ClockInput& in, ClockView& clock, const ClockRow& row, std::int64_t paused_ms, bool paused) {
  Instant at = clock.stop.value_or(in.now);
  clock.took_ms = std::max<std::int64_t>(0, at - clock.start - paused_ms);
  clock.late_ms = std::max<std::int64_t>(0, at - clock.due);
  clock.left_ms = std::max<std::int64_t>(0, clock.due - at);
  clock.transit_ms = std::min(clock.late_ms, in.transit_ms);
  std::int64_t whole_ms = std::max<std::int64_t>(1, clock.due - clock.start);
  clock.used_permille = static_cast<int>(std::clamp<std::int64_t>((at - clock.start) * 1000 / whole_ms, 0, 1000));
  for (int percent : row.warn_percent) clock.warn_at.push_back(clock.start + whole_ms / 100 * percent);
  if (clock.stop) {
    clock.state = clock.late_ms > 0 ? ClockState::stopped_late : ClockState::stopped_in_time;
    return;
  }
  clock.state = clock.late_ms > 0 ? ClockState::overdue : paused ? ClockState::paused : ClockState::running;
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

std::vector<ClockView> run_clocks(const ClockInput& in) {
  const int level = in.history.empty() ? kNoLevel : in.history.back().level;
  const ClockRow& row = in.policy.clock_row(in.type, level);
  const Answered answer = answered(in.facts, in.now);
  const ResolvePauses pauses(in.facts, answer, in.now);
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
    const Deadline deadline = resolve                           ? resolve_deadline(in, answer, pauses, until)
                              : kind == ClockKind::first_answer ? first_answer_deadline(in, row, until)
                                                                : earliest(in, kind, in.start, until, {}, std::nullopt);
    clock.due = deadline.due;
    clock.limit = deadline.limit;
    fill_state(in, clock, row, resolve ? pauses.within(in.start, until) : 0, resolve && pauses.paused());
    out.push_back(std::move(clock));
  }
  return out;
}

std::vector<ClockView> run_stage_points(const ClockInput& in) {
  const int level = in.history.empty() ? kNoLevel : in.history.back().level;
  const ClockRow& row = in.policy.clock_row(in.type, level);
  const ResolvePauses pauses(in.facts, answered(in.facts, in.now), in.now);
  std::vector<ClockView> out;
  for (ClockKind kind : {ClockKind::assign, ClockKind::investigate}) {
    if (!limit_of(row, kind)) continue;
    ClockView point = begun(kind, in.start);
    point.stop = by_now(kind == ClockKind::assign ? in.facts.assigned_at : in.facts.investigated_at, in.now);
    const Instant until = point.stop.value_or(in.now);
    const Deadline deadline = earliest(in, kind, in.start, until, pauses.spans(), std::nullopt);
    point.due = deadline.due;
    point.limit = deadline.limit;
    fill_state(in, point, row, pauses.within(in.start, until), pauses.paused());
    out.push_back(std::move(point));
  }
  return out;
}

Instant outer_limit(const ClockInput& in) {
  const int level = in.history.empty() ? kNoLevel : in.history.back().level;
  const Answered answer = answered(in.facts, in.now);
  const ResolvePauses pauses(in.facts, answer, in.now);
  Instant limit = add_duration(in.calendar(), in.site.zone, in.start, in.policy.clock_row(in.type, level).outer_limit, pauses.spans());
  return in.facts.extended_until ? std::max(limit, *in.facts.extended_until) : limit;
}

}  // namespace redress
