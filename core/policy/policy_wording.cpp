#include "core/policy/policy_wording.h"

#include <algorithm>

#include "assets/asset.h"
#include "core/policy/document_rows.h"
#include "core/policy/documents.h"

namespace redress {

namespace {

constexpr std::size_t kWord_bytes = 60;

AnswerTemplate read_template(ObjectReader& reader) {
  AnswerTemplate out;
  out.code = reader.name("code");
  out.icon = reader.name("icon");
  out.labels = reader.labels("labels");
  out.about = reader.labels("about");
  out.text = reader.labels("text");
  out.categories = reader.names("categories", true);
  return out;
}

// Texts of a list, no repeats.
std::vector<std::string> read_words(ObjectReader& reader, std::string_view key) {
  std::vector<std::string> out;
  reader.each(key, false, [&](const Json& item, const std::string& path) {
    std::string text(item.string());
    if (text.empty() || text.size() > kWord_bytes)
      reader.errors().add(path, "must be text of 1 to " + std::to_string(kWord_bytes) + " bytes");
    else if (std::find(out.begin(), out.end(), text) != out.end())
      reader.errors().add(path, "stands twice");
    else
      out.push_back(std::move(text));
  });
  return out;
}

// One list a language: what is internal is not the same word everywhere.
std::vector<std::string> read_internal_words(ObjectReader& document) {
  std::vector<std::string> out;
  document.object("internal_words", [&](ObjectReader& reader) {
    for (const auto& language : kLanguages) {
      const auto words = read_words(reader, language.code);
      if (words.empty()) reader.fail(language.code, "must not be empty");
      out.insert(out.end(), words.begin(), words.end());
    }
  });
  return out;
}

}  // namespace

// What a phrase writes is its label with a full stop unless the document says otherwise.
Phrase read_phrase(ObjectReader& reader) {
  Phrase out;
  out.labels = reader.labels("labels");
  if (reader.has("adds")) {
    out.adds = reader.labels("adds");
    return out;
  }
  for (const auto& row : kLanguages) {
    auto i = static_cast<std::size_t>(row.id);
    out.adds.by_language[i] = out.labels.by_language[i] + (row.chinese ? "。" : ". ");
  }
  return out;
}

Wording read_wording(ObjectReader& document) {
  Wording out;
  out.task_phrases = read_rows<Phrase>(document, "task_phrases", read_phrase);
  out.answer_templates = read_rows<AnswerTemplate>(document, "answer_templates", read_template);
  out.internal_words = read_internal_words(document);
  return out;
}

Result<Wording> parse_wording(std::string_view policy_json) {
  REDRESS_TRY_ASSIGN(auto root, parse_json(policy_json));
  return wording_of(root);
}

Result<Wording> wording_of(const Json& root) {
  DocumentErrors errors;
  ObjectReader document(root, "", errors);
  auto wording = read_wording(document);
  REDRESS_TRY(errors.status("policy"));
  return wording;
}

const Wording& default_wording() {
  static const Wording wording = std::move(parse_wording(asset("policy/mall.json"))).value();
  return wording;
}

std::vector<const AnswerTemplate*> Wording::templates_of(std::string_view category) const {
  std::vector<const AnswerTemplate*> own, all;
  for (const auto& row : answer_templates) {
    if (row.categories.empty())
      all.push_back(&row);
    else if (std::find(row.categories.begin(), row.categories.end(), category) != row.categories.end())
      own.push_back(&row);
  }
  own.insert(own.end(), all.begin(), all.end());
  return own;
}

}  // namespace redress
