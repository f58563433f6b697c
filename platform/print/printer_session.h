// One opened link: status questions and one job, each within its time limits.
#pragma once

#include <string>

#include "core/env/printer.h"
#include "platform/print/open_printer.h"
#include "platform/print/printer_link.h"
#include "platform/print/status_bytes.h"

namespace redress {

class PrinterSession {
 public:
  PrinterSession(PrinterLink& link, int fd, const PrinterLimits& limits);

  // DLE EOT 1..4. A printer that does not answer is online with everything else unknown, unless the
  // link is lost or the port itself knows better.
  PrinterStatus ask_status();
  // Sends the job and waits until the printer confirms it (if it ever answers). `flush` ends a picture that
  // an earlier job left half sent.
  PrintOutcome print(ByteView job, bool flush);
  bool lost() const { return lost_; }

 private:
  bool ask(int question);  // false: no answer in time, or the link is lost
  bool ask_all();          // false: not one answer
  bool send(ByteView bytes, const Deadline& job_deadline);
  bool drain(const Deadline& job_deadline);
  PrintOutcome confirm();
  bool wait(int events, int timeout_ms);  // reads what comes in; true when an event came
  void read_answers();
  PrintFault reported_fault() const;  // faults the printer names itself while a job runs
  PrintOutcome interrupted(std::string what) const;
  void lose(std::string why);

  PrinterLink& link_;
  int fd_;
  PrinterLimits limits_;
  StatusReader reader_;
  bool can_answer_;
  bool answers_ = false;  // has answered in this session
  bool lost_ = false;
  bool peer_ended_ = false;
  std::size_t sent_ = 0;  // bytes of the job that the system took
  std::string why_;
};

}  // namespace redress
