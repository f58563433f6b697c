#include "kiosk/app/config_files.h"

namespace redress {

Result<Config> load_config(Files& files, const std::string& base) {
  Config config;
  if (base.empty()) return config;
  REDRESS_TRY_ASSIGN(auto bytes, files.read(base, 64 * 1024));
  REDRESS_TRY(apply_config(config, as_text(bytes), base));
  return config;
}

Status apply_config(Config&, std::string_view, const std::string& name) {
  return invalid(name + ": configuration files are not read yet");
}

std::string config_as_toml(const Config& config) { return "data_folder = \"" + config.data_folder + "\"\n"; }

}  // namespace redress
