#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "core/base/bytes.h"
#include "kiosk/app/config_files.h"
#include "kiosk/app/config_keys.h"
#include "kiosk/app/fittings.h"
#include "kiosk/app/place_settings.h"
#include "platform/linux/linux_files.h"
#include "platform/linux/system_clock.h"
#include "tests/source_dir.h"

using namespace redress;

namespace {

// A folder of its own for each test.
struct Folder {
  std::string path;
  LinuxFiles files;
  Folder() {
    char name[] = "config-test-XXXXXX";
    path = std::filesystem::absolute(mkdtemp(name)).string();
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string put(const std::string& name, std::string_view text) {
    const auto full = path + "/" + name;
    std::filesystem::create_directories(std::filesystem::path(full).parent_path());
    REQUIRE(files.write_whole(full, as_bytes(text)).ok());
    return full;
  }
};

std::string fault(std::string_view toml) {
  Config config;
  const auto status = apply_config(config, toml, "k.toml");
  return status.ok() ? std::string() : status.error().what;
}

bool has(const std::string& all, std::string_view part) { return all.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("every wrong line is told with its number and with what is allowed, not only the first") {
  const auto what = fault(
      "[screen]\n"
      "language = \"fr\"\n"
      "diagonal_tenth_inch = 2000\n"
      "\n"
      "[printer]\n"
      "adress = \"none\"\n"
      "width_mm = 70\n"
      "address = \"usb\"\n"
      "receipt_shows_place = \"yes\"\n"
      "[network]\n"
      "a = 1\n");
  CAPTURE(what);
  CHECK(has(what, "k.toml:2: screen.language has a value that is not allowed; allowed: \"zh-Hans\", \"zh-Hant\" or \"en\""));
  CHECK(has(what, "\nk.toml:3: screen.diagonal_tenth_inch"));
  CHECK(has(what, "\nk.toml:6: unknown key \"adress\" in [printer]; allowed: address, width_mm, receipt_shows_place"));
  CHECK(has(what, "\nk.toml:7: printer.width_mm has a value that is not allowed; allowed: 80 or 58"));
  CHECK(has(what, "\nk.toml:8: printer.address"));
  CHECK(has(what, "\nk.toml:9: printer.receipt_shows_place has a value that is not allowed; allowed: true or false"));
  CHECK(has(what, "\nk.toml:10: unknown section or key \"network\"; allowed sections: screen, sound, place, printer, scanner, head_office, storage, rime"));
  CHECK(std::count(what.begin(), what.end(), '\n') == 6);
}

TEST_CASE("a file that is no TOML, a key twice, and a key outside its section name their line") {
  CHECK(has(fault("[screen]\n\nsize = \n"), "k.toml:3: is not TOML"));
  CHECK(has(fault("[screen]\nsize = \"\"\nsize = \"\"\n"), "k.toml:3: is not TOML"));
  CHECK(has(fault("\nscreen = 1\n"), "k.toml:2: \"screen\" is a section"));
  CHECK(has(fault("data_folder = \"/x\"\n"), "k.toml:1: unknown section or key \"data_folder\""));
}

TEST_CASE("the effective configuration loads back to the same values, whatever they are") {
  Config odd;
  odd.screen_size = "1920x1080";
  odd.screen_diagonal_tenth_inch = 320;
  odd.fullscreen = odd.receipt_shows_place = false;
  odd.motion = false;
  odd.idle_s = 15;
  odd.volume_percent = 0;
  odd.floor = "B1";
  odd.language = "zh-Hant";
  odd.printer = "serial:/dev/ttyUSB0:19200:xonxoff";
  odd.printer_width_mm = 58;
  odd.scanner = "serial:/dev/ttyACM0:9600";
  odd.scanner_side = "left";
  odd.head_office_url = "https://office.example:8443/redress";
  odd.ca_file = "/etc/redress/a \"b\" \\c.pem";
  odd.bandwidth_limit_kbit_s = 512;
  odd.data_folder = "/srv/r\xc3\xa9";
  odd.reserve_mb = 64;
  odd.rime_shared_folder = "/opt/rime";
  odd.rime_user_folder = "/opt/rime-user";
  for (const auto& config : {Config(), odd}) {
    Config back;
    back.language = "en";  // so that a value left out is seen
    back.reserve_mb = 9;
    const auto text = config_as_toml(config);
    const auto status = apply_config(back, text, "printed");
    REQUIRE_MESSAGE(status.ok(), (status.ok() ? "" : status.error().what));
    CHECK(config_as_toml(back) == text);
  }
  const auto text = config_as_toml(odd), plain = config_as_toml(Config());
  for (const auto& key : config_keys()) {
    const auto line = "\n" + std::string(key.name) + " = ";
    CHECK_MESSAGE(has(text, line), key.name);
  }
  CHECK(text != plain);
}

TEST_CASE("the example that is installed is good and holds every default") {
  LinuxFiles files;
  const auto example = files.read(source_dir() + "/assets/config/kiosk.toml", 64 * 1024);
  REQUIRE(example.ok());
  Config config;
  const auto status = apply_config(config, as_text(*example), "kiosk.toml");
  REQUIRE_MESSAGE(status.ok(), (status.ok() ? "" : status.error().what));
  CHECK(config_as_toml(config) == config_as_toml(Config()));
  for (const auto& key : config_keys()) CHECK_MESSAGE(has(std::string(as_text(*example)), "\n" + std::string(key.name) + " = "), key.name);
}

TEST_CASE("overlays are laid over the base in name order and leave the rest alone") {
  Folder folder;
  const auto base = folder.put("k.toml", "[screen]\nlanguage = \"en\"\n[storage]\nreserve_mb = 16\n");
  folder.put("k.d/20-site.toml", "[storage]\nreserve_mb = 20\n");
  folder.put("k.d/10-site.toml", "[storage]\nreserve_mb = 10\n[printer]\naddress = \"device:/dev/usb/lp0\"\n");
  folder.put("k.d/notes.txt", "not read");
  folder.put("k.d/.old.toml", "not read");
  folder.put("k.d/inner.toml/x", "a folder, not read");
  const auto config = load_config(folder.files, base);
  REQUIRE_MESSAGE(config.ok(), (config.ok() ? "" : config.error().what));
  CHECK(config->reserve_mb == 20);
  CHECK(config->printer == "device:/dev/usb/lp0");
  CHECK(config->language == "en");
}

TEST_CASE("faults of all files are told together, and a base that was named must be there") {
  Folder folder;
  const auto base = folder.put("k.toml", "[screen]\nsize = \"big\"\n");
  folder.put("k.d/a.toml", "\n[scanner]\nside = \"top\"\n");
  const auto config = load_config(folder.files, base);
  REQUIRE_FALSE(config.ok());
  CHECK(has(config.error().what, "k.toml:2: "));
  CHECK(has(config.error().what, "k.d/a.toml:3: "));
  const auto missing = load_config(folder.files, folder.path + "/none.toml");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().code == Errc::not_found);
}

TEST_CASE("addresses are judged by their form") {
  for (auto good : {"none", "tcp:192.0.2.10:9100", "tcp:localhost:9100", "tcp:[::1]:9100", "device:/dev/usb/lp0", "serial:/dev/ttyUSB0:19200",
                    "serial:/dev/ttyUSB0:9600:none", "file:/var/lib/x"})
    CHECK_MESSAGE(is_printer_address(good), good);
  for (auto bad : {"", "tcp:printer:9100", "tcp:192.0.2.10", "tcp:192.0.2.300:9100", "tcp:192.0.2.10:70000", "device:lp0", "serial:/dev/ttyUSB0",
                   "serial:/dev/ttyUSB0:100", "serial:/dev/ttyUSB0:9600:fast", "usb:/dev/x", "file:", "None"})
    CHECK_MESSAGE(!is_printer_address(bad), bad);
  for (auto good : {"wedge", "none", "serial:/dev/ttyACM0:9600"}) CHECK_MESSAGE(is_scanner_address(good), good);
  for (auto bad : {"", "serial:/dev/ttyACM0", "serial:/dev/ttyACM0:9600:none", "keyboard"}) CHECK_MESSAGE(!is_scanner_address(bad), bad);
  for (auto good : {"", "https://office.example", "https://office.example:8443/a/b", "http://127.0.0.1:8080", "http://localhost", "https://[2001:db8::1]:443"})
    CHECK_MESSAGE(is_office_url(good), good);
  for (auto bad : {"office.example", "http://office.example", "http://localhost.example", "https://", "https://a@b", "https://a/?q", "https://a/#x",
                   "https://a b", "https://a:0", "https://a:x", "ftp://a"})
    CHECK_MESSAGE(!is_office_url(bad), bad);
}

TEST_CASE("what is chosen on the spot lies over the files, holds only what differs, and a bad file is named while the kiosk stays in service") {
  Folder folder;
  SystemClock clock;
  SystemRandom random;
  Machine machine{clock, random, folder.files, {}, {}, {}};
  machine.config.volume_percent = 20;  // as the files say
  load_place_settings(machine, folder.path);
  auto wanted = machine.config;
  wanted.floor = "3F";
  wanted.screen_diagonal_tenth_inch = 320;
  REQUIRE(save_place_settings(machine, folder.path, wanted).ok());
  CHECK(machine.config.floor.empty());  // in force when loaded
  load_place_settings(machine, folder.path);
  CHECK(machine.config.floor == "3F");
  CHECK(machine.config.screen_diagonal_tenth_inch == 320);
  CHECK(machine.config.volume_percent == 20);
  const auto kept = std::string(as_text(folder.files.read(folder.path + "/place.toml", 4096).value()));
  CHECK_FALSE(has(kept, "volume_percent"));
  wanted.floor.clear();
  wanted.screen_diagonal_tenth_inch = Config{}.screen_diagonal_tenth_inch;
  REQUIRE(save_place_settings(machine, folder.path, wanted).ok());
  load_place_settings(machine, folder.path);
  CHECK(config_as_toml(machine.config) == config_as_toml(*machine.filed));
  folder.put("place.toml", "[place]\nfloor = \"3F\"\n[printer]\naddress = \"none\"\n");
  load_place_settings(machine, folder.path);
  CHECK(has(machine.place_fault, "place.toml:4: unknown key \"address\""));
  CHECK(config_as_toml(machine.config) == config_as_toml(*machine.filed));  // in service all the same
  CHECK(has(check_fittings(machine).front(), "place.toml:4"));
  REQUIRE(save_place_settings(machine, folder.path, wanted).ok());
  load_place_settings(machine, folder.path);
  CHECK(machine.place_fault.empty());
}
