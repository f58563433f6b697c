// What ESC/POS printers say about themselves: answers to DLE EOT 1..4 (one byte), automatic status
// (GS a, four bytes) and the answer to GS r (one byte). They arrive mixed; fixed bits tell them apart.
#pragma once

#include <cstdint>

#include "core/env/printer.h"

namespace redress {

class StatusReader {
 public:
  // The question whose answer comes next: n of DLE EOT n.
  void asked(int n) { asked_ = n; }
  void take(std::uint8_t byte);

  bool answered() const { return asked_ == 0; }  // the last question has its answer
  bool job_done() const { return job_done_; }    // GS r was answered: everything before is on paper
  bool heard() const { return heard_; }
  const PrinterStatus& status() const { return status_; }

 private:
  void take_answer(std::uint8_t byte);
  void take_automatic(std::uint8_t byte);

  PrinterStatus status_;
  int asked_ = 0;
  int automatic_left_ = 0;  // bytes of an automatic status still to come
  bool job_done_ = false;
  bool heard_ = false;
};

}  // namespace redress
