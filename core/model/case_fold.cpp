#include "core/model/case_fold.h"

#include <algorithm>

#include "core/model/author.h"
#include "core/model/case_order.h"

namespace redress {

namespace {

// Kept until something else is said: who investigates again need not repeat what did not change.
void take_word(const Json& body, std::string_view key, std::string& into) {
  if (auto word = body[key].string(); !word.empty()) into = word;
}

// Applies events one after the other. What no longer fits is kept, applied as far as it makes sense and
// shown as a conflict (decision 7); nothing is ever dropped.
class Folder {
 public:
  Folder(CaseCode code, const std::vector<CaseEvent>& events, int confirm_days)
      : events_(events), order_(events), confirm_ms_(confirm_days * kDay_ms) {
    state_.code = code;
  }

  CaseState run(Instant now) {
    for (auto index : order_.order()) {
      lapse(events_[index].corrected_at);
      end_announced_pause(events_[index].corrected_at);
      apply(index, false);
      applied_.push_back(index);
    }
    lapse(now);
    end_announced_pause(now);
    state_.order = order_.order();
    state_.heads = order_.heads();
    if (state_.known) state_.missing_since.reset();
    state_.counts_as = counts_as();
    tell_reviews();
    return std::move(state_);
  }

 private:
  // Confirmed by lapse of time: archived when the shopper was silent (domain.md section 2).
  void lapse(Instant now) {
    if (state_.stage != Stage::confirm || !state_.fed_back_at) return;
    Instant end = *state_.fed_back_at + confirm_ms_;
    if (now < end) return;
    state_.stage = Stage::archived;
    state_.archived_at = end;
  }

  void end_announced_pause(Instant now) {
    if (!state_.paused) return;
    auto& pause = state_.pauses.back();
    if (pause.until && *pause.until <= now) {
      pause.to = pause.until;
      state_.paused = false;
    }
  }

  void apply(std::size_t index, bool forced) {
    const auto& e = events_[index];
    if (e.event.kind == device_event::printed) ++state_.prints;
    const ActionRule* rule = action_of_event(e.event.kind);
    if (!rule || !role_allows(*rule, e.event.actor)) return;
    if (e.event.actor.kind == ActorKind::staff) await(index, *rule);
    if (rule->verb == Verb::submit) return submit(index, forced);
    bool fits = forced || (rule->stages & stage_bit(state_.stage)) != 0;
    if (rule->verb == Verb::review) {  // of a result, wherever the case has come since; without one it says nothing
      if (results_.empty()) return;
      fits = true;
    }
    if (!fits && state_.known) return report_misfit(index, *rule);
    const auto next = settles(*rule) ? Stage::confirm : rule->leads_to;
    if (next && !state_.known) return;  // judged when the complaint is here, which comes first in order
    if (next && !forced) report_overridden(index, *rule);
    if (next) {
      state_.stage = *next;
      last_move_ = index;
    }
    take_effect(index, *rule);
  }

  bool settles(const ActionRule& rule) const {
    return rule.verb == Verb::feed_back || (rule.verb == Verb::reply && settled_by_reply(state_));
  }

  // A step of somebody who has the case ends their waiting; one without it says whether they want to be reminded.
  void await(std::size_t index, const ActionRule& rule) {
    const auto& e = events_[index];
    const auto& actor = e.event.actor;
    const bool has_it = submitted_ && order_.had_seen(index, *submitted_);
    if (has_it || rule.verb == Verb::note) state_.waited_by.erase(actor.staff);
    if (has_it || rule.verb == Verb::submit) return;
    if (e.event.body["remind"].boolean()) state_.waited_by.insert(actor.staff);
    if (actor.role == Role::manager) state_.missing_since.reset();
    else if (!state_.missing_since) state_.missing_since = e.corrected_at;
  }

  // A second complaint under the same code waits for staff to say which one keeps it (decision 1).
  void submit(std::size_t index, bool forced) {
    const auto& e = events_[index];
    if (state_.known && !forced) {
      state_.collision = true;
      state_.conflicts.push_back({"collision", {state_.submitted_event, e.event.id}, state_.submitted_event, false});
      return;
    }
    const auto& body = e.event.body;
    submitted_ = index;
    state_.known = true;
    state_.intake = body;
    state_.has_sealed_intake = e.event.sealed.has_value();
    state_.submitted_event = e.event.id;
    state_.submitted_by = e.event.actor;
    state_.submitted_at = e.corrected_at;
    state_.clock_trusted = e.event.clock_trusted;
    state_.submitted_incarnation = e.incarnation;
    if (state_.category.empty() || forced) {
      state_.category = body["category"].string();
      state_.subcategory = body["subcategory"].string();
    }
  }

  // The latest stage-moving event that the author of `index` had not seen, if any.
  std::optional<std::size_t> unseen_move(std::size_t index) const {
    if (!last_move_ || order_.had_seen(index, *last_move_)) return std::nullopt;
    return last_move_;
  }

  void add_conflict(std::string rule, std::size_t a, std::size_t b, std::size_t effective) {
    state_.conflicts.push_back({std::move(rule), {events_[a].event.id, events_[b].event.id}, events_[effective].event.id, false});
  }

  static bool closes(Verb verb) { return verb == Verb::confirm || verb == Verb::archive; }
  static bool reopens(Verb verb) { return verb == Verb::dispute || verb == Verb::reopen; }
  Verb verb_of(std::size_t index) const { return action_of_event(events_[index].event.kind)->verb; }

  void report_misfit(std::size_t index, const ActionRule& rule) {
    auto other = unseen_move(index);
    if (!other) {  // its author knew better: kept, without effect
      const auto& before = last_move_ ? events_[*last_move_].event.id : state_.submitted_event;
      state_.conflicts.push_back({"late", {before, events_[index].event.id}, before, false});
      return;
    }
    bool close_lost = closes(rule.verb) && reopens(verb_of(*other));
    add_conflict(close_lost ? "close_lost" : rule.verb == verb_of(*other) ? "owner" : "stage", *other, index, *other);
    // Two people took the same step: the step stands, the owner is the latest by order (decision 7).
    if (rule.verb == verb_of(*other)) {
      take_effect(index, rule);
      state_.conflicts.back().effective = events_[index].event.id;
    }
  }

  void report_overridden(std::size_t index, const ActionRule& rule) {
    auto other = unseen_move(index);
    if (!other) return;
    Verb verb = verb_of(*other);
    if (reopens(rule.verb) && closes(verb)) add_conflict("close_lost", *other, index, index);
    else if (rule.verb == Verb::assign && verb == Verb::assign) add_conflict("owner", *other, index, index);
    else if (rule.verb == Verb::assign && verb != Verb::acknowledge) add_conflict("stage", *other, index, index);
  }

  void take_effect(std::size_t index, const ActionRule& rule) {
    const auto& e = events_[index];
    const Json& body = e.event.body;
    Instant at = e.corrected_at;
    const bool is_new = counted_.insert(index).second;  // a settled conflict applies one once more: nothing is counted twice
    auto once = [&](std::optional<Instant>& slot) { if (!slot) slot = at; };
    switch (rule.verb) {
      case Verb::acknowledge:
        once(state_.acknowledged_at);
        state_.owner = state_.first_contact = e.event.actor.staff;
        state_.owner_department = e.event.actor.department;
        break;
      case Verb::assign:
        state_.assigned_count += is_new;
        assign(e);
        break;
      case Verb::investigate:
        state_.investigated_at = at;
        state_.cause_class = body["cause_class"].string();
        if (auto validity = kValidities.find(body["validity"].string())) {
          state_.validity = *validity;
          state_.validity_since = at;
        }
        take_word(body, "complexity", state_.complexity);
        take_word(body, "outside_party", state_.outside_party);
        if (is_new && body["complexity"].string() == "complex") state_.complex_found.push_back(at);
        break;
      case Verb::resolve:
        state_.resolved_at = at;
        state_.escalated.reset();
        if (is_new) {
          results_.push_back({index, e.event.actor.staff, {}});
          state_.cost_fen += body["cost_fen"].integer();
        }
        take_word(body, "staff_fault", state_.staff_fault);
        state_.remedies.clear();
        for (const auto& remedy : body["remedies"].items()) state_.remedies.emplace_back(remedy.string());
        break;
      case Verb::reply:
      case Verb::feed_back:
        once(state_.first_answer_at);
        answer(index);
        if (settles(rule)) {
          state_.fed_back_at = at;
          if (is_new) state_.fed_back_times.push_back(at);
        }
        break;
      case Verb::confirm:
        state_.confirmed_at = state_.archived_at = at;
        state_.escalated.reset();
        break;
      case Verb::archive:
        state_.escalated.reset();
        state_.archived_at = at;
        state_.kept_long = body["retention"].string() == "long";
        break;
      case Verb::dispute:
        state_.disputes += is_new;
        state_.disputed_at = at;
        if (is_new) state_.disputed_times.push_back(at);
        state_.dispute_reason = body["reason"].string();
        state_.archived_at.reset();
        state_.confirmed_at.reset();
        break;
      case Verb::reopen:
        state_.reopened_at = at;
        if (is_new) state_.reopened_times.push_back(at);
        state_.archived_at.reset();
        state_.confirmed_at.reset();
        break;
      case Verb::rate:
        state_.ratings.push_back({static_cast<int>(body["speed"].integer()), static_cast<int>(body["result"].integer()),
                                  static_cast<int>(body["attitude"].integer()), e.event.actor.kind == ActorKind::staff, at});
        break;
      case Verb::add: ++state_.additions; break;
      case Verb::pause: pause(e); break;
      case Verb::resume: resume(at); break;
      case Verb::extend: state_.extensions.push_back({at, Instant{body["until"].integer()}}); break;
      case Verb::regrade: regrade(index); break;
      case Verb::recategorise:
        state_.category = body["category"].string();
        state_.subcategory = body["subcategory"].string();
        break;
      case Verb::escalate:
        state_.escalated_at.push_back(at);
        state_.escalated = Escalated{std::string(body["role"].string()), std::string(body["department"].string())};
        break;
      case Verb::link:
        state_.links[std::string(body["other"].string())] = {std::string(body["relation"].string()), at};
        break;
      case Verb::unlink: state_.links.erase(std::string(body["other"].string())); break;
      case Verb::hold:
        state_.held = true;
        state_.held_at = at;
        state_.held_by = e.event.actor.staff;
        break;
      case Verb::release: state_.held = false; break;
      case Verb::erase: erase(e.event); break;
      case Verb::settle: settle(body); break;
      case Verb::review: review(index); break;
      case Verb::submit:
      case Verb::note: break;
      case Verb::call_back: state_.call_backs.push_back({at, body["reached"].boolean()}); break;
    }
  }

  void assign(const CaseEvent& e) {
    state_.escalated.reset();
    if (!state_.assigned_at) state_.assigned_at = e.corrected_at;
    state_.departments.clear();
    for (const auto& department : e.event.body["departments"].items()) {
      state_.departments.emplace_back(department.string());
      state_.departments_since.emplace(std::string(department.string()), e.corrected_at);
    }
    state_.owner = e.event.body["person"].string();
    state_.owner_department = state_.departments.empty() ? "" : state_.departments.front();
    if (state_.first_contact.empty()) state_.first_contact = e.event.actor.staff;
  }

  // Said once more it is the newest, not a second one.
  void answer(std::size_t index) {
    const auto& e = events_[index];
    const auto said = std::find(answered_.begin(), answered_.end(), index);
    if (said != answered_.end()) {
      state_.answers.erase(state_.answers.begin() + (said - answered_.begin()));
      answered_.erase(said);
    }
    answered_.push_back(index);
    state_.answers.push_back({std::string(e.event.body["text"].string()), e.event.actor.department, e.corrected_at});
  }

  // Of the last result that its author knew, or the last at all if the event names none; said once more of the same, the
  // later word counts.
  void review(std::size_t index) {
    const auto& e = events_[index];
    if (results_.empty()) return;
    auto known = std::find_if(results_.rbegin(), results_.rend(), [&](const auto& result) { return order_.had_seen(index, result.index); });
    if (known == results_.rend()) known = results_.rbegin();
    if (known->by == e.event.actor.staff) return;  // nobody reviews their own: it stays unreviewed
    known->review = Review{e.event.body["verdict"].string() == "upheld", e.corrected_at, e.event.actor.staff, known->by};
  }

  // A hold stops it; not one that head office orders again, since that has happened before the hold.
  void erase(const Event& event) {
    const Json& body = event.body;
    const bool again = event.actor.kind == ActorKind::head_office && body["again"].boolean();
    if (state_.held && !again) return;
    state_.erased = true;
    state_.erased_all |= body["scope"].string() != "contact";
    if (!counts_as_) counts_as_ = kCounts_as.find(body["counts_as"].string());
  }

  // An erasure that does not say so must not make one person two.
  CountsAs counts_as() const {
    if (!state_.erased || state_.intake.has("consent")) return counts_as_.value_or(CountsAs::nobody);
    return counts_as_.value_or(CountsAs::session);
  }

  void pause(const CaseEvent& e) {
    if (state_.paused) return;
    Pause pause{e.corrected_at, {}, {}, std::string(e.event.body["reason"].string())};
    if (e.event.body.has("until")) pause.until = Instant{e.event.body["until"].integer()};
    state_.pauses.push_back(std::move(pause));
    state_.paused = true;
  }

  void tell_reviews() {
    for (const auto& result : results_)
      if (result.review) state_.reviews.push_back(*result.review);
    if (results_.empty()) return;
    state_.resolved_by = results_.back().by;
    state_.reviewed = results_.back().review.has_value();
  }

  void resume(Instant at) {
    if (!state_.paused) return;
    auto& pause = state_.pauses.back();
    pause.to = pause.until && *pause.until < at ? *pause.until : at;
    state_.paused = false;
  }

  void regrade(std::size_t index) {
    const auto& e = events_[index];
    Regrade regrade{static_cast<int>(e.event.body["level"].integer()), e.corrected_at, {}, e.event.id, e.event.actor.staff};
    for (const auto& trigger : e.event.body["silences"].items()) regrade.silences.emplace_back(trigger.string());
    // Concurrent regrades: the worst holds (decision 7); the milder one stays visible as a conflict.
    if (settling_ && settling_->rule == "regrade") {  // it takes the other's place, whatever their levels
      if (!names(*settling_, state_.regrades.back().event)) return;
      state_.regrades.pop_back();
    } else if (last_regrade_ && !order_.had_seen(index, *last_regrade_)) {
      bool milder = regrade.level > state_.regrades.back().level;
      add_conflict("regrade", *last_regrade_, index, milder ? *last_regrade_ : index);
      if (milder) return;
      state_.regrades.pop_back();
    }
    last_regrade_ = index;
    state_.regrades.push_back(std::move(regrade));
  }

  void settle(const Json& body) {
    const auto holds = uuid_from_text(body["holds"].string());
    if (!holds) return;
    const auto settled = std::stable_partition(state_.conflicts.begin(), state_.conflicts.end(),
                                               [&](const Conflict& conflict) { return !names(conflict, *holds); });
    std::vector<Conflict> decided(settled, state_.conflicts.end());
    state_.conflicts.erase(settled, state_.conflicts.end());
    for (auto& conflict : decided) {
      const bool changes = conflict.effective != *holds;
      conflict.effective = *holds;
      conflict.settled = true;
      if (conflict.rule == "collision") state_.collision = false;
      state_.settled_conflicts.push_back(conflict);
      const auto held = std::find_if(applied_.begin(), applied_.end(), [&](auto index) { return events_[index].event.id == *holds; });
      if (changes && held != applied_.end()) apply_settled(*held, conflict);
    }
  }

  static bool names(const Conflict& conflict, const Uuid& event) {
    return std::find(conflict.events.begin(), conflict.events.end(), event) != conflict.events.end();
  }

  // Of two people who took the same step the other one's holds: where the case has come since, it stays.
  void apply_settled(std::size_t index, const Conflict& conflict) {
    const bool moved_on = conflict.rule == "owner" && last_move_ && !names(conflict, events_[*last_move_].event.id);
    const auto stage = state_.stage;
    const auto last_move = last_move_;
    settling_ = &conflict;
    apply(index, true);
    settling_ = nullptr;
    if (!moved_on) return;
    state_.stage = stage;
    last_move_ = last_move;
  }

  const std::vector<CaseEvent>& events_;
  CaseOrder order_;
  std::int64_t confirm_ms_;
  CaseState state_;
  std::vector<std::size_t> applied_, answered_;  // answered_: of each answer its event
  std::set<std::size_t> counted_;                // took effect at least once
  const Conflict* settling_ = nullptr;           // what is being decided
  struct GivenResult {
    std::size_t index;
    std::string by;
    std::optional<Review> review;
  };
  std::vector<GivenResult> results_;
  std::optional<std::size_t> submitted_, last_move_, last_regrade_;
  std::optional<CountsAs> counts_as_;
};

}  // namespace

bool settled_by_reply(const CaseState& state) {
  return state.known && state.intake["contact_type"].string("complaint") != "complaint";
}

bool may_be_called(const CaseState& state) {
  const bool answered = state.stage == Stage::confirm || state.stage == Stage::archived;
  return answered && state.fed_back_at && state.intake.has("consent");
}

bool was_called(const CaseState& state) {
  const auto since = [&](Instant at) { return state.fed_back_at && at >= *state.fed_back_at; };
  return std::any_of(state.call_backs.begin(), state.call_backs.end(), [&](const CallBack& call) { return call.reached && since(call.at); }) ||
         std::any_of(state.ratings.begin(), state.ratings.end(), [&](const Rating& rating) { return !rating.by_staff && since(rating.at); });
}

std::optional<Instant> call_back_owed_since(const CaseState& state) {
  if (!may_be_called(state) || state.erased || was_called(state)) return std::nullopt;
  return state.fed_back_at;
}

CaseState fold_case(CaseCode code, const std::vector<CaseEvent>& events, Instant now, int confirm_days) {
  return Folder(code, events, confirm_days).run(now);
}

}  // namespace redress
