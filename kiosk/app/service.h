// What subcommands and the local socket ask of the engine: one JSON object in, one out. The same code answers
// whether this process owns the data folder or `run` does (decision 19).
//   {"do":"capture","line":"{…}"}  → {"out":"ACK <event-id> <case-code>","event":…,"code":…} or
//   {"reject":"reason"}
//   {"do":"scan","line":"…"}       → {"out":"CASE <code> <stage>"} …
//   {"do":"act","line":"{…}"}      → {"out":"ACK <event-id>"} or {"refused":"reason"}
//   {"do":"find","line":"{…}"}     → {"out":"FOUND 1 <code>","cases":[…]} or {"refused":"reason"}
//   verify, backup, receipt, doctor, sync, export, import, status
// "code" of an error: the exit code the subcommand ends with.
#pragma once

#include <functional>
#include <string>

#include "core/base/json.h"
#include "kiosk/app/engine.h"
#include "sync/uplink/uplink.h"


namespace redress {


// Ends the reply to a sync: its exit code, and what went wrong; a refusal by head office says what to do.
Json sync_ended(Json reply, Store& store, const Problem& problem, bool queue_empty);

class Service {
 public:
  explicit Service(Engine& engine) : engine_(engine) {}
  Json answer(const Json& request);

 private:
  Json answer_once(const Json& request);
  Json capture(const Json& request);
  Json scan(const Json& request);
  Json act(const Json& request);
  Json find(const Json& request);
  Json receipt(const Json& request);
  Json verify(const Json& request);
  Json backup(const Json& request);
  Json doctor(const Json& request);
  Json sync_once(const Json& request);
  Json export_file(const Json& request);
  Json import_file(const Json& request);
  Json status(const Json& request);
  Json enrol(const Json& request);
  Json init(const Json& request);

  Engine& engine_;
};

}  // namespace redress
