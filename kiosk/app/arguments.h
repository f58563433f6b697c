// The command line: redress-kiosk COMMAND --option VALUE … FILE …
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace redress {

struct OptionRow {
  std::string_view name;      // "--data"
  std::string_view value;     // "DIR"; empty: a switch; "58|80": one of these; "N": a whole number from 1 on
  std::string_view help;
};

struct Arguments {
  std::string command;
  std::map<std::string, std::string, std::less<>> options;
  std::vector<std::string> files;

  bool has(std::string_view name) const { return options.find(name) != options.end(); }
  std::string get(std::string_view name, std::string fallback = {}) const;
};

// Errors name the word that is wrong. `allowed` are the options of the command.
Result<Arguments> parse_arguments(std::span<const char* const> words, std::span<const OptionRow> allowed);

}  // namespace redress
