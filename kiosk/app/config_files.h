// Reading the configuration: /etc/redress/kiosk.toml, then overlays /etc/redress/kiosk.d/*.toml in name order;
// what comes later wins, key by key. Unknown sections and keys and wrong values are errors, all of them told:
// one line each, "file:line: what, and what is allowed". The keys: config_keys.h. Any thread.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/env/files.h"
#include "kiosk/app/config.h"

namespace redress {

// `base` empty: /etc/redress/kiosk.toml if it is there, else the defaults. Overlays of FILE.toml lie in FILE.d/.
// Errors: Errc::invalid with every wrong line of every file; Errc::not_found when `base` is named but not there.
Result<Config> load_config(Files& files, const std::string& base);
enum class ConfigScope { all, on_the_spot };  // on_the_spot: other keys are unknown
// One file over what is there already. When it fails, `config` holds what was right.
Status apply_config(Config& config, std::string_view toml, const std::string& name, ConfigScope scope = ConfigScope::all);
// TOML that loads back to the same values.
std::string config_as_toml(const Config& config);
// Only the keys in which `config` differs from `base`.
std::string config_difference_as_toml(const Config& config, const Config& base);

}  // namespace redress
