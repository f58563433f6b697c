#include "kiosk/app/fittings.h"

#include <cmath>

#include "kiosk/type/face.h"

namespace redress {

namespace {

// The design fills the display whatever its size, so a small panel makes small buttons. Sides are 16 : 9.
float smallest_button_mm(int diagonal_tenth_inch) {
  constexpr float kSmallest_du = 84, kLong_side_du = 1920;
  const float long_side_mm = static_cast<float>(diagonal_tenth_inch) * 2.54f * 16 / std::sqrt(16.f * 16 + 9 * 9);
  return kSmallest_du / kLong_side_du * long_side_mm;
}

std::string tenths(int n) { return std::to_string(n / 10) + "." + std::to_string(n % 10); }

}  // namespace

std::vector<std::string> check_fittings(const Machine& machine) {
  std::vector<std::string> out;
  const auto& config = machine.config;
  constexpr std::string_view kSerial = "serial:";
  if (config.scanner.rfind(kSerial, 0) == 0) {
    const auto device = config.scanner.substr(kSerial.size(), config.scanner.find(':', kSerial.size()) - kSerial.size());
    if (!machine.files.exists(device)) out.push_back("scanner is not at " + device + ": look at its cable, or change [scanner] address");
  }
  if (const float mm = smallest_button_mm(config.screen_diagonal_tenth_inch); mm < 20)
    out.push_back("a screen of " + tenths(config.screen_diagonal_tenth_inch) + " inches makes the smallest button " +
                  tenths(static_cast<int>(mm * 10)) + " mm wide, 20 are needed: use 20.7 inches or more, or correct [screen] diagonal_tenth_inch");
  if (auto fonts = FontStore::open(); !fonts.ok()) out.push_back("fonts: " + fonts.error().what + "; install fonts-noto-cjk");
  const auto schema = config.rime_shared_folder + "/luna_pinyin.schema.yaml";
  if (!machine.files.exists(schema)) out.push_back("pinyin data is not at " + schema + ": install rime-data-luna-pinyin, or change [rime] shared_folder");
  const auto built = config.rime_user_folder + "/build/luna_pinyin.schema.yaml";
  if (!config.rime_user_folder.empty() && !machine.files.exists(built)) out.push_back("built pinyin data is not at " + built + ": run rime_deployer there, or empty [rime] user_folder");
  return out;
}

}  // namespace redress
