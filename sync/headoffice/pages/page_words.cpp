#include "sync/headoffice/pages/page_words.h"

#include <algorithm>

#include "core/policy/level_words.h"
#include "core/text/dates.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

namespace {

bool is_offered(Language language) {
  const auto& offered = offered_languages();
  return std::find(offered.begin(), offered.end(), language) != offered.end();
}

std::optional<Language> offered(std::string_view code) {
  auto language = find_language(code);
  if (!language || !is_offered(*language)) return std::nullopt;
  return language;
}

// One range of Accept-Language, without its weight: browsers send them best first.
std::optional<Language> language_of_range(std::string range) {
  std::transform(range.begin(), range.end(), range.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (range.starts_with("zh")) {
    bool traditional = range.find("hant") != std::string::npos || range.find("-tw") != std::string::npos ||
                       range.find("-hk") != std::string::npos || range.find("-mo") != std::string::npos;
    return traditional ? Language::zh_hant : Language::zh_hans;
  }
  if (range.starts_with("en")) return Language::en;
  return std::nullopt;
}

std::optional<Language> accepted(std::string_view header) {
  for (int ranges = 0; !header.empty() && ranges < 20; ++ranges) {
    auto end = std::min(header.find(','), header.size());
    auto range = header.substr(0, std::min(header.find(';'), end));
    header.remove_prefix(std::min(end + 1, header.size()));
    while (!range.empty() && range.front() == ' ') range.remove_prefix(1);
    auto language = language_of_range(std::string(range));
    if (language && is_offered(*language)) return language;
  }
  return std::nullopt;
}

const Zone& beijing() {
  static const Zone zone = [] {
    auto rule = Zone::parse_rule("CST-8");
    return rule.ok() ? *rule : Zone();
  }();
  return zone;
}

}  // namespace

Language choose_language(const Request& request) {
  for (auto code : {request.query["lang"], request.form["lang"], request.cookies[kLanguage_cookie]})
    if (auto language = offered(code)) return *language;
  return accepted(request.accept_language).value_or(Language::zh_hans);
}

PageWords::PageWords(const Context& context, std::shared_ptr<const Rules> rules)
    : PageWords(choose_language(context.request), std::move(rules), context.office.now()) {}

std::string PageWords::word(std::string_view area, std::string_view word, const TextArgs& args) const {
  auto key = std::string(area) + "." + std::string(word);
  return text_.has(key) ? text_.text(MessageKey(key), args) : std::string(word);
}

std::string PageWords::mall() const { return rules_ ? rules_->site.names.in(language_) : text_.text("app.name"_msg); }

std::string PageWords::department(std::string_view code) const {
  const auto* row = rules_ ? rules_->policy.department(code) : nullptr;
  return row ? row->labels.in(language_) : std::string(code);
}

std::string PageWords::level(int level) const { return level_words(rules_ ? &rules_->policy : nullptr, level, language_); }

std::string PageWords::level_word(int level) const {
  return redress::level_word(rules_ ? &rules_->policy : nullptr, level, language_);
}

std::string PageWords::subject(std::string_view category, std::string_view subcategory) const {
  return rules_ ? subject_words(rules_->policy, category, subcategory, language_) : std::string(category);
}

std::string PageWords::place(std::string_view id) const {
  if (id.empty()) return {};
  return rules_ ? place_words(rules_->site, id, language_) : std::string(id);
}

CivilTime PageWords::local(Instant t) const { return (rules_ ? rules_->site.zone : beijing()).local(t); }
Instant PageWords::utc(CivilTime t) const { return (rules_ ? rules_->site.zone : beijing()).utc(t); }
std::string PageWords::time(Instant t) const { return day_time_words(text_, local(t), this_year()); }
std::string PageWords::promised(Instant t) const { return promised_words(text_, local(t), this_year()); }
std::string PageWords::day(Instant t) const { return day(local(t).date); }
std::string PageWords::day(CivilDate d) const { return day_words(text_, d, this_year()); }
std::string PageWords::relative(Instant t, Instant now) const { return relative_words(text_, local(t), local(now).date); }

std::string role_list(const PageWords& words, const std::vector<std::string>& roles, std::string_view department) {
  std::vector<std::string> items;
  for (const auto& role : roles) items.push_back(words.word("role", role));
  if (!department.empty()) items.push_back(words.department(department));
  return join_list(words.text(), items);
}

std::string escalated_words(const PageWords& words, std::string_view escalated_to) {
  const auto space = escalated_to.find(' ');
  const auto role = words.word("role", escalated_to.substr(0, space));
  if (space == std::string_view::npos) return role;
  return words("escalated.to"_msg, {{"role", role}, {"department", words.department(escalated_to.substr(space + 1))}});
}

std::string limit_words(const PageWords& words, Duration limit) {
  switch (limit.unit) {
    case TimeUnit::business_hours: return words("span.business_hours"_msg, {{"n", limit.amount}});
    case TimeUnit::working_days: return words("span.working_days"_msg, {{"n", limit.amount}});
    case TimeUnit::calendar_hours: break;
  }
  return words("span.hours"_msg, {{"n", limit.amount}});
}

}  // namespace redress::headoffice
