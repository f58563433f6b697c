#include "sync/headoffice/command/arguments.h"

#include <algorithm>

namespace redress::headoffice {

Result<Arguments> Arguments::parse(const std::vector<std::string>& words,
                                   const std::vector<std::string_view>& valued,
                                   const std::vector<std::string_view>& flags) {
  Arguments out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    if (!word.starts_with("--")) {
      out.words_.push_back(word);
      continue;
    }
    auto equals = word.find('=');
    auto name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
    bool is_flag = std::find(flags.begin(), flags.end(), name) != flags.end();
    if (!is_flag && std::find(valued.begin(), valued.end(), name) == valued.end())
      return invalid("--" + name + ": unknown option");
    if (out.options_.contains(name)) return invalid("--" + name + ": given twice");
    if (is_flag) {
      out.options_[name] = "";
    } else if (equals != std::string::npos) {
      out.options_[name] = word.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      out.options_[name] = words[++i];
    } else {
      return invalid("--" + name + ": needs a value");
    }
  }
  return out;
}

std::string Arguments::get(std::string_view name, std::string_view fallback) const {
  auto found = options_.find(std::string(name));
  return found == options_.end() ? std::string(fallback) : found->second;
}

Result<std::string> Arguments::need(std::string_view name) const {
  if (!has(name) || get(name).empty()) return invalid("--" + std::string(name) + ": is missing");
  return get(name);
}

Result<std::string> Arguments::need_word(std::size_t at, std::string_view what) const {
  if (at >= words_.size()) return invalid(std::string(what) + ": is missing");
  return words_[at];
}

}  // namespace redress::headoffice
