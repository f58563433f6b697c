// The published service promise with its timetable and questions (R78, R163): every number comes from the mall's policy.
#include <array>

#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

std::string duration_words(const PageWords& words, const std::optional<Duration>& duration) {
  if (!duration) return "–";
  auto n = duration->amount;
  switch (duration->unit) {
    case TimeUnit::calendar_hours: return words("promise.hours"_msg, {{"n", n}});
    case TimeUnit::business_hours: return words("promise.business_hours"_msg, {{"n", n}});
    case TimeUnit::working_days: return words("promise.working_days"_msg, {{"n", n}});
  }
  return {};
}

// A shopper never sees a level: the worst stands for what is urgent, the mildest for everything else.
void add_timetable(Html& html, const PageWords& words) {
  const auto& policy = words.rules()->policy;
  html << "<section class=\"card\" aria-labelledby=\"times\"><h2 id=\"times\">"_html << words("promise.times"_msg) << "</h2>"_html;
  auto row = [&](std::string_view title, const ClockRow* clocks) {
    if (!clocks) return;
    html << "<h3>"_html << title << "</h3><dl class=\"kv\">"_html;
    auto line = [&](MessageKey what, const std::optional<Duration>& limit) {
      if (limit) html << "<dt>"_html << words(what) << "</dt><dd>"_html << duration_words(words, limit) << "</dd>"_html;
    };
    line("clock.acknowledge"_msg, clocks->acknowledge);
    line("clock.first_answer"_msg, clocks->first_answer);
    line("clock.resolve"_msg, clocks->resolve);
    html << "</dl>"_html;
  };
  row(words("promise.urgent"_msg), policy.clock_row("level_" + std::to_string(kWorstLevel)));
  row(words("promise.complaint"_msg), policy.clock_row("level_" + std::to_string(kMildestLevel)));
  for (std::string_view type : {"suggestion", "enquiry"})
    if (const auto* rule = policy.contact_type(type); rule && rule->enabled && !rule->levels)
      row(words.word("contact_type", type), policy.clock_row(rule->clocks));
  html << "<p class=\"soft\">"_html << words("promise.working_day"_msg) << "</p></section>"_html;
}

void add_questions(Html& html, const PageWords& words) {
  const auto& policy = words.rules()->policy;
  const std::array<std::pair<std::string, std::string>, 6> questions{{
      {words("promise.q.where"_msg), words("promise.a.where"_msg)},
      {words("promise.q.anonymous"_msg), words("promise.a.anonymous"_msg)},
      {words("promise.q.lost"_msg), words("promise.a.lost"_msg)},
      {words("promise.q.unsolved"_msg), words("promise.a.unsolved"_msg, {{"n", policy.confirm_days}})},
      {words("promise.q.data"_msg), retention_sentence(policy, words.language())},
      {words("promise.q.outside"_msg), words("promise.a.outside"_msg, {{"n", policy.regulator_phone}})},
  }};
  html << "<section class=\"card\" aria-labelledby=\"questions\"><h2 id=\"questions\">"_html << words("promise.questions"_msg) << "</h2>"_html;
  for (const auto& [question, answer] : questions) html << "<h3>"_html << question << "</h3><p>"_html << answer << "</p>"_html;
  html << "</section>"_html;
}

Response show(Context& context) {
  auto language = choose_language(context.request);
  auto all = context.office.rules().all();
  auto rules = context.office.rules().of(context.request.query["mall"]);
  if (!rules && !all.empty()) rules = all.front();
  PageWords words(language, rules);
  auto title = words("promise.title"_msg);
  Html main;
  main << "<h1>"_html << title << "</h1>"_html;
  if (!rules) return track_page(context, words, title, main, 503);
  main << "<p class=\"soft\">"_html << words("promise.intro"_msg, {{"mall", words.mall()}, {"version", rules->policy.version}}) << "</p>"_html;
  add_timetable(main, words);
  add_questions(main, words);
  main << "<nav class=\"malls\" aria-label=\""_html << words("office.cases.mall"_msg) << "\">"_html;
  for (const auto& other : all)
    if (other->mall_id != rules->mall_id)
      main << "<p><a href=\"/promise?mall="_html << other->mall_id << "&amp;lang="_html << language_code(language) << "\">"_html << words.with(other).mall() << "</a></p>"_html;
  main << "</nav>"_html;
  return track_page(context, words, title, main);
}

}  // namespace

void add_promise_page(Router& router) { router.open("GET", "/promise", show); }

}  // namespace redress::headoffice
