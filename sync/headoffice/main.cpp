#include <stdio.h>

#include "core/base/shown.h"
#include "core/base/version.h"
#include "platform/linux/curl_probe.h"
#include "platform/linux/service_manager.h"
#include "platform/linux/system_clock.h"
#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/pages/hand_out.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/serve.h"

namespace {

using namespace redress;
using namespace redress::headoffice;

Supervisor supervisor() {
  Supervisor out;
  out.watchdog_ms = watchdog_ms();
  out.tell = tell_service_manager;
  // Its certificate need not name the address of this machine: a handshake is answer enough then. A full disk is told
  // by /healthz and not mended by a restart.
  out.answers = [](const std::string& url) {
    const auto report = probe_head_office(url, {}, SystemClock());
    return report.well() || report.broken == ProbeStep::certificate || report.clock_offset_ms;
  };
  return out;
}

int finish(const Outcome& outcome) {
  fwrite(outcome.out.data(), 1, outcome.out.size(), stdout);
  if (!outcome.err.empty()) fprintf(stderr, "redress-headoffice: %s", shown(outcome.err).c_str());
  return fflush(stdout) == 0 ? outcome.exit_code : 74;
}

int run(std::vector<std::string> words) {
  std::string data;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] != "--data") continue;
    data = words[i + 1];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i),
                words.begin() + static_cast<std::ptrdiff_t>(i) + 2);
    break;
  }
  if (words.empty() || words[0] == "--help" || words[0] == "help")
    return finish({words.empty() ? 64 : 0, usage(), {}});
  if (words[0] == "--version") return finish({0, "redress-headoffice " + std::string(kProgram_version) + "\n", {}});
  if (words[0] == "verify-pack") return finish(run_verify_pack({words.begin() + 1, words.end()}));
  if (data.empty())
    return finish(failure({Errc::invalid, "--data DIR: is missing; it names head office's data folder"}));
  add_hand_out_commands();
  SystemClock clock;
  SystemRandom random;
  auto command = words[0];
  std::vector<std::string> rest(words.begin() + 1, words.end());
  if (command == "init") return finish(run_init(data, rest, clock, random));
  if (command == "restore") return finish(run_restore(data, rest, clock, random));
  if (command == "serve") return finish(run_serve(data, rest, clock, random, add_pages, supervisor()));
  return finish(run_command_somewhere(data, words, clock, random));
}

}  // namespace

int main(int argc, char** argv) {
  redress::harden_process();
  return run({argv + 1, argv + argc});
}
