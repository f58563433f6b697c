#include "kiosk/app/fittings.h"

#include <cmath>

#include "kiosk/type/face.h"

namespace redress {

namespace {

std::string tenths(int n) { return std::to_string(n / 10) + "." + std::to_string(n % 10); }

}  // namespace

float du_per_mm(int diagonal_tenth_inch) {
  constexpr float kLong_side_du = 1920;
  return kLong_side_du / (static_cast<float>(diagonal_tenth_inch) * 2.54f * 16 / std::sqrt(16.f * 16 + 9 * 9));
}

float button_mm(float du, int diagonal_tenth_inch) { return du / du_per_mm(diagonal_tenth_inch); }

bool fit_for_fingers(int diagonal_tenth_inch) {
  return button_mm(kSmallest_shopper_button, diagonal_tenth_inch) >= kLeast_shopper_mm &&
         button_mm(kSmallest_staff_button, diagonal_tenth_inch) >= kLeast_staff_mm;
}

std::vector<std::string> check_fittings(const Machine& machine) {
  std::vector<std::string> out;
  const auto& config = machine.config;
  if (!machine.place_fault.empty())
    out.push_back(machine.place_fault + "; only the files of /etc/redress count until the settings are saved anew on screen 53 or the file is removed");
  constexpr std::string_view kSerial = "serial:";
  if (config.scanner.rfind(kSerial, 0) == 0) {
    const auto device = config.scanner.substr(kSerial.size(), config.scanner.find(':', kSerial.size()) - kSerial.size());
    if (!machine.files.exists(device)) out.push_back("scanner is not at " + device + ": look at its cable, or change [scanner] address");
  }
  if (const int inches = config.screen_diagonal_tenth_inch; !fit_for_fingers(inches)) {
    const auto mm = [&](float du) { return tenths(static_cast<int>(button_mm(du, inches) * 10)); };
    out.push_back("a screen of " + tenths(inches) + " inches makes the smallest buttons " + mm(kSmallest_shopper_button) + " mm (shoppers, 20 are needed) and " +
                  mm(kSmallest_staff_button) + " mm (staff, 15 are needed): use " + tenths(kLeast_panel_tenth_inch) + " inches or more, or correct [screen] diagonal_tenth_inch");
  }
  if (auto fonts = FontStore::open(); !fonts.ok()) out.push_back("fonts: " + fonts.error().what + "; install fonts-noto-cjk");
  const auto schema = config.rime_shared_folder + "/luna_pinyin.schema.yaml";
  if (!machine.files.exists(schema)) out.push_back("pinyin data is not at " + schema + ": install rime-data-luna-pinyin, or change [rime] shared_folder");
  const auto built = config.rime_user_folder + "/build/luna_pinyin.schema.yaml";
  if (!config.rime_user_folder.empty() && !machine.files.exists(built)) out.push_back("built pinyin data is not at " + built + ": run rime_deployer there, or empty [rime] user_folder");
  return out;
}

}  // namespace redress
