// Receipt printers by one address string:
//   tcp:HOST:PORT            raw port, usually 9100; HOST is an IP address (names could stall) or localhost
//   device:/dev/usb/lp0      any device node, FIFO or file that takes ESC/POS bytes
//   serial:/dev/ttyUSB0:19200[:none|rtscts|xonxoff]   8N1, flow control rtscts unless said
//   file:FOLDER              writes every receipt as receipt-NNNN.escpos and .png into the folder
//   none                     no printer: always offline
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/env/printer.h"

namespace redress {

struct PrinterLimits {
  int connect_ms = 3'000;
  int answer_ms = 700;     // for one status answer; clones never answer
  int stall_ms = 5'000;    // no byte accepted for so long: interrupted
  int confirm_ms = 8'000;  // waiting for paper to come out after the last byte
};

struct PrinterSetup {
  std::string address = "none";
  int width_dots = 576;  // 576 (80 mm) or 384 (58 mm)
  // The last job ended uncertain: the printer may still wait for the rest of a picture, so the next
  // job begins with white dots that end it.
  bool after_interruption = false;
  PrinterLimits limits;
};

// Checks the address only; the printer may be off. Errors: Errc::invalid, `what` says which part is wrong.
// A printer object belongs to one thread at a time. Its calls block, within the limits.
Result<std::unique_ptr<Printer>> open_printer(const PrinterSetup& setup);

}  // namespace redress
