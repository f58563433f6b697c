// A printer that speaks ESC/POS over a link.
#pragma once

#include <memory>

#include "core/env/printer.h"
#include "platform/print/open_printer.h"
#include "platform/print/printer_link.h"

namespace redress {

class EscposPrinter : public Printer {
 public:
  EscposPrinter(std::unique_ptr<PrinterLink> link, const PrinterSetup& setup);
  PrinterStatus status() override;
  PrintOutcome print(ByteView job) override;
  int width_dots() const override { return width_dots_; }
  bool raster() const override { return link_->raster(); }

 private:
  std::unique_ptr<PrinterLink> link_;
  int width_dots_;
  bool after_interruption_;
  PrinterLimits limits_;
};

}  // namespace redress
