// What a person can do on page 62: one form an action, folded away until it is opened, and the conflict box.
#include <algorithm>

#include "sync/headoffice/pages/action_form.h"
#include "sync/headoffice/pages/case_sections.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"

namespace redress::headoffice {

namespace {

void begin_form(Html& html, const CaseView& view, const ActionRule& rule) {
  html << "<form class=\"act\" method=\"post\" action=\"/cases/"_html << to_compact(view.detail.row.code) << "/"_html << rule.name << "\">"_html;
  add_csrf(html, view.context);
}

void add_erase_check(Html& html, const CaseView& view) {
  html << "<p class=\"soft\">"_html << view.words("office.case.erase.what"_msg) << "</p><label for=\"again\">"_html << view.words("office.case.erase.type"_msg)
       << "</label><input class=\"in mono\" id=\"again\" name=\"again\" required maxlength=\"20\" autocomplete=\"off\">"_html;
}

// How this category is investigated (R162).
void add_steps(Html& html, const CaseView& view) {
  if (!view.words.rules()) return;
  const auto& state = view.detail.state;
  const auto& steps = view.words.rules()->policy.steps_of(state.category, state.subcategory);
  if (steps.empty()) return;
  html << "<p>"_html << view.words("staff.inv.steps"_msg) << "</p><ol>"_html;
  for (const auto& step : steps) html << "<li>"_html << step.in(view.words.language()) << "</li>"_html;
  html << "</ol>"_html;
}

void add_act(Html& html, const CaseView& view, const ActionRule& rule) {
  const auto& words = view.words;
  const bool settles = rule.verb == Verb::reply && settled_by_reply(view.detail.state);
  const std::string name = "act." + std::string(settles ? "answer" : rule.name);
  bool open = view.refused == &rule;
  bool grave = rule.verb == Verb::erase;
  bool next = rule.stages == stage_bit(view.detail.state.stage) && rule.verb != Verb::archive;  // the step that is due
  html << "<details"_html << (open ? " open"_html : ""_html) << "><summary class=\"btn w"_html << (grave ? " d"_html : next ? " p"_html : ""_html) << "\">"_html
       << words.text().text(MessageKey(name + ".label")) << "</summary>"_html;
  begin_form(html, view, rule);
  html << "<p class=\"soft\">"_html << words.text().text(MessageKey(name + ".effect")) << "</p>"_html;
  if (rule.verb == Verb::reply || rule.verb == Verb::feed_back) html << "<p class=\"soft\">"_html << words("staff.res.public"_msg) << "</p>"_html;
  if (rule.verb == Verb::investigate) add_steps(html, view);
  const auto offer = rule.verb == Verb::assign ? assign_offer(view.context, words, view.detail.row.mall) : AssignOffer();
  add_action_fields(html, words, rule, open ? &view.context.request.form : nullptr, offer);
  if (grave) add_erase_check(html, view);
  if (open && view.answer_doubted)
    html << "<label class=\"box1\"><input type=\"checkbox\" name=\"as_it_is\" value=\"yes\">"_html << words("office.case.as_it_is"_msg) << "</label>"_html;
  html << "<button class=\"btn p w\">"_html << words("staff.do.confirm"_msg) << "</button></form></details>"_html;
}

std::string label_of(const PageWords& words, const TimelineEntry& entry) {
  auto title = words.word("event", entry.event.kind);
  return words("list.label"_msg, {{"label", author_words(words, entry)}, {"value", title}}) + "  " + words.time(entry.at);
}

void add_conflict(Html& html, const CaseView& view, const Conflict& conflict, bool may_settle) {
  const auto& words = view.words;
  html << "<p>"_html << words.word("conflict", conflict.rule) << "</p>"_html;
  auto entry_of = [&](const Uuid& id) {
    auto found = std::find_if(view.detail.timeline.begin(), view.detail.timeline.end(), [&](const auto& e) { return e.event.id == id; });
    return found == view.detail.timeline.end() ? nullptr : &*found;
  };
  const auto& rule = action_rule(Verb::settle);
  if (may_settle) {
    begin_form(html, view, rule);
    html << "<fieldset><legend>"_html << words("act.settle.effect"_msg) << "</legend>"_html;
  } else {
    html << "<ul>"_html;
  }
  for (const auto& id : conflict.events) {
    const auto* entry = entry_of(id);
    if (!entry) continue;
    bool effective = id == conflict.effective;
    if (may_settle) {
      add_hidden(html, "events", to_text(id));
      html << "<label class=\"box1\"><input type=\"radio\" name=\"holds\" value=\""_html << to_text(id) << "\""_html << (effective ? " checked"_html : ""_html) << ">"_html;
    } else {
      html << "<li>"_html;
    }
    html << "<span>"_html << label_of(words, *entry) << " <span class=\"tag\">"_html
         << words(effective ? "staff.conflict.used"_msg : "staff.conflict.kept"_msg) << "</span></span>"_html
         << (may_settle ? "</label>"_html : "</li>"_html);
  }
  if (!may_settle) {
    html << "</ul><p class=\"soft\">"_html << words("staff.conflict.read_only"_msg) << "</p>"_html;
    return;
  }
  html << "</fieldset>"_html;
  add_action_fields(html, words, rule, nullptr);
  html << "<button class=\"btn p\">"_html << words("staff.conflict.confirm"_msg) << "</button></form>"_html;
}

}  // namespace

void add_acts(Html& html, const CaseView& view) {
  const auto& words = view.words;
  Html can, cannot;
  for (const auto& act : view.detail.acts) {
    const auto& rule = *act.rule;
    if (rule.verb == Verb::settle) continue;
    if (act.permission.allowed) {
      add_act(can, view, rule);
    } else {
      cannot << "<li>"_html << words.text().text(MessageKey("act." + std::string(rule.name) + ".label")) << "<small>"_html
             << words.word("refuse", act.permission.reason) << "</small></li>"_html;
    }
  }
  html << "<section class=\"card acts noprint\" aria-labelledby=\"acts\"><h2 id=\"acts\">"_html << words("office.case.actions"_msg) << "</h2>"_html;
  if (can.empty()) html << "<p class=\"soft\">"_html << words("staff.case.nothing"_msg) << "</p>"_html;
  html << can;
  if (!cannot.empty())
    html << "<details><summary>"_html << words("staff.case.cannot"_msg) << "</summary><ul class=\"cannot\">"_html << cannot << "</ul></details>"_html;
  html << "</section>"_html;
}

void add_conflicts(Html& html, const CaseView& view) {
  const auto& state = view.detail.state;
  if (state.conflicts.empty() && !state.collision) return;
  const auto& words = view.words;
  bool may_settle = std::any_of(view.detail.acts.begin(), view.detail.acts.end(),
                                [](const auto& act) { return act.rule->verb == Verb::settle && act.permission.allowed; });
  html << "<section class=\"note warn conflict\" aria-labelledby=\"conflict\">"_html << mark(Mark::warn) << "<div><h2 id=\"conflict\">"_html
       << words(state.collision ? "staff.case.collision"_msg : "staff.conflict.title"_msg) << "</h2>"_html;
  for (const auto& conflict : state.conflicts) add_conflict(html, view, conflict, may_settle);
  html << "</div></section>"_html;
}

}  // namespace redress::headoffice
