// The languages of screens, receipts and pages: one row adds one, its catalogue is assets/lang/<code>.json.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace redress {

enum class Language { zh_hans, zh_hant, en };

struct LanguageInfo {
  Language id;
  std::string_view code;      // BCP 47, as in events and HTML
  std::string_view own_name;  // in its own script
  std::string_view short_name;
  std::string_view face;      // region of Noto Sans CJK: SC, TC, JP, KR
  bool chinese;
};

inline constexpr std::array kLanguages{
    LanguageInfo{Language::zh_hans, "zh-Hans", "简体中文", "简体", "SC", true},
    LanguageInfo{Language::zh_hant, "zh-Hant", "繁體中文", "繁體", "TC", true},
    LanguageInfo{Language::en, "en", "English", "English", "SC", false},
};

constexpr const LanguageInfo& language_info(Language id) { return kLanguages[static_cast<std::size_t>(id)]; }
constexpr std::string_view language_code(Language id) { return language_info(id).code; }
constexpr std::optional<Language> find_language(std::string_view code) {
  for (const auto& row : kLanguages)
    if (row.code == code) return row.id;
  return std::nullopt;
}

// Those whose catalogue is complete against zh-Hans; only these may be shown to a person.
const std::vector<Language>& offered_languages();

}  // namespace redress
