// The words of one page: a language, and the labels, zone and phone of the mall that it is about.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/civil.h"
#include "core/base/instant.h"
#include "core/text/catalogue.h"
#include "sync/headoffice/http/http.h"
#include "sync/headoffice/rules/rule_shelf.h"

namespace redress::headoffice {

struct Context;

inline constexpr std::string_view kLanguage_cookie = "redress_language";  // staff pages only; tracking sets none

// ?lang= or the form's "lang", then the staff cookie, then what the browser asks for, then simplified Chinese.
Language choose_language(const Request& request);

class PageWords {
 public:
  // `rules` may be null: then codes stand for labels and times are those of UTC+8. `now`: days of its year are told
  // without the year; nothing: every day with it, as on paper that is kept.
  PageWords(Language language, std::shared_ptr<const Rules> rules, std::optional<Instant> now = {})
      : language_(language), text_(Catalogue::of(language)), rules_(std::move(rules)), now_(now) {}
  // In the language that the request asks for, now.
  PageWords(const Context& context, std::shared_ptr<const Rules> rules);
  PageWords with(std::shared_ptr<const Rules> rules) const { return {language_, std::move(rules), now_}; }

  Language language() const { return language_; }
  const Catalogue& text() const { return text_; }
  const Rules* rules() const { return rules_.get(); }
  std::string operator()(MessageKey key, const TextArgs& args = {}) const { return text_.text(key, args); }
  // A word of a list known only at run time; the word itself if the catalogue lacks it.
  std::string word(std::string_view area, std::string_view word, const TextArgs& args = {}) const;

  // Between two sentences: nothing in Chinese, a space elsewhere.
  std::string_view gap() const { return language_info(language_).chinese ? "" : " "; }
  std::string mall() const;  // 星河广场, or the product's name
  std::string department(std::string_view code) const;
  std::string level(int level) const;  // 1 级 紧急
  std::string level_word(int level) const;
  std::string subject(std::string_view category, std::string_view subcategory) const;
  std::string place(std::string_view id) const;
  CivilTime local(Instant t) const;
  Instant utc(CivilTime t) const;
  std::string time(Instant t) const;      // 3月17日 17:20
  std::string promised(Instant t) const;  // 3月17日（周二）17:20
  std::string day(Instant t) const;       // 3月17日
  std::string day(CivilDate d) const;
  std::string relative(Instant t, Instant now) const;

  int this_year() const { return now_ ? local(*now_).date.year : 0; }  // 0: every year is told

 private:
  Language language_;
  const Catalogue& text_;
  std::shared_ptr<const Rules> rules_;
  std::optional<Instant> now_;
};

// Supervisor, manager, and the department that decides if one is named.
std::string role_list(const PageWords& words, const std::vector<std::string>& roles, std::string_view department = {});
// 24 hours, 3 working days: a limit as the policy states it.
std::string limit_words(const PageWords& words, Duration limit);
// Of escalated_to() (core/model/case_fold.h).
std::string escalated_words(const PageWords& words, std::string_view escalated_to);

}  // namespace redress::headoffice
