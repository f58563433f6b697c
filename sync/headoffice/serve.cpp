#include "sync/headoffice/serve.h"

#include <signal.h>
#include <stdio.h>

#include "core/store/folder.h"
#include "sync/headoffice/api.h"
#include "sync/headoffice/background.h"
#include "sync/headoffice/command/arguments.h"
#include "sync/headoffice/command/control_socket.h"
#include "sync/headoffice/http/http_server.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

Result<ListenOptions> listen_options(const Arguments& arguments) {
  REDRESS_TRY_ASSIGN(auto listen, arguments.need("listen"));
  auto colon = listen.rfind(':');
  if (colon == std::string::npos) return invalid("--listen: must be ADDRESS:PORT");
  ListenOptions out;
  out.address = listen.substr(0, colon);
  if (out.address.starts_with('[') && out.address.ends_with(']'))
    out.address = out.address.substr(1, out.address.size() - 2);
  auto port = listen.substr(colon + 1);
  bool digits =
      !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || std::stoi(port) > 65535) return invalid("--listen: '" + port + "' is no port");
  out.port = static_cast<std::uint16_t>(std::stoi(port));
  for (auto [name, target] : {std::pair{"cert", &out.certificate}, std::pair{"key", &out.key}}) {
    if (!arguments.has(name)) continue;
    auto bytes = read_file_whole(arguments.get(name), 1u << 20);
    if (!bytes.ok()) return Error{Errc::not_found, "--" + std::string(name) + ": " + bytes.error().what};
    *target = std::string(as_text(*bytes));
  }
  return out;
}

sigset_t end_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

// Where this machine reaches its own server.
std::string own_url(const ListenOptions& options, std::uint16_t port) {
  std::string host = options.address == "0.0.0.0" ? "127.0.0.1" : options.address == "::" ? "::1" : options.address;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return (options.certificate.empty() ? "http://" : "https://") + host + ":" + std::to_string(port);
}

// Until SIGTERM or SIGINT. A server that does not answer its own /healthz is not vouched for: it will be started anew.
void until_told(const sigset_t& signals, const Supervisor& supervisor, const std::string& url) {
  supervisor.tell("READY=1\nWATCHDOG=1");
  int received = 0;
  if (supervisor.watchdog_ms == 0) {
    sigwait(&signals, &received);
  } else {
    const auto half_ms = supervisor.watchdog_ms / 2;
    const timespec half{half_ms / 1'000, half_ms % 1'000 * 1'000'000L};
    while (sigtimedwait(&signals, nullptr, &half) < 0)
      if (supervisor.answers(url)) supervisor.tell("WATCHDOG=1");
  }
  supervisor.tell("STOPPING=1");
}

}  // namespace

Outcome run_serve(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                  Random& random, const std::function<void(Router&)>& add_pages, const Supervisor& supervisor) {
  auto arguments = Arguments::parse(words, {"listen", "cert", "key", "public-url"}, {});
  if (!arguments.ok()) return failure(arguments.error());
  auto options = listen_options(*arguments);
  if (!options.ok()) return failure(options.error());
  if (!file_exists(data + "/" + std::string(kDatabase_file)))
    return failure(
        {Errc::not_found,
         "data folder " + data + " is not set up: run `redress-headoffice --data " + data + " init` first"});
  auto signals = end_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread begins
  signal(SIGPIPE, SIG_IGN);
  auto office = Office::open(data, clock, random);
  if (!office.ok()) return failure(office.error());
  (*office)->public_url = arguments->get("public-url");
  Router router;
  add_pages(router);
  auto control = ControlSocket::listen(data + "/control.sock", [&](const auto& command, const auto& folder) {
    auto outcome = run_command(**office, command, folder);
    if (auto settled = (*office)->store().settle(); !settled.ok()) return failure(settled.error());
    return outcome;
  });
  if (!control.ok()) return failure(control.error());
  auto server =
      HttpServer::start(*options, serve_office(**office, router), (*office)->bell(), (*office)->counters());
  if (!server.ok()) return failure(server.error());
  Background background(**office);
  bool v6 = options->address.find(':') != std::string::npos;
  printf("LISTENING %s%s%s:%u\n", v6 ? "[" : "", options->address.c_str(), v6 ? "]" : "", (*server)->port());
  fflush(stdout);
  until_told(signals, supervisor, own_url(*options, (*server)->port()));
  (*server)->stop();
  return {};
}

}  // namespace redress::headoffice
