#include "kiosk/app/fittings.h"

#include "kiosk/type/face.h"

namespace redress {

std::vector<std::string> check_fittings(const Machine& machine) {
  std::vector<std::string> out;
  const auto& config = machine.config;
  constexpr std::string_view kSerial = "serial:";
  if (config.scanner.rfind(kSerial, 0) == 0) {
    const auto device = config.scanner.substr(kSerial.size(), config.scanner.find(':', kSerial.size()) - kSerial.size());
    if (!machine.files.exists(device)) out.push_back("scanner is not at " + device + ": look at its cable, or change [scanner] address");
  }
  if (auto fonts = FontStore::open(); !fonts.ok()) out.push_back("fonts: " + fonts.error().what + "; install fonts-noto-cjk");
  const auto schema = config.rime_shared_folder + "/luna_pinyin.schema.yaml";
  if (!machine.files.exists(schema)) out.push_back("pinyin data is not at " + schema + ": install rime-data-luna-pinyin, or change [rime] shared_folder");
  const auto built = config.rime_user_folder + "/build/luna_pinyin.schema.yaml";
  if (!config.rime_user_folder.empty() && !machine.files.exists(built)) out.push_back("built pinyin data is not at " + built + ": run rime_deployer there, or empty [rime] user_folder");
  return out;
}

}  // namespace redress
