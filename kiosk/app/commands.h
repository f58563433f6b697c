// The headless subcommands: one row + one function adds one.
#pragma once

#include <span>
#include <string_view>

#include "kiosk/app/arguments.h"
#include "kiosk/app/machine.h"

namespace redress {

struct CommandRow {
  std::string_view name;
  std::span<const OptionRow> options;
  int (*run)(Machine& machine, const Arguments& arguments);
  std::string_view help;
  bool takes_file = false;  // a word besides the options
};

std::span<const CommandRow> headless_commands();

}  // namespace redress
