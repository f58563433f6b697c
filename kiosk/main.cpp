// redress-kiosk: the device program. Hands the machine to the engine, the screens and the subcommands; this folder's
// top files are the only ones that see everything.
#include <cstdio>
#include <cstring>
#include <iostream>

#include "core/base/shown.h"
#include "core/base/version.h"
#include "kiosk/app/commands.h"
#include "kiosk/app/config_files.h"
#include "kiosk/app/exit_code.h"
#include "kiosk/screens.h"
#include "platform/linux/curl_network.h"
#include "platform/linux/curl_probe.h"
#include "platform/linux/linux_files.h"
#include "platform/linux/system_clock.h"
#include "platform/print/open_printer.h"

namespace redress {

namespace {

constexpr OptionRow kConfigOptions[] = {
    {"--config", "FILE", "base configuration instead of /etc/redress/kiosk.toml"},
    {"--check-config", "", "check the configuration and end"},
    {"--print-effective-config", "", "print the configuration as it is used and end"},
    {"--version", "", ""},
    {"--help", "", ""},
};

int usage() {
  std::cout << "redress-kiosk COMMAND [--data DIR] …\n\n  run            show the screens\n";
  for (const auto& row : headless_commands()) std::printf("  %-14s %s\n", std::string(row.name).c_str(), std::string(row.help).c_str());
  std::cout << "\n  --check-config, --print-effective-config, --config FILE, --version\nAll options: docs/CLI.md\n";
  return kExit_ok;
}

std::unique_ptr<Network> open_network(const Config& config) {
  CurlOptions options;
  options.ca_file = config.ca_file;
  options.max_bytes_per_s = std::int64_t{config.bandwidth_limit_kbit_s} * 125;
  return std::make_unique<CurlNetwork>(options);
}

Result<std::unique_ptr<Printer>> open_receipt_printer(const Config& config) {
  PrinterSetup setup;
  setup.address = config.printer;
  setup.width_dots = config.printer_width_mm == 58 ? 384 : 576;
  return redress::open_printer(setup);
}

int run_command(Machine& machine, std::string_view name, std::span<const char* const> words) {
  if (name == "run") return run_screens(machine, words);
  for (const auto& row : headless_commands()) {
    if (row.name != name) continue;
    auto arguments = parse_arguments(words, row.options);
    if (!arguments.ok()) {
      std::cerr << "redress-kiosk " << name << ": " << arguments.error().what << "; see docs/CLI.md\n";
      return kExit_usage;
    }
    if (!row.takes_file && !arguments->files.empty()) {
      std::cerr << "redress-kiosk " << name << ": takes no " << shown(arguments->files.front()) << "; see docs/CLI.md\n";
      return kExit_usage;
    }
    return row.run(machine, *arguments);
  }
  std::cerr << "redress-kiosk: unknown command " << name << "; redress-kiosk --help lists them\n";
  return kExit_usage;
}

// --config, --check-config … stand before the command.
int start(std::span<const char* const> words) {
  std::size_t command = 0;
  while (command < words.size() && words[command][0] == '-') command += std::strcmp(words[command], "--config") == 0 ? 2 : 1;
  command = std::min(command, words.size());
  auto global = parse_arguments(words.first(command), kConfigOptions);
  if (!global.ok()) {
    std::cerr << "redress-kiosk: " << global.error().what << "\n";
    return kExit_usage;
  }
  if (global->has("--help") || words.empty()) return usage();
  if (global->has("--version")) return std::cout << "redress-kiosk " << kProgram_version << "\n", kExit_ok;
  SystemClock clock;
  SystemRandom random;
  LinuxFiles files;
  auto config = load_config(files, global->get("--config"));
  if (!config.ok()) {
    std::cerr << "redress-kiosk: " << config.error().what << "\n";
    return kExit_config;
  }
  if (global->has("--check-config")) return std::cout << "configuration is good\n", kExit_ok;
  if (global->has("--print-effective-config")) return std::cout << config_as_toml(*config), kExit_ok;
  if (command == words.size()) return usage();
  Machine machine{clock, random, files, open_network, open_receipt_printer, *config};
  machine.config_named = global->has("--config");
  machine.probe = [&clock](const Config& used, const std::string& url) { return probe_head_office(url, used.ca_file, clock); };
  return run_command(machine, words[command], words.subspan(command + 1));
}

}  // namespace

}  // namespace redress

int main(int argc, char** argv) {
  redress::harden_process();
  return redress::start({const_cast<const char* const*>(argv + 1), static_cast<std::size_t>(argc - 1)});
}
