// Every key of the configuration, one row each: where it stands, which values are allowed, what it is for.
// Reading, writing and the commented example all follow this table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/app/config.h"

namespace redress {

struct ConfigKey {
  std::string_view section, name;
  std::variant<std::string Config::*, int Config::*, bool Config::*> field;
  std::string_view allowed;                       // ends the sentence "…; allowed: "
  int least = 0, most = 0;                        // of a number
  bool (*good)(std::string_view) = nullptr;       // of a text
  bool on_the_spot = false;                       // a technician may choose it on screen 53
};

// In the order of the sections.
std::span<const ConfigKey> config_keys();

// Form only; whether the thing is there is doctor's question. An address follows the table in docs/OPERATE.md.
bool is_printer_address(std::string_view address);
bool is_scanner_address(std::string_view address);
bool is_office_url(std::string_view url);
bool is_screen_size(std::string_view size);

}  // namespace redress
