// The ledger's print job: one receipt a job. A state machine without clock, store or printer, so
// that every path can be tested; core/store keeps the rows, the engine drives it.
//
//   queued → checking → printing → printed | failed | uncertain
//                └────────────────→ failed
// Final states stay. Nothing prints a second time by itself: another paper is a new job, asked for by
// a person; it says DUPLICATE unless it is known that nothing of the earlier ones came out.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/env/printer.h"

namespace redress {

enum class PrintState { queued, checking, printing, printed, failed, uncertain };

// One row of the ledger. The texts of the enums are stable: they are stored.
struct PrintJob {
  std::int64_t id = 0;  // given by the store
  std::string case_code;
  int copy = 1;       // 1 = the receipt, 2 and more = DUPLICATE with this number
  std::string staff;  // who asked for the copy; empty for the shopper's own receipt
  PrintState state = PrintState::queued;
  PrintFault fault = PrintFault::none;
  Instant asked_at;
  Instant changed_at;
};

std::string_view text_of(PrintState state);
std::string_view text_of(PrintFault fault);
Result<PrintState> print_state_from(std::string_view text);
Result<PrintFault> print_fault_from(std::string_view text);

inline bool is_final(PrintState state) {
  return state == PrintState::printed || state == PrintState::failed || state == PrintState::uncertain;
}

// The steps. Each answers Errc::conflict and changes nothing when the job is not in the state before.
Status start_check(PrintJob& job, Instant now);  // queued → checking
// checking → printing, or → failed with the fault; unknown status (answers_status false) may print.
// Store the row durably before the first byte leaves: that is what makes a restart honest.
Status end_check(PrintJob& job, const PrinterStatus& status, Instant now);
// printing → printed; → failed when nothing left this machine; → uncertain when paper may carry a part.
Status finish(PrintJob& job, const PrintOutcome& outcome, Instant now);
// For every row that is not final when the program starts: printing → uncertain (interrupted),
// queued and checking → failed (offline): no byte had left. Never re-sent. True when changed.
bool settle_after_restart(PrintJob& job, Instant now);

// The first job of a case, or another one after `earlier` (all jobs of that case, any order).
// Errors: Errc::busy while one of them is still running.
Result<PrintJob> new_print_job(std::string case_code, std::string staff, std::span<const PrintJob> earlier,
                               Instant now);

// Catalogue key of what to tell the shopper, e.g. print.paper_out; empty when there is nothing to tell.
std::string_view message_key(PrintFault fault);
std::string_view message_key(const PrintJob& job);

}  // namespace redress
