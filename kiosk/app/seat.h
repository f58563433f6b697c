// The place at the data folder: the running program's engine over its socket, or our own engine.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/json.h"
#include "kiosk/app/engine.h"
#include "kiosk/app/line_server.h"
#include "kiosk/app/machine.h"
#include "kiosk/app/service.h"

namespace redress {

std::string engine_socket(const std::string& folder);

class Seat {
 public:
  // Errc::busy: somebody owns the folder and does not answer.
  static Result<std::unique_ptr<Seat>> take(Machine& machine, const std::string& folder);
  ~Seat();
  // Errors are those of the connection; what the engine refuses is in the reply.
  Result<Json> ask(const Json& request);
  // Between two requests, when nobody waits: the log of an engine of our own is emptied when it has grown.
  void rest();
  bool own() const { return engine_ != nullptr; }
  Engine* engine() { return engine_.get(); }

 private:
  Seat() = default;
  std::optional<LineClient> client_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Service> service_;
};

}  // namespace redress
