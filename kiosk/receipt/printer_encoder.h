// Text in the character set of a printer's own glyphs.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/receipt/escpos.h"

namespace redress {

// Never writes a control byte. GB18030 is kept to its one- and two-byte part (GBK), which is all that older
// printers know; what the set lacks becomes '?'.
class PrinterEncoder {
 public:
  explicit PrinterEncoder(PrinterText text);
  ~PrinterEncoder();
  PrinterEncoder(const PrinterEncoder&) = delete;
  PrinterEncoder& operator=(const PrinterEncoder&) = delete;
  std::string encode(std::string_view utf8);

 private:
  void* converter_;
};

}  // namespace redress
