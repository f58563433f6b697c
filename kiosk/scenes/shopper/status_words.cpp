#include "kiosk/scenes/shopper/status_words.h"

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"

namespace redress::shopper {

namespace {

using Disc = ui::Stage::State;

struct StageRow {
  Stage stage;
  std::optional<Instant> CaseState::* done_at;
};
constexpr StageRow kRows[] = {
    {Stage::acknowledge, &CaseState::acknowledged_at}, {Stage::assign, &CaseState::assigned_at},
    {Stage::investigate, &CaseState::investigated_at}, {Stage::resolve, &CaseState::resolved_at},
    {Stage::feed_back, &CaseState::fed_back_at},       {Stage::archived, &CaseState::archived_at},
};

// Feedback is done when the shopper has said so.
std::size_t due_row(Stage stage) {
  switch (stage) {
    case Stage::confirm: return 4;
    case Stage::archived: return std::size(kRows);
    default: return static_cast<std::size_t>(stage);
  }
}

std::string two_lines(const App& app, Instant t) {
  const auto local = app.local(t);
  return short_day_words(app.words(), local.date, app.today().year) + "\n" + clock_words(local);
}

const ClockView* late_clock(const CaseView& view) {
  for (const auto kind : {ClockKind::first_answer, ClockKind::resolve})
    if (const auto* clock = view.judgement.clock(kind); clock && clock->state == ClockState::overdue) return clock;
  return nullptr;
}

std::string department_words(const App& app, const std::string& code) {
  const auto* department = app.policy() ? app.policy()->department(code) : nullptr;
  if (department) return department->labels.in(app.language());
  return app.site() ? app.site()->names.in(app.language()) : code;
}

std::string paused_words(const App& app, const CaseView& view) {
  const auto reason = app.words().text_of("pause_reason", view.state.pauses.back().reason);
  return app.say("status.paused.until"_msg, {{"reason", reason}, {"t", promised_words(app.words(), app.local(*view.judgement.resumes_at), app.today().year)}});
}

}  // namespace

std::string status_title(const App& app, const CaseView& view) {
  const auto& state = view.state;
  if (state.stage == Stage::confirm) return app.say("status.confirm"_msg);
  if (state.stage == Stage::archived) return app.say(state.confirmed_at ? "status.confirmed"_msg : "stage.now.archived"_msg);
  if (state.disputes > 0) return app.say("status.disputed"_msg);
  return app.say(state.stage == Stage::acknowledge ? "status.received"_msg : "status.working"_msg);
}

std::vector<ui::Stage> stage_discs(const App& app, const CaseView& view) {
  std::vector<ui::Stage> out;
  const auto due = due_row(view.state.stage);
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    ui::Stage disc;
    disc.state = i < due ? Disc::done : i == due ? Disc::now : Disc::later;
    disc.name = app.words().text_of("stage", kStages.name(kRows[i].stage));
    const auto& at = view.state.*kRows[i].done_at;
    if (i < due && at) disc.words = two_lines(app, *at);
    if (i == due && view.state.stage == Stage::confirm) disc.words = app.say("status.wait_you"_msg);
    out.push_back(std::move(disc));
  }
  return out;
}

std::vector<ui::Notice> status_notices(const App& app, const CaseView& view) {
  std::vector<ui::Notice> out;
  const bool waits_for_them = view.state.open() && view.state.stage != Stage::confirm;
  if (const auto* late = late_clock(view); late && waits_for_them)
    out.push_back({.tone = ui::Tone::warn, .body = app.say("status.late"_msg, {{"t", promised_words(app.words(), app.local(late->due), app.today().year)}})});
  if (view.judgement.resumes_at) out.push_back({.tone = ui::Tone::quiet, .icon = ui::Icon::hour, .body = paused_words(app, view)});
  if (view.state.erased) out.push_back({.tone = ui::Tone::quiet, .icon = ui::Icon::lock, .body = app.say("status.erased"_msg)});
  if (view.state.stage == Stage::archived && !allowed(view, "dispute"))
    out.push_back({.tone = ui::Tone::quiet, .icon = ui::Icon::info, .body = app.say("status.archived"_msg)});
  for (auto& notice : out) notice.type = ui::Type{32, 1.45f};
  return out;
}

std::string next_words(const App& app, const CaseView& view) {
  const auto ahead = [](const ClockView* clock) { return clock && clock->state == ClockState::running; };
  const auto* first = view.judgement.clock(ClockKind::first_answer);
  const auto* result = view.judgement.clock(ClockKind::resolve);
  if (!view.judgement.dates_known || !view.state.open() || view.state.stage == Stage::confirm) return {};
  const auto words = [&](MessageKey key, const ClockView& clock) { return app.say(key, {{"t", "**" + promised_words(app.words(), app.local(clock.due), app.today().year) + "**"}}); };
  if (ahead(first)) return words("status.next.first"_msg, *first);
  if (ahead(result)) return words("status.next.result"_msg, *result);
  return {};
}

std::vector<AnswerWords> answer_words(const App& app, const CaseView& view) {
  std::vector<AnswerWords> out;
  const auto& answers = view.state.answers;
  for (auto answer = answers.rbegin(); answer != answers.rend(); ++answer) {
    const auto from = app.say("status.answer"_msg, {{"department", department_words(app, answer->department)}});
    out.push_back({from + "   " + day_time_words(app.words(), app.local(answer->at), app.today().year), answer->text});
  }
  return out;
}

bool allowed(const CaseView& view, std::string_view action) {
  const auto found = view.actions.find(std::string(action));
  return found != view.actions.end() && found->second.allowed;
}

std::string refusal_words(const App& app, const Error& error) {
  // Only what the stage allows is offered, so somebody else was quicker.
  if (error.code == Errc::refused) return app.say("status.changed"_msg);
  return app.say(error.code == Errc::full ? "err.happened.full"_msg : error.code == Errc::io ? "err.happened.write"_msg : "err.happened.unknown"_msg);
}

Action shopper_action(Verb verb, CaseCode code, Json clear, Json sealed) {
  Action action;
  action.rule = &action_rule(verb);
  action.code = code;
  action.clear = std::move(clear);
  action.sealed = std::move(sealed);
  return action;
}

}  // namespace redress::shopper
