#include "kiosk/app/place_settings.h"

#include "kiosk/app/config_files.h"

namespace redress {

namespace {

constexpr std::size_t kFile_bytes = 16 * 1024;
constexpr std::string_view kHead =
    "# Chosen on the device's own screen. Without this file /etc/redress alone counts.\n";

std::string place_file(const std::string& folder) {
  return folder + "/place.toml";
}

Result<Config> with_choices(const Machine& machine, const std::string& path) {
  Config config = *machine.filed;
  if (!machine.files.exists(path)) return config;
  REDRESS_TRY_ASSIGN(const auto bytes, machine.files.read(path, kFile_bytes));
  REDRESS_TRY(apply_config(config, as_text(bytes), path, ConfigScope::on_the_spot));
  return config;
}

}  // namespace

void load_place_settings(Machine& machine, const std::string& folder) {
  if (!machine.filed) machine.filed = machine.config;
  auto chosen = with_choices(machine, place_file(folder));
  machine.place_fault = chosen.ok() ? std::string() : chosen.error().what;
  machine.config = chosen.ok() ? std::move(*chosen) : *machine.filed;
}

Status save_place_settings(const Machine& machine, const std::string& folder, const Config& wanted) {
  const auto changed = config_difference_as_toml(wanted, machine.filed.value_or(Config{}));
  Config check;  // what is written must be readable: a kiosk never writes itself out of service
  REDRESS_TRY(apply_config(check, changed, "settings", ConfigScope::on_the_spot));
  const auto text = std::string(kHead) + changed;
  return machine.files.write_whole(place_file(folder), as_bytes(text));
}

}  // namespace redress
