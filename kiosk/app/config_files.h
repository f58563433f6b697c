// Reading the configuration: /etc/redress/kiosk.toml, then overlays /etc/redress/kiosk.d/*.toml in name order.
// Unknown keys and wrong values are errors "file:line: what, and what is allowed".
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/env/files.h"
#include "kiosk/app/config.h"

namespace redress {

// `base` empty: /etc/redress/kiosk.toml if it is there, else the defaults.
Result<Config> load_config(Files& files, const std::string& base);
// One file over what is there already; for tests and overlays.
Status apply_config(Config& config, std::string_view toml, const std::string& name);
std::string config_as_toml(const Config& config);

}  // namespace redress
