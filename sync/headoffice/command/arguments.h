// Command line of a subcommand: positional words, --name value and --flag.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace redress::headoffice {

class Arguments {
 public:
  // `valued` and `flags` name every option allowed, without the dashes. Errc::invalid names what is wrong.
  static Result<Arguments> parse(const std::vector<std::string>& words,
                                 const std::vector<std::string_view>& valued,
                                 const std::vector<std::string_view>& flags);
  bool has(std::string_view name) const { return options_.contains(std::string(name)); }
  std::string get(std::string_view name, std::string_view fallback = {}) const;
  Result<std::string> need(std::string_view name) const;
  Result<std::string> need_word(std::size_t at, std::string_view what) const;
  std::size_t words() const { return words_.size(); }
  std::string word(std::size_t at) const { return at < words_.size() ? words_[at] : std::string(); }

 private:
  std::vector<std::string> words_;
  std::map<std::string, std::string> options_;
};

}  // namespace redress::headoffice
