// How bytes reach a printer. A link is opened for one job or one status question and closed again:
// network printers serve one client at a time and drop connections held open.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/env/printer.h"
#include "platform/print/descriptor.h"

namespace redress {

class PrinterLink {
 public:
  virtual ~PrinterLink() = default;
  // Non-blocking descriptor. Errc::unavailable: `what` says why, for the technician.
  virtual Result<Descriptor> open(int timeout_ms) = 0;
  virtual bool can_answer(int fd) const = 0;           // false: a file, bytes go one way only
  virtual std::size_t unsent_bytes(int fd) const = 0;  // taken by the system, not yet by the printer
  virtual void give_up(int) {}                         // drops what is unsent, so that nothing prints later
  virtual void end(int) {}                             // after the last byte, all went well
  // What the port itself knows (paper, error) without asking the printer.
  virtual std::optional<PrinterStatus> port_status(int) const { return std::nullopt; }
  virtual int transmit_ms(std::size_t) const { return 0; }  // how long so many bytes take at best
  virtual bool raster() const { return true; }
};

enum class FlowControl { none, rts_cts, xon_xoff };

std::unique_ptr<PrinterLink> tcp_link(std::string host, int port);
std::unique_ptr<PrinterLink> device_link(std::string path);
// Errc::invalid for a speed the system does not have.
Result<std::unique_ptr<PrinterLink>> serial_link(std::string path, int baud, FlowControl flow);

// write() that answers EPIPE instead of killing the process. As write(): -1 and errno.
long write_quietly(int fd, const void* bytes, std::size_t size);

// "…: Connection refused" and the like.
Error unavailable(const std::string& what, int error_number);

}  // namespace redress
