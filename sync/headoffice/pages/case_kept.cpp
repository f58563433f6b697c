// How long what was typed is kept, on page 62 (R124, R129): the days by the policy, or the hold that stops
// them; and the pack for a regulator.
#include "sync/headoffice/pages/case_sections.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/hand_out.h"
#include "sync/headoffice/pages/marks.h"

namespace redress::headoffice {

namespace {

// Erased at midnight: the day before is the last.
std::string last_day(const CaseView& view, Instant from) {
  return to_iso(view.words.rules()->site.zone.local(from - 1).date);
}

const TimelineEntry* hold_of(const CaseDetail& detail) {
  for (auto it = detail.timeline.rbegin(); it != detail.timeline.rend(); ++it)
    if (it->event.kind == "held") return &*it;
  return nullptr;
}

void add_hold(Html& html, const CaseView& view) {
  const auto* hold = hold_of(view.detail);
  if (!view.detail.state.held || !hold) return;
  const auto& words = view.words;
  const auto since = hold->event.body.has("since") ? Instant{hold->event.body["since"].integer()} : hold->at;
  html << "<div class=\"note warn\" role=\"note\">"_html << mark(Mark::warn) << "<span>"_html
       << words("office.case.held"_msg,
                {{"t", words.time(since)},
                 {"who", hold->staff_name.empty() ? view.detail.state.held_by : hold->staff_name}})
       << "<br><span class=\"typed\">"_html << hold->sealed["reason"].string() << "</span></span></div>"_html;
}

void add_days(Html& html, const CaseView& view) {
  const auto& words = view.words;
  const auto& state = view.detail.state;
  const auto& dates = view.detail.retention;
  if (!dates) {
    html << "<p class=\"soft\">"_html << words("office.case.kept.open"_msg) << "</p>"_html;
    return;
  }
  html << "<ul class=\"cannot\">"_html;
  if (view.detail.row.has_contact && !state.erased)
    html << "<li>"_html << words("office.case.kept.contact"_msg, {{"d", last_day(view, dates->contact)}})
         << "</li>"_html;
  html << "<li>"_html << words("office.case.kept.all"_msg, {{"d", last_day(view, dates->everything)}});
  if (dates->important) html << "<small>"_html << words("office.case.kept.important"_msg) << "</small>"_html;
  html << "</li></ul>"_html;
}

// The case for a regulator; the contact only if somebody says what for.
void add_pack(Html& html, const CaseView& view) {
  if (!(kPack_makers & role_bit(view.context.visitor->person.role))) return;
  const auto& words = view.words;
  html << "<details class=\"noprint gap\"><summary class=\"btn w\">"_html << words("pack.button"_msg)
       << "</summary><form class=\"act\" method=\"post\" action=\"/cases/"_html
       << to_compact(view.detail.row.code) << "/pack\">"_html;
  add_csrf(html, view.context);
  html << "<p class=\"soft\">"_html << words("pack.button.what"_msg) << "</p>"_html;
  if (view.detail.row.has_contact && !view.detail.row.erased) {
    html << "<label for=\"pack-contact\">"_html << words("pack.contact.purpose"_msg)
         << "</label><select class=\"in\" id=\"pack-contact\" name=\"contact\">"_html;
    add_option(html, "", words("pack.contact.none"_msg), true);
    for (auto word : {"regulator", "complaint_letter", "other"})
      add_option(html, word, words.word("purpose", word), false);
    html << "</select>"_html;
  }
  html << "<button class=\"btn p w\">"_html << words("pack.button.make"_msg)
       << "</button></form></details>"_html;
}

}  // namespace

void add_kept(Html& html, const CaseView& view) {
  const auto& words = view.words;
  if (!view.detail.state.known || !words.rules()) return;
  html << "<section class=\"card\" aria-labelledby=\"kept\"><h2 id=\"kept\">"_html
       << words("office.case.kept"_msg) << "</h2>"_html;
  add_hold(html, view);
  if (view.detail.state.erased_all)
    html << "<p class=\"soft\">"_html << words("office.case.erased"_msg) << "</p>"_html;
  else
    add_days(html, view);
  add_pack(html, view);
  html << "</section>"_html;
}

}  // namespace redress::headoffice
