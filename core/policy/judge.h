// Rules derive: level, clocks, promised dates and escalation of a case are a pure function of its facts, the
// policy, the site and now; never stored, so two devices can never disagree (R45–R84, decisions 6–9).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy/facts.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/catalogue.h"
#include "core/text/time_words.h"

namespace redress {

// A rule that fired, and on which evidence.
struct TriggerHit {
  std::string code;          // of the policy's trigger; also "category", "default", "regraded"
  int level = kMildestLevel;
  Instant at;                // since when it holds
  std::int64_t number = 0;   // yuan, departments, cases or days: {n} of its sentence
  std::string by;            // regraded: who
  std::optional<Instant> silenced_at;  // by a regrade that had seen it
};

struct LevelStep {
  int level = kNoLevel;
  Instant since;
  TriggerHit because;
};

// The three clocks promised to people, then the time points of single stages (R73, R79).
enum class ClockKind { acknowledge, first_answer, resolve, assign, investigate };
inline constexpr std::array<std::string_view, 5> kClockNames{"acknowledge", "first_answer", "resolve", "assign", "investigate"};

enum class ClockState { running, overdue, paused, stopped_in_time, stopped_late };

struct ClockView {
  ClockKind kind = ClockKind::acknowledge;
  Duration limit;                  // of the level that set the deadline
  Instant start, due;
  bool moved = false;              // the date is a person's or follows from a dispute, not from the limit
  std::vector<Instant> warn_at;
  std::optional<Instant> stop;
  ClockState state = ClockState::running;
  bool warned = false;             // a warn point has passed and it still runs
  std::int64_t left_ms = 0, late_ms = 0, took_ms = 0;
  std::int64_t transit_ms = 0;     // part of late_ms that the way to the judging machine cost
  int working_days_left = 0;
  int used_permille = 0;           // of the time from start to due, for the bar

  bool runs() const { return state == ClockState::running || state == ClockState::overdue || state == ClockState::paused; }
};

struct Judgement {
  int level = kNoLevel;
  std::vector<TriggerHit> triggers;      // all that hold, silenced ones too, worst first
  std::vector<LevelStep> history;        // at least one step if the type has levels
  std::vector<ClockView> clocks;         // acknowledge, first_answer, resolve: those the row has, in this order
  std::vector<ClockView> stage_points;   // assign, investigate: shown at the stage, never promised, no escalation
  std::optional<Instant> outer_limit;    // beyond it only by extension
  bool dates_known = true;               // false: clock not trusted and not yet arrived (decision 9)
  bool counted_from_arrival = false;     // capture time was not plausible
  std::int64_t transit_ms = 0;
  std::vector<std::string> escalate_to;  // roles, once something is overdue (level 1: at once)
  std::string decided_by;                // department, once the outer limit is over: the general office (R69)
  std::optional<Instant> confirm_until;  // archived by lapse of time then
  std::optional<Instant> reopen_until;
  std::optional<Instant> resumes_at;     // the pause that holds back the resolve clock ends by itself then
  std::optional<Instant> ripens_at;      // age or others' complaints may make another level of it then (R53, R54)
  std::optional<Instant> changes_at;     // nothing in here changes by time alone before then, but the spans

  const LevelStep* because() const { return history.empty() ? nullptr : &history.back(); }
  const ClockView* clock(ClockKind kind) const;
  const ClockView* nearest() const;      // of those that run, the one due first; a paused one only if no other runs
};

Judgement judge(const Policy& policy, const Site& site, const CaseFacts& facts, Instant now);
// Level, clocks and how long the answer may be confirmed or the case reopened, without the rest: what a list
// of cases shows.
Judgement judge_clocks(const Policy& policy, const Site& site, const CaseFacts& facts, Instant now);
// The same, of each clock only when it is due, its stop and its state: what a row of a case keeps.
Judgement judge_deadlines(const Policy& policy, const Site& site, const CaseFacts& facts, Instant now);

// Who decides what nobody could settle within the outer limit (R69); empty: the mall has none.
std::string general_office(const Policy& policy, const Site& site);

// What the receipt promises at capture, computed offline. `dated` false: print the durations instead.
struct Promise {
  bool dated = true;
  Instant first_answer, resolve;
  Duration first_answer_limit, resolve_limit;
};
Promise promise(const Policy& policy, const Site& site, const CaseFacts& facts);

// Words for people; moments of another year than `this_year` are told with it.
std::string trigger_words(const Catalogue& words, const Policy& policy, const Site& site, const CaseFacts& facts,
                          const TriggerHit& hit, int this_year);
TimeLeft time_left(const ClockView& clock);

}  // namespace redress
