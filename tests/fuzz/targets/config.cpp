#include "kiosk/app/config_files.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

void config(ByteView input) {
  Config first;
  if (!apply_config(first, as_text(input), "kiosk.toml").ok()) return;
  auto toml = config_as_toml(first);
  Config second;
  require(apply_config(second, toml, "kiosk.toml").ok(), "a printed configuration is a configuration");
  require(config_as_toml(second) == toml, "printed and read it is the same");
}

}  // namespace redress::fuzz
