// The words of one language: flat keys to texts with {name} places and {n|one|other} plurals.
// Built from the embedded assets/lang/<code>.json once; immutable; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/text/language.h"
#include "core/text/message_key.h"

namespace redress {

struct TextArg {
  std::string_view name;
  std::string value;
  TextArg(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
  TextArg(std::string_view n, std::string_view v) : name(n), value(v) {}
  TextArg(std::string_view n, const char* v) : name(n), value(v) {}
  TextArg(std::string_view n, std::int64_t v) : name(n), value(std::to_string(v)) {}
  TextArg(std::string_view n, int v) : name(n), value(std::to_string(v)) {}
  TextArg(std::string_view n, std::size_t v) : name(n), value(std::to_string(v)) {}
};
using TextArgs = std::vector<TextArg>;

class Catalogue {
 public:
  // The embedded catalogue of a language; lives as long as the program. A broken embedded file is a bug
  // that the tests catch; here it gives an empty catalogue that shows keys.
  static const Catalogue& of(Language language);
  // Errors: Errc::invalid with the key that is not a text.
  static Result<Catalogue> parse(Language language, std::string_view json);

  Language language() const { return language_; }
  // An unknown key gives the key in ⟦⟧, so that it is seen; a place without a value stays as it is.
  std::string text(MessageKey key, const TextArgs& args = {}) const;
  // text("stage.assign") as text_of("stage", "assign"), for words of lists that are known only at run time.
  std::string text_of(std::string_view area, std::string_view word, const TextArgs& args = {}) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  std::vector<std::string_view> keys() const;  // sorted
  // The text as written, for tests.
  std::string_view raw(std::string_view key) const;
  // Every key of `reference` is here and not empty.
  bool complete_against(const Catalogue& reference) const;

 private:
  const std::string* find(std::string_view key) const;
  Language language_ = Language::zh_hans;
  std::vector<std::pair<std::string, std::string>> rows_;  // sorted by key
};

// Fills a template: {name} becomes the value; {name|one|other} the first form if the value is "1".
std::string fill_template(std::string_view text, const TextArgs& args);

// "a, b, c" in the language's own way.
std::string join_list(const Catalogue& words, const std::vector<std::string>& items);
// 1995 as "1,995", the same in every language.
std::string group_digits(std::int64_t number);

}  // namespace redress
