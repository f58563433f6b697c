// The published service promise with its timetable and questions (R78, R163): every number comes from the mall's policy.
#include <algorithm>
#include <array>

#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/mall_choice.h"
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

// What a shopper can know of a rule; nothing of one that rests on what only staff see.
std::string trigger_words(const PageWords& words, const Trigger& trigger) {
  switch (trigger.when) {
    case TriggerWhen::injured: return words("promise.when.injured"_msg);
    case TriggerWhen::media_or_court: return words("promise.when.media_or_court"_msg);
    case TriggerWhen::loss: return words("promise.when.loss"_msg, {{"n", trigger.fen / 100}});
    case TriggerWhen::promise_broken: return words("promise.when.promise_broken"_msg);
    case TriggerWhen::repeat: return words("promise.when.repeat"_msg);
    case TriggerWhen::disputed: return words("promise.when.disputed"_msg);
    case TriggerWhen::cluster: return words("promise.when.cluster"_msg, {{"n", trigger.count}});
    case TriggerWhen::category:
    case TriggerWhen::open:  // no promise: it holds once the times were missed
    case TriggerWhen::departments:
    case TriggerWhen::escalated:
    case TriggerWhen::complex:
    case TriggerWhen::validity: break;
  }
  return {};
}

// "facilities" or "service_attitude.unauthorised_promise".
std::string subject_of(const PageWords& words, std::string_view named) {
  const auto dot = named.find('.');
  return words.subject(named.substr(0, dot), dot == std::string_view::npos ? std::string_view() : named.substr(dot + 1));
}

// Who gets the times of a level, without the level being said.
std::vector<std::string> who_gets(const PageWords& words, int level) {
  std::vector<std::string> out;
  const auto add = [&](std::string item) {
    if (!item.empty() && std::find(out.begin(), out.end(), item) == out.end()) out.push_back(std::move(item));
  };
  const auto& policy = words.rules()->policy;
  for (const auto& trigger : policy.triggers) {
    if (trigger.level != level) continue;
    add(trigger_words(words, trigger));
    for (const auto& named : trigger.categories) add(subject_of(words, named));
  }
  for (const auto& category : policy.categories) {
    if (category.level == level) add(words.subject(category.code, ""));
    for (const auto& kind : category.subcategories)
      if (kind.level == level) add(words.subject(category.code, kind.code));
  }
  return out;
}

bool same_times(const ClockRow& a, const ClockRow& b) {
  return a.acknowledge == b.acknowledge && a.first_answer == b.first_answer && a.resolve == b.resolve;
}

struct PromiseRow {
  std::vector<std::string> who;
  const ClockRow* clocks;
};

// Rows of the same times are one.
void put_row(std::vector<PromiseRow>& rows, std::vector<std::string> who, const ClockRow* clocks) {
  if (!clocks || who.empty()) return;
  for (auto& row : rows)
    if (same_times(*row.clocks, *clocks)) {
      row.who.insert(row.who.end(), who.begin(), who.end());
      return;
    }
  rows.push_back({std::move(who), clocks});
}

// Worst first; what no rule names is "other complaints".
std::vector<PromiseRow> complaint_rows(const PageWords& words) {
  const auto& policy = words.rules()->policy;
  std::vector<PromiseRow> rows;
  for (int level = kWorstLevel; level <= kMildestLevel; ++level) {
    const bool rest = level == policy.default_level;
    put_row(rows, rest ? std::vector{words("promise.complaint"_msg)} : who_gets(words, level),
            policy.clock_row("level_" + std::to_string(level)));
  }
  return rows;
}

std::vector<PromiseRow> other_rows(const PageWords& words) {
  const auto& policy = words.rules()->policy;
  std::vector<PromiseRow> rows;
  for (const auto& type : policy.contact_types)
    if (type.enabled && !type.levels) put_row(rows, {words.word("contact_type", type.code)}, policy.clock_row(type.clocks));
  return rows;
}

void add_row(Html& html, const PageWords& words, const PromiseRow& row) {
  html << "<h3>"_html;
  for (const auto& who : row.who) html << (&who == row.who.data() ? ""_html : " · "_html) << who;  // a name may hold commas
  html << "</h3><dl class=\"kv\">"_html;
  const auto line = [&](MessageKey what, const std::optional<Duration>& limit) {
    if (limit) html << "<dt>"_html << words(what) << "</dt><dd>"_html << duration_words(words, limit) << "</dd>"_html;
  };
  line("clock.acknowledge"_msg, row.clocks->acknowledge);
  line("clock.first_answer"_msg, row.clocks->first_answer);
  line("clock.resolve"_msg, row.clocks->resolve);
  html << "</dl>"_html;
}

// Categories with a limit of their own (R77).
void add_stricter(Html& html, const PageWords& words) {
  Html list;
  for (const auto& category : words.rules()->policy.categories)
    if (category.resolve_at_most)
      list << "<dt>"_html << category.labels.in(words.language()) << "</dt><dd>"_html
           << duration_words(words, category.resolve_at_most) << "</dd>"_html;
  if (list.empty()) return;
  html << "<h3>"_html << words("promise.stricter"_msg) << "</h3><dl class=\"kv\">"_html << list << "</dl><p class=\"soft\">"_html
       << words("promise.stricter.rule"_msg) << "</p>"_html;
}

// A shopper never sees a level: each row is named by what brings a complaint into it.
void add_timetable(Html& html, const PageWords& words) {
  html << "<section class=\"card\" aria-labelledby=\"times\"><h2 id=\"times\">"_html << words("promise.times"_msg) << "</h2>"_html;
  for (const auto& row : complaint_rows(words)) add_row(html, words, row);
  add_stricter(html, words);
  for (const auto& row : other_rows(words)) add_row(html, words, row);
  html << "<p class=\"soft\">"_html << words("promise.first_rule"_msg) << words.gap() << words("promise.working_day"_msg) << "</p></section>"_html;
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

Response show_promise(Context& context) {
  auto language = choose_language(context.request);
  auto rules = mall_of(context, context.request.query["mall"]);
  PageWords words(language, rules);
  auto title = words("promise.title"_msg);
  Html main;
  main << "<h1>"_html << title << "</h1>"_html;
  if (!rules) {
    add_mall_links(main, context, words, "/promise"_html);
    return track_page(context, words, title, main, context.office.rules().all().empty() ? 503 : 200);
  }
  main << "<p class=\"soft\">"_html << words("promise.intro"_msg, {{"mall", words.mall()}, {"version", rules->policy.version}}) << "</p>"_html;
  add_timetable(main, words);
  add_questions(main, words);
  add_mall_links(main, context, words, "/promise"_html);
  return track_page(context, words, title, main);
}

}  // namespace

void add_promise_page(Router& router) { router.open("GET", "/promise", show_promise); }

}  // namespace redress::headoffice
