#include "kiosk/receipt/print_job.h"

#include <doctest/doctest.h>

#include <vector>

using namespace redress;

namespace {

PrintJob job_in(PrintState state) {
  PrintJob job;
  job.case_code = "7K3Q-F8M2-X9TJ";
  job.state = state;
  return job;
}

const PrintState kStates[] = {PrintState::queued,  PrintState::checking, PrintState::printing,
                              PrintState::printed, PrintState::failed,   PrintState::uncertain};
const PrinterStatus kReady{.online = true, .paper = PaperState::ok};

}  // namespace

TEST_CASE("A job goes queued, checking, printing, printed and no other way") {
  auto job = job_in(PrintState::queued);
  REQUIRE(start_check(job, {10}).ok());
  REQUIRE(end_check(job, kReady, {20}).ok());
  REQUIRE(finish(job, {}, {30}).ok());
  CHECK(job.state == PrintState::printed);
  CHECK(job.changed_at.ms == 30);
  CHECK(message_key(job) == "");
  for (auto state : kStates) {
    auto before = job_in(state), a = before, b = before, c = before;
    CHECK(start_check(a, {}).ok() == (state == PrintState::queued));
    CHECK(end_check(b, kReady, {}).ok() == (state == PrintState::checking));
    CHECK(finish(c, {}, {}).ok() == (state == PrintState::printing));
    if (is_final(state)) CHECK((a.state == state && b.state == state && c.state == state));
  }
}

TEST_CASE("Each fault seen before printing fails the job with its own message; a silent printer may print") {
  struct {
    PrinterStatus status;
    std::string_view key;
  } const rows[] = {
      {{.online = true, .paper = PaperState::out}, "print.paper_out"},
      {{.online = true, .paper = PaperState::out, .cover_open = true}, "print.cover_open"},
      {{.online = true, .cutter_jam = true}, "print.cutter_jam"},
      {{.online = true, .overheated = true}, "print.overheated"},
      {{.online = false}, "print.offline"},
      {{.online = true, .paper = PaperState::near_end}, ""},
      {{.online = true, .answers_status = false}, ""},
  };
  for (const auto& row : rows) {
    auto job = job_in(PrintState::checking);
    REQUIRE(end_check(job, row.status, {}).ok());
    CHECK(message_key(job) == row.key);
    CHECK(job.state == (row.key.empty() ? PrintState::printing : PrintState::failed));
  }
}

TEST_CASE(
    "Whatever stops a job whose bytes have left, it is uncertain and says the receipt may be incomplete") {
  for (auto fault : {PrintFault::none, PrintFault::paper_out, PrintFault::offline, PrintFault::interrupted}) {
    auto job = job_in(PrintState::printing);
    REQUIRE(finish(job, {.fault = fault, .maybe_partial = true}, {}).ok());
    CHECK(job.state == PrintState::uncertain);
    CHECK(message_key(job) == "print.interrupted");
  }
  auto job = job_in(PrintState::printing);
  REQUIRE(finish(job, {.fault = PrintFault::offline}, {}).ok());
  CHECK(job.state == PrintState::failed);
}

TEST_CASE("After a restart nothing is left to be sent again by itself") {
  for (auto state : kStates) {
    auto job = job_in(state);
    CHECK(settle_after_restart(job, {99}) == !is_final(state));
    CHECK(is_final(job.state));
    if (state == PrintState::printing) CHECK(job.state == PrintState::uncertain);
    if (state == PrintState::queued || state == PrintState::checking) CHECK(job.state == PrintState::failed);
    CHECK_FALSE(settle_after_restart(job, {100}));
  }
}

TEST_CASE("Another paper is another job; it is a DUPLICATE unless nothing of the earlier ones came out") {
  std::vector<PrintJob> earlier;
  auto add = [&](PrintState state) {
    auto job = new_print_job("7K3Q-F8M2-X9TJ", "", earlier, {});
    REQUIRE(job.ok());
    CHECK(job->state == PrintState::queued);
    job->state = state;
    earlier.push_back(*job);
    return job->copy;
  };
  CHECK(add(PrintState::failed) == 1);     // nothing came out
  CHECK(add(PrintState::uncertain) == 1);  // so this was still the first
  CHECK(add(PrintState::printed) == 2);
  CHECK(add(PrintState::failed) == 3);
  CHECK(add(PrintState::printing) == 3);
  CHECK(new_print_job("7K3Q-F8M2-X9TJ", "", earlier, {}).error().code == Errc::busy);
}

TEST_CASE("States and faults survive their stored text; unknown text is refused") {
  for (auto state : kStates) CHECK(*print_state_from(text_of(state)) == state);
  for (int i = 0; i <= static_cast<int>(PrintFault::interrupted); ++i) {
    auto fault = static_cast<PrintFault>(i);
    CHECK(*print_fault_from(text_of(fault)) == fault);
  }
  CHECK_FALSE(print_state_from("Printed").ok());
  CHECK_FALSE(print_fault_from("").ok());
}
