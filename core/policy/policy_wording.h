// The words that people at work take from the policy document: what a responsible person is asked to do,
// beginnings of answers, words that do not belong into one. Immutable; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/policy/labels.h"
#include "core/policy/policy.h"

namespace redress {

class ObjectReader;

// A beginning of an answer to a shopper; staff fill the gaps "____".
struct AnswerTemplate {
  std::string code, icon;
  Labels labels, about;  // its name and when it fits
  Labels text;
  std::vector<std::string> categories;  // empty: for all
};

struct Wording {
  std::vector<Phrase> task_phrases;
  std::vector<AnswerTemplate> answer_templates;
  std::vector<std::string> internal_words;  // of all languages

  // Those for this category first, then those for all.
  std::vector<const AnswerTemplate*> templates_of(std::string_view category) const;
};

// From a policy document that parse_policy accepted.
Result<Wording> parse_wording(std::string_view policy_json);
const Wording& default_wording();  // of the embedded mall profile

// Inside core/policy: parse_policy reads these parts as strictly as the others.
Phrase read_phrase(ObjectReader& reader);
Wording read_wording(ObjectReader& document);

}  // namespace redress
