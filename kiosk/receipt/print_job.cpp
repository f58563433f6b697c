#include "kiosk/receipt/print_job.h"

#include <algorithm>
#include <array>

namespace redress {
namespace {

constexpr std::array<std::string_view, 6> kStates{"queued",  "checking", "printing",
                                                  "printed", "failed",   "uncertain"};
constexpr std::array<std::string_view, 7> kFaults{"none",       "paper_out", "cover_open", "cutter_jam",
                                                  "overheated", "offline",   "interrupted"};
constexpr std::array<std::string_view, 7> kMessages{"",
                                                    "print.paper_out",
                                                    "print.cover_open",
                                                    "print.cutter_jam",
                                                    "print.overheated",
                                                    "print.offline",
                                                    "print.interrupted"};

template <class E, std::size_t N>
Result<E> parse(const std::array<std::string_view, N>& names, std::string_view text, const char* what) {
  auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end())
    return invalid(std::string("unknown ") + what + " in the print ledger: " + std::string(text));
  return static_cast<E>(found - names.begin());
}

Status expect(const PrintJob& job, PrintState state) {
  if (job.state == state) return {};
  return Error{Errc::conflict, "print job " + std::to_string(job.id) + " is " +
                                   std::string(text_of(job.state)) + ", not " + std::string(text_of(state))};
}

void move(PrintJob& job, PrintState state, PrintFault fault, Instant now) {
  job.state = state;
  job.fault = fault;
  job.changed_at = now;
}

}  // namespace

std::string_view text_of(PrintState state) {
  return kStates[static_cast<std::size_t>(state)];
}
std::string_view text_of(PrintFault fault) {
  return kFaults[static_cast<std::size_t>(fault)];
}
Result<PrintState> print_state_from(std::string_view text) {
  return parse<PrintState>(kStates, text, "state");
}
Result<PrintFault> print_fault_from(std::string_view text) {
  return parse<PrintFault>(kFaults, text, "fault");
}

Status start_check(PrintJob& job, Instant now) {
  REDRESS_TRY(expect(job, PrintState::queued));
  move(job, PrintState::checking, PrintFault::none, now);
  return {};
}

Status end_check(PrintJob& job, const PrinterStatus& status, Instant now) {
  REDRESS_TRY(expect(job, PrintState::checking));
  auto fault = fault_of(status);
  move(job, fault == PrintFault::none ? PrintState::printing : PrintState::failed, fault, now);
  return {};
}

Status finish(PrintJob& job, const PrintOutcome& outcome, Instant now) {
  REDRESS_TRY(expect(job, PrintState::printing));
  if (outcome.maybe_partial)
    move(job, PrintState::uncertain,
         outcome.fault == PrintFault::none ? PrintFault::interrupted : outcome.fault, now);
  else
    move(job, outcome.fault == PrintFault::none ? PrintState::printed : PrintState::failed, outcome.fault,
         now);
  return {};
}

bool settle_after_restart(PrintJob& job, Instant now) {
  if (is_final(job.state)) return false;
  if (job.state == PrintState::printing)
    move(job, PrintState::uncertain, PrintFault::interrupted, now);
  else
    move(job, PrintState::failed, PrintFault::offline, now);
  return true;
}

Result<PrintJob> new_print_job(std::string case_code, std::string staff, std::span<const PrintJob> earlier,
                               Instant now) {
  int copies = 0;  // papers that are or may be in somebody's hands
  for (const auto& job : earlier) {
    if (!is_final(job.state))
      return Error{Errc::busy, "a receipt of this case is being printed; wait for its result"};
    if (job.state != PrintState::failed) copies = std::max(copies, job.copy);
  }
  PrintJob job;
  job.case_code = std::move(case_code);
  job.staff = std::move(staff);
  job.copy = copies + 1;
  job.asked_at = job.changed_at = now;
  return job;
}

std::string_view message_key(PrintFault fault) {
  return kMessages[static_cast<std::size_t>(fault)];
}

std::string_view message_key(const PrintJob& job) {
  // A fault that may have left a part on paper is told as such, whatever stopped it.
  return message_key(job.state == PrintState::uncertain ? PrintFault::interrupted : job.fault);
}

}  // namespace redress
