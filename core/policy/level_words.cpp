#include "core/policy/level_words.h"

#include "core/text/catalogue.h"

namespace redress {

namespace {

const Labels* own_word(const Policy* policy, int level) {
  if (!policy || policy->level_words.empty() || level < kWorstLevel || level > kMildestLevel) return nullptr;
  return &policy->level_words[static_cast<std::size_t>(level - kWorstLevel)];
}

}  // namespace

std::string level_word(const Policy* policy, int level, Language language) {
  const auto* own = own_word(policy, level);
  return own ? own->in(language) : Catalogue::of(language).text_of("level.word", std::to_string(level));
}

std::string level_words(const Policy* policy, int level, Language language) {
  const auto& words = Catalogue::of(language);
  if (level == kNoLevel) return words.text("level.none"_msg);
  const auto* own = own_word(policy, level);
  return own ? words.text("level.own"_msg, {{"n", level}, {"word", own->in(language)}})
             : words.text_of("level", std::to_string(level));
}

}  // namespace redress
