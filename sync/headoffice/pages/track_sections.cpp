#include <algorithm>

#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/track_page.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

std::string pause_words(const TrackView& view) { return view.words.word("track.paused", view.tracking.pause_reason); }

std::string step_title(const TrackView& view, const TrackingStep& step) {
  const auto& words = view.words;
  if (step.kind == "submitted" && view.tracking.contact_type != "complaint" && !view.tracking.contact_type.empty())
    return words.word("track.event.submitted", view.tracking.contact_type);
  // A reply to what is no complaint is the answer (R11).
  if (step.kind == "replied" && view.tracking.contact_type != "complaint") return words.text().text_of("track.event", "fed_back");
  auto department = words.department(step.department);
  if (step.kind == "acknowledged" && !department.empty()) return words("track.event.acknowledged"_msg, {{"department", department}});
  if (step.kind == "assigned" && !department.empty()) return words("track.event.assigned"_msg, {{"department", department}});
  // Reason, date or category of an earlier step are not for everybody who holds the code.
  for (std::string_view kind : {"acknowledged", "assigned", "paused", "extended", "recategorised"})
    if (step.kind == kind) return words.text().text_of("track.event.plain", kind);
  return words.word("track.event", step.kind);
}

void add_step(Html& html, Markup picture, std::string_view title, std::string_view sub) {
  html << "<li><span class=\"m\">"_html << picture << "</span><b>"_html << title << "</b><small>"_html << sub << "</small></li>"_html;
}

}  // namespace

std::string headline(const TrackView& view) {
  const auto& words = view.words;
  const auto& tracking = view.tracking;
  switch (tracking.state) {
    case TrackingState::received: return words("track.h1.received"_msg);
    case TrackingState::working: return words("track.h1.working"_msg);
    case TrackingState::late: return words("track.h1.late"_msg);
    case TrackingState::paused:
      return words("track.h1.paused"_msg, {{"reason", pause_words(view)}, {"t", words.day(*tracking.paused_until)}});
    case TrackingState::answered: return words("track.h1.answered"_msg);
    case TrackingState::disputed: return words("track.h1.disputed"_msg);
    case TrackingState::confirmed: return words("track.h1.confirmed"_msg);
    case TrackingState::closed: return words("track.h1.closed"_msg);
    case TrackingState::collision: return words("track.h1.collision"_msg);
  }
  return {};
}

std::optional<Instant> confirm_until(const TrackView& view) {
  const auto* rules = view.words.rules();
  if (!rules || view.tracking.answers.empty()) return std::nullopt;
  return view.tracking.answers.back().at + rules->policy.confirm_days * kDay_ms;
}

void add_promise(Html& html, const TrackView& view) {
  const auto& words = view.words;
  const auto& tracking = view.tracking;
  bool open = tracking.state == TrackingState::received || tracking.state == TrackingState::working || tracking.state == TrackingState::late ||
              tracking.state == TrackingState::paused || tracking.state == TrackingState::disputed;
  if (!open) return;
  bool answered = !tracking.answers.empty();
  auto due = answered ? tracking.resolve_by : tracking.first_answer_by;
  if (tracking.state == TrackingState::late) {
    if (!due || *due > view.context.office.now()) due = tracking.resolve_by;
    html << "<section class=\"card late\" aria-label=\""_html << words("track.by"_msg) << "\"><p>"_html;
    if (due) html << words("track.late.was"_msg, {{"t", words.promised(*due)}}) << "</p><p>"_html;
    if (tracking.escalated) html << words("track.late.escalated"_msg) << "</p><p>"_html;
    html << words("track.late.call"_msg) << "</p><p>"_html;
    add_desk_phones(html, view.context, words);
    html << "</p></section>"_html;
    return;
  }
  if (!due) return;
  html << "<section class=\"card\" aria-labelledby=\"by\"><h2 id=\"by\">"_html << words("track.by"_msg) << "</h2><p class=\"date\">"_html << words.promised(*due)
       << "</p>"_html;
  bool extended = answered ? tracking.resolve_extended : tracking.first_answer_extended;
  std::string more;
  auto say = [&](std::string_view sentence) {
    if (!more.empty()) more += words.gap();
    more += sentence;
  };
  if (extended) say(words("track.by.extended"_msg));
  else if (!answered) say(words("track.by.printed"_msg));
  if (!answered && tracking.resolve_by)
    say(words(tracking.resolve_extended ? "track.settled_by.extended"_msg : "track.settled_by"_msg, {{"t", words.promised(*tracking.resolve_by)}}));
  if (!more.empty()) html << "<p class=\"soft\">"_html << more << "</p>"_html;
  html << "</section>"_html;
}

void add_answers(Html& html, const TrackView& view) {
  const auto& words = view.words;
  const auto& answers = view.tracking.answers;
  if (answers.empty()) return;
  auto one = [&](const Answer& answer) {
    html << "<p class=\"typed\">"_html << answer.text << "</p><p class=\"soft\">"_html;
    auto at = words.time(answer.at);
    if (answer.department.empty()) html << at;
    else html << words("track.answer.by"_msg, {{"department", words.department(answer.department)}, {"t", at}});
    html << "</p>"_html;
  };
  html << "<section class=\"card\" aria-labelledby=\"answer\"><h2 id=\"answer\">"_html << words("track.answer"_msg) << "</h2>"_html;
  one(answers.back());
  if (answers.size() > 1) {
    html << "<details><summary>"_html << words("track.answer.earlier"_msg) << "</summary>"_html;
    for (auto it = answers.rbegin() + 1; it != answers.rend(); ++it) one(*it);
    html << "</details>"_html;
  }
  html << "</section>"_html;
}

void add_progress(Html& html, const TrackView& view) {
  const auto& words = view.words;
  const auto& tracking = view.tracking;
  if (tracking.steps.empty()) return;
  html << "<section class=\"card\" aria-labelledby=\"progress\"><h2 id=\"progress\">"_html << words("track.progress"_msg) << "</h2><ol class=\"tl\">"_html;
  if (tracking.may_confirm) {
    auto until = confirm_until(view);
    add_step(html, mark(Mark::wait), words("track.event.confirm"_msg), until ? words("track.event.confirm.until"_msg, {{"t", words.day(*until)}}) : "");
  } else if (tracking.paused_until) {
    add_step(html, mark(Mark::wait), pause_words(view), words("track.event.confirm.until"_msg, {{"t", words.day(*tracking.paused_until)}}));
  }
  for (const auto& step : tracking.steps) {
    auto department = words.department(step.department);
    auto at = words.time(step.at);
    bool owned = step.kind == "acknowledged" && !department.empty();
    add_step(html, mark(Mark::ok), step_title(view, step),
             owned ? words("track.event.acknowledged.sub"_msg, {{"t", at}, {"department", department}}) : at);
  }
  html << "</ol></section>"_html;
}

}  // namespace redress::headoffice
