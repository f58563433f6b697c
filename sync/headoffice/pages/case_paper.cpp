// One case on paper, for a regulator.
#include "core/policy/case_facts.h"
#include "core/policy/judge.h"
#include "core/text/time_words.h"
#include "sync/headoffice/pages/case_sections.h"
#include "sync/headoffice/pages/paper.h"

namespace redress::headoffice {

namespace {

std::string exact(const PageWords& words, Instant t) {
  const auto at = words.local(t);
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return to_iso(at.date) + " " + two(at.hour) + ":" + two(at.minute) + ":" + two(at.second);
}

void add_summary(Html& html, const PageWords& words, const CaseDetail& detail, Instant made_at) {
  const auto& row = detail.row;
  html << "<dl>"_html;
  add_fact(html, words("office.cases.col.code"_msg), to_grouped(row.code));
  add_fact(html, words("office.cases.mall"_msg), words.mall());
  add_fact(html, words("pack.made"_msg), exact(words, made_at));
  add_fact(html, words("staff.case.submitted"_msg),
           exact(words, row.submitted_at) + " · " + words.text().text_of("channel", row.channel));
  add_fact(html, words("office.cases.col.category"_msg),
           joined({words.word("contact_type", row.contact_type), words.subject(row.category, row.subcategory),
                   words.place(row.place)}));
  add_fact(html, words("office.cases.col.stage"_msg),
           words.text().text_of("stage.now", kStages.name(row.stage)));
  if (row.archived_at) add_fact(html, words("pack.closed"_msg), exact(words, *row.archived_at));
  add_fact(html, words("staff.inv.validity.q"_msg), words.word("validity", kValidities.name(row.validity)));
  add_fact(html, words("pack.policy"_msg), detail.policy);
  if (row.held) add_fact(html, words("hold.legal"_msg), exact(words, detail.state.held_at));
  html << "</dl>\n"_html;
}

void add_said_words(Html& html, const PageWords& words, const CaseDetail& detail, const Json* contact) {
  html << "<h2>"_html << words("office.case.said"_msg) << "</h2>"_html;
  const auto text = detail.intake_text["text"].string();
  html << "<p>"_html
       << (!text.empty() ? std::string(text)
                         : words(detail.row.erased ? "office.case.erased"_msg : "staff.case.no_text"_msg))
       << "</p><dl>"_html;
  add_fact(html, words("office.case.wish"_msg), detail.intake_text["outcome_text"].string());
  add_fact(html, words("impact.product"_msg), detail.intake_text["product"].string());
  if (contact)
    for (const auto& [key, value] : contact->members())
      add_fact(html, words.word("office.field", key), value.string());
  else
    add_fact(html, words("office.case.contact"_msg),
             words(detail.row.has_contact && !detail.row.erased ? "pack.contact.no"_msg
                                                                : "staff.case.no_contact"_msg));
  html << "</dl>\n"_html;
}

void add_level_words(Html& html, const PageWords& words, const CaseDetail& detail) {
  if (!detail.judgement || !words.rules()) return;
  const auto facts = facts_of(detail.state, words.rules()->site.zone);
  html << "<h2>"_html << words("office.case.level"_msg) << "</h2><dl>"_html;
  if (const auto& now = words.rules()->policy.version; now != detail.policy) add_fact(html, words("pack.policy.level"_msg), now);
  for (const auto& step : detail.judgement->history)
    add_fact(
        html, exact(words, step.since),
        words.level(step.level) + " · " +
            trigger_words(words.text(), words.rules()->policy, words.rules()->site, facts, step.because, words.this_year()));
  for (const auto& clock : detail.judgement->clocks)
    add_fact(html, words.word("clock", kClockNames[static_cast<std::size_t>(clock.kind)]),
             words("date.before"_msg, {{"t", exact(words, clock.due)}}) + " · " +
                 time_left_words(words.text(), time_left(clock)));
  html << "</dl>\n"_html;
}

void add_steps(Html& html, const PageWords& words, const CaseDetail& detail) {
  html << "<h2>"_html << words("office.case.events"_msg) << "</h2><table><thead><tr>"_html;
  for (auto key :
       {"office.case.events.time"_msg, "office.case.events.what"_msg, "office.case.events.who"_msg})
    html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  html << "</tr></thead><tbody>\n"_html;
  for (const auto& entry : detail.timeline) {
    html << "<tr><td>"_html << exact(words, entry.at) << "</td><td><b>"_html
         << event_title(words, entry.event) << "</b> "_html << event_detail(words, entry);
    if (entry.event.id != detail.state.submitted_event)
      for (const auto& [key, value] : entry.sealed.members()) html << "\n"_html << value.string();
    if (entry.sealed_missing)
      html << "\n"_html
           << words(detail.row.erased ? "office.case.erased"_msg : "staff.case.contact.transit"_msg);
    html << "</td><td>"_html << author_words(words, entry) << "</td></tr>\n"_html;
  }
  html << "</tbody></table>\n"_html;
}

}  // namespace

std::string case_paper(const PageWords& words, const CaseDetail& detail, const Json* contact,
                       std::string_view fingerprint, Instant made_at) {
  auto html = begin_paper(words, words("pack.title"_msg, {{"code", to_grouped(detail.row.code)}}));
  add_summary(html, words, detail, made_at);
  add_said_words(html, words, detail, contact);
  add_level_words(html, words, detail);
  add_steps(html, words, detail);
  html << "<h2>"_html << words("pack.check"_msg) << "</h2><p>"_html
       << words("pack.check.how"_msg, {{"key", fingerprint}})
       << "</p><p><code>redress-headoffice verify-pack FILE</code></p>\n"_html;
  end_paper(html);
  return html.str();
}

}  // namespace redress::headoffice
