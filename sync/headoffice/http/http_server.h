// libmicrohttpd with a few threads: they only move bytes. A whole request is handed to a small crew of
// workers while its connection sleeps, so neither a slow client nor a slow request holds anybody else up.
//
// Limits: 8 KiB of memory per idle connection, headers within 20 s, bodies at 1 KiB/s or more, 8 MiB at most,
// a bounded queue of requests and bounded bodies on their way (then 503; arrivals.h). Connections that never proved who they are are bounded per address
// (decision 25).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "sync/headoffice/http/http.h"

namespace redress::headoffice {

class Bell;
struct Counters;

// Instead of an answer: ask again when the mall has news, at the latest after wait_ms.
struct WaitForNews {
  std::int64_t mall = 0;
  std::uint64_t mark = 0;  // Bell::mark before looking
  std::int64_t wait_ms = 0;
};

struct Reply {
  Response response;
  bool trusted = false;  // a known device or a signed-in person: its connection may idle for long
};

// `again`: it waited already and now gets whatever there is.
using Serve = std::function<std::variant<Reply, WaitForNews>(Request& request, bool again)>;

struct ListenOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;        // 0: any free one
  std::string certificate, key;  // PEM; both or none
  int workers = 3;
  std::string health_path = "/healthz";  // answered by a worker of its own, however busy the others are
};

bool is_loopback(std::string_view address);

class HttpServer {
 public:
  // Errc::invalid: address, certificate or key; Errc::refused: plain HTTP on another than a loopback address;
  // Errc::busy: the port is taken. `bell` and `counters` must live longer.
  static Result<std::unique_ptr<HttpServer>> start(const ListenOptions& options, Serve serve, Bell& bell,
                                                   Counters& counters);
  ~HttpServer();  // as stop()
  std::uint16_t port() const;
  // No new connections; requests that are whole get their answer; then everything is closed.
  void stop();

  struct State;

 private:
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace redress::headoffice
