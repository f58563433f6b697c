// What every screen may show of the device: one immutable value, replaced whole by the engine and read by the
// ui thread between frames.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/instant.h"
#include "core/base/zone.h"
#include "core/env/printer.h"
#include "core/model/case_code.h"
#include "core/model/words.h"

namespace redress {

struct Policy;
struct Site;
struct Wording;

enum class SyncPhase { never, synced, syncing, offline, refused, waiting_for_approval, revoked, unknown };

struct SyncView {
  SyncPhase phase = SyncPhase::never;
  std::int64_t waiting = 0;            // events not yet acknowledged
  std::int64_t sent = 0, total = 0;    // of the running push
  std::optional<Instant> last_success;
  std::optional<Instant> offline_since;
  std::optional<Instant> oldest_waiting;
  std::int64_t refused = 0;            // events in quarantine
  std::int64_t confirmed = 0;          // highest seq acknowledged
  std::int64_t registered = 0;         // highest own seq
  std::string trouble;                 // message key of the last error, empty if none
  std::string detail;                  // for technicians
};

enum class RecordState {
  checking,   // quick_check runs; Submit waits for it (decision 24)
  ready,
  full,       // no space: no new complaints, look-ups go on
  failed,
};

struct AlarmView {
  std::string id;                      // event id text
  std::string kind;                    // injury, call_staff
  std::string device;                  // where it was raised; empty: on the web, by the complaint `code`
  std::optional<CaseCode> code = {};
  Instant at;
  bool answered = false, withdrawn = false;
  bool delivered = false;              // head office has it (staff can be reached)
};

struct Surroundings {
  bool provisioned = false;
  DeviceRole role = DeviceRole::kiosk;
  std::string device_name;             // K07, 客服终端 1
  std::string mall;                    // xinghe
  std::string fingerprint;
  std::shared_ptr<const Policy> policy;  // null until provisioned
  std::shared_ptr<const Site> site;
  std::shared_ptr<const Wording> wording;
  std::shared_ptr<const Zone> zone = std::make_shared<const Zone>();  // of the mall; UTC until provisioned
  RecordState record = RecordState::checking;
  bool clock_trusted = false;
  std::optional<Instant> booted_at;    // as head office measured the clock; nothing: the wall clock is all that is known
  bool has_printer = false;
  bool has_scanner = true;
  std::string scanner_side = "below";  // below, left, right: where its window is
  std::string floor;                   // where this device stands; may be empty
  PrinterStatus printer;
  SyncView sync;
  std::vector<AlarmView> alarms;       // open ones, newest first
  int new_cases = 0;                   // arrived since the queue was last asked for
  std::int64_t revision = 0;           // grows with every change
};

}  // namespace redress
