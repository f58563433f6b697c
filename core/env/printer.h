// A receipt printer, seen from the job ledger.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress {

enum class PaperState { ok, near_end, out, unknown };

struct PrinterStatus {
  bool online = false;           // reachable and willing to print
  PaperState paper = PaperState::unknown;
  bool cover_open = false;
  bool cutter_jam = false;
  bool overheated = false;
  bool answers_status = true;    // some printers never answer; then `online` is a guess
  std::string detail{};          // for the technician
};

enum class PrintFault { none, paper_out, cover_open, cutter_jam, overheated, offline, interrupted };

struct PrintOutcome {
  PrintFault fault = PrintFault::none;
  bool maybe_partial = false;  // some bytes left this machine: paper may carry part of the receipt
  std::string detail{};
};

// What a status says about printing now; near-end paper is no fault. The most telling fault wins:
// an open cover also reads as paper out on most models.
inline PrintFault fault_of(const PrinterStatus& status) {
  if (status.cover_open) return PrintFault::cover_open;
  if (status.paper == PaperState::out) return PrintFault::paper_out;
  if (status.cutter_jam) return PrintFault::cutter_jam;
  if (status.overheated) return PrintFault::overheated;
  return status.online ? PrintFault::none : PrintFault::offline;
}

class Printer {
 public:
  virtual ~Printer() = default;
  virtual PrinterStatus status() = 0;
  // Sends a whole ESC/POS job. Blocks up to the job's time limit; never prints twice.
  virtual PrintOutcome print(ByteView job) = 0;
  virtual int width_dots() const = 0;  // 576 (80 mm) or 384 (58 mm)
  virtual bool raster() const = 0;     // false: text + native QR (slow serial lines)
};

}  // namespace redress
