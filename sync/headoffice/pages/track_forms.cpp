// What the shopper can do on the tracking page: every form is a plain POST that asks nothing it does not need.
#include <algorithm>

#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/track_page.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

void begin(Html& html, const TrackView& view, Markup what) {
  html << "<form method=\"post\" action=\""_html << view.address << "/"_html << what << "\">"_html;
  add_hidden(html, "lang", language_code(view.words.language()));
}

void add_text(Html& html, const PageWords& words, Markup name, MessageKey label, std::string_view typed, bool required, Markup describe = {}) {
  html << "<label for=\""_html << name << "\">"_html << words(label) << "</label><textarea class=\"in ta\" id=\""_html << name << "\" name=\""_html << name
       << "\" rows=\"4\" maxlength=\"2000\""_html << (required ? " required"_html : ""_html) << describe << ">"_html << typed << "</textarea>"_html;
}

// When a case reopened now is due: as the rules will judge it (core/policy/clocks).
std::optional<Instant> dispute_due(const TrackView& view) {
  const auto* rules = view.words.rules();
  if (!rules) return std::nullopt;
  const auto& calendar = rules->site.calendar ? *rules->site.calendar : rules->policy.calendar;
  Duration least{rules->policy.dispute_at_least_working_days, TimeUnit::working_days};
  auto due = add_duration(calendar, rules->site.zone, view.context.office.now(), least);
  return view.tracking.resolve_by ? std::max(due, *view.tracking.resolve_by) : due;
}

}  // namespace

void add_confirm_form(Html& html, const TrackView& view) {
  const auto& words = view.words;
  html << "<section class=\"card\" aria-labelledby=\"solved\"><h2 id=\"solved\">"_html << words("track.solved"_msg) << "</h2>"_html;
  begin(html, view, "confirm"_html);
  html << "<button class=\"btn p\">"_html << tick() << words("track.solved.yes"_msg) << "</button></form><a class=\"btn\" href=\""_html << view.address
       << "/dispute?lang="_html << language_code(words.language()) << "\">"_html << words("track.solved.no"_msg) << "</a><p class=\"soft\">"_html;
  if (auto until = confirm_until(view)) html << words("track.solved.until"_msg, {{"t", words.day(*until)}}) << words.gap();
  html << words("track.dispute"_msg) << "</p></section>"_html;
}

void add_dispute_form(Html& html, const TrackView& view) {
  const auto& words = view.words;
  const auto& form = view.context.request.form;
  begin(html, view, "dispute"_html);
  html << "<fieldset class=\"card\" aria-labelledby=\"asked\">"_html;
  for (std::string_view reason : {"not_solved", "not_done", "disagree", "unclear", "happened_again", "other"})
    html << "<label class=\"pick\"><input type=\"radio\" name=\"reason\" required value=\""_html << reason << "\""_html
         << (form["reason"] == reason ? " checked"_html : ""_html) << ">"_html << words.word("dispute_reason", reason) << "</label>"_html;
  html << "</fieldset><div class=\"card\">"_html;
  add_text(html, words, "text"_html, "track.dispute.text"_msg, form["text"], false);
  html << "</div>"_html;
  html << "<p class=\"soft next\">"_html;
  if (auto by = dispute_due(view)) html << words("track.dispute.next"_msg, {{"t", words.promised(*by)}});
  html << "</p><button class=\"btn p\">"_html << words("track.dispute.send"_msg) << "</button></form>"_html;
}

void add_rate_form(Html& html, const TrackView& view) {
  const auto& words = view.words;
  const auto& form = view.context.request.form;
  begin(html, view, "rate"_html);
  html << "<div class=\"card\">"_html;
  bool first = true;
  auto row = [&](Markup name, std::string_view key, MessageKey label) {
    html << "<fieldset class=\"rate\"><legend>"_html << words(label);
    if (first) html << " <span>"_html << words("track.rate.ends"_msg) << "</span>"_html;
    first = false;
    html << "</legend><div class=\"five\">"_html;
    for (int n = 1; n <= 5; ++n)
      html << "<label><input type=\"radio\" name=\""_html << name << "\" value=\""_html << n << "\""_html
           << (form[key] == std::to_string(n) ? " checked"_html : ""_html) << "><span>"_html << n << "</span></label>"_html;
    html << "</div></fieldset>"_html;
  };
  row("speed"_html, "speed", "track.rate.speed"_msg);
  row("result"_html, "result", "track.rate.result"_msg);
  row("attitude"_html, "attitude", "track.rate.attitude"_msg);
  html << "</div><div class=\"card\">"_html;
  add_text(html, words, "comment"_html, "track.rate.text"_msg, form["comment"], false);
  html << "</div><button class=\"btn p\">"_html << words("track.rate.send"_msg) << "</button></form><p class=\"out\"><a href=\""_html << view.address
       << "?lang="_html << language_code(words.language()) << "\">"_html << words("track.rate.skip"_msg) << "</a></p>"_html;
}

void add_addition_form(Html& html, const TrackView& view) {
  const auto& words = view.words;
  begin(html, view, "add"_html);
  html << "<div class=\"card\">"_html;
  add_text(html, words, "text"_html, "track.add.text"_msg, view.context.request.form["text"], true, " aria-describedby=\"hint\""_html);
  html << "<p class=\"soft\" id=\"hint\">"_html << words("track.add.hint"_msg) << "</p></div><button class=\"btn p\">"_html << words("track.add.send"_msg)
       << "</button></form>"_html;
}

void add_find_form(Html& html, const PageWords& words, std::string_view typed, MessageKey title) {
  html << "<section class=\"card\" aria-labelledby=\"other\"><h2 id=\"other\">"_html << words(title) << "</h2><form method=\"get\" action=\"/find\">"_html;
  add_hidden(html, "lang", language_code(words.language()));
  html << "<label for=\"code\">"_html << words("track.unknown.where"_msg)
       << "</label><input class=\"in mono\" id=\"code\" name=\"code\" required maxlength=\"20\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" placeholder=\"____-____-____\" value=\""_html
       << typed << "\"><button class=\"btn\">"_html << words("track.unknown.find"_msg) << "</button></form></section>"_html;
}

}  // namespace redress::headoffice
