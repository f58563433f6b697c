#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/app/fittings.h"
#include "platform/linux/linux_files.h"
#include "platform/linux/system_clock.h"

using namespace redress;

TEST_CASE("doctor names a scanner and pinyin data that are not there, and is quiet when they are") {
  SystemClock clock;
  SystemRandom random;
  LinuxFiles files;
  Config config;
  config.scanner = "serial:/dev/null:9600";
  config.rime_shared_folder = "/nowhere";
  Machine machine{clock, random, files, {}, {}, config};
  const auto has = [&](std::string_view part) {
    const auto all = check_fittings(machine);
    return std::any_of(all.begin(), all.end(), [&](const auto& line) { return line.find(part) != std::string::npos; });
  };
  CHECK_FALSE(has("scanner"));
  CHECK(has("/nowhere/luna_pinyin.schema.yaml"));
  machine.config.scanner = "serial:/dev/not-there:9600";
  machine.config.rime_shared_folder = "/usr/share/rime-data";
  CHECK(has("scanner is not at /dev/not-there: "));
  CHECK_FALSE(has("pinyin"));
}

TEST_CASE("doctor tells when the panel makes buttons too small for a finger") {
  SystemClock clock;
  SystemRandom random;
  LinuxFiles files;
  Machine machine{clock, random, files, {}, {}, Config()};
  const auto says = [&](int tenth_inch) {
    machine.config.screen_diagonal_tenth_inch = tenth_inch;
    const auto all = check_fittings(machine);
    return std::any_of(all.begin(), all.end(),
                       [](const auto& line) { return line.find("inches") != std::string::npos; });
  };
  CHECK_FALSE(says(215));
  CHECK_FALSE(says(430));
  CHECK_FALSE(says(kLeast_panel_tenth_inch));
  CHECK(says(kLeast_panel_tenth_inch - 1));
  CHECK(says(156));
}
