#include "platform/print/escpos_printer.h"

#include "platform/print/printer_session.h"

namespace redress {

EscposPrinter::EscposPrinter(std::unique_ptr<PrinterLink> link, const PrinterSetup& setup)
    : link_(std::move(link)),
      width_dots_(setup.width_dots),
      after_interruption_(setup.after_interruption),
      limits_(setup.limits) {}

PrinterStatus EscposPrinter::status() {
  auto fd = link_->open(limits_.connect_ms);
  if (!fd) {
    PrinterStatus gone;
    gone.answers_status = false;
    gone.detail = fd.error().what;
    return gone;
  }
  PrinterSession session(*link_, fd->get(), limits_);
  auto status = session.ask_status();
  if (session.lost()) link_->give_up(fd->get());
  return status;
}

PrintOutcome EscposPrinter::print(ByteView job) {
  auto fd = link_->open(limits_.connect_ms);
  if (!fd) return {PrintFault::offline, false, fd.error().what};
  PrinterSession session(*link_, fd->get(), limits_);
  auto status = session.ask_status();
  if (auto fault = fault_of(status); fault != PrintFault::none) {
    link_->give_up(fd->get());
    return {fault, false, status.detail};
  }
  auto outcome = session.print(job, after_interruption_);
  after_interruption_ = outcome.maybe_partial;
  if (outcome.fault == PrintFault::none)
    link_->end(fd->get());
  else
    link_->give_up(fd->get());
  return outcome;
}

}  // namespace redress
