#include "platform/print/open_printer.h"

#include <arpa/inet.h>

#include <charconv>
#include <optional>

#include "platform/print/escpos_printer.h"
#include "platform/print/folder_printer.h"

namespace redress {
namespace {

constexpr int kWidth_80mm_dots = 576, kWidth_58mm_dots = 384;

class NoPrinter : public Printer {
 public:
  explicit NoPrinter(int width_dots) : width_dots_(width_dots) {}
  PrinterStatus status() override {
    PrinterStatus status;
    status.answers_status = false;
    status.detail = kWhy;
    return status;
  }
  PrintOutcome print(ByteView) override { return {PrintFault::offline, false, kWhy}; }
  int width_dots() const override { return width_dots_; }
  bool raster() const override { return true; }

 private:
  static constexpr const char* kWhy = "no printer is configured";
  int width_dots_;
};

Error bad(std::string_view address, const std::string& why) {
  return invalid("printer address \"" + std::string(address) + "\": " + why);
}

std::optional<int> to_number(std::string_view text) {
  int value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_ip_address(const std::string& host) {
  unsigned char bytes[16];
  return ::inet_pton(AF_INET, host.c_str(), bytes) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

using Link = std::unique_ptr<PrinterLink>;

Result<Link> parse_tcp(std::string_view address, std::string_view rest) {
  auto colon = rest.rfind(':');
  if (colon == rest.npos) return bad(address, "write tcp:HOST:PORT, usually port 9100");
  std::string host(rest.substr(0, colon));
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host != "localhost" && !is_ip_address(host))
    return bad(address,
               "the host must be an IP address, since a name that does not resolve would stall receipts");
  auto port = to_number(rest.substr(colon + 1));
  if (!port || *port < 1 || *port > 65535) return bad(address, "the port must be a number from 1 to 65535");
  return tcp_link(host, *port);
}

Result<Link> parse_serial(std::string_view address, std::string_view rest) {
  auto flow = FlowControl::rts_cts;
  auto colon = rest.rfind(':');
  if (colon == rest.npos) return bad(address, "write serial:/dev/NAME:BAUD, e.g. serial:/dev/ttyUSB0:115200");
  auto last = rest.substr(colon + 1);
  if (last == "none" || last == "rtscts" || last == "xonxoff") {
    flow = last == "none"     ? FlowControl::none
           : last == "rtscts" ? FlowControl::rts_cts
                              : FlowControl::xon_xoff;
    rest = rest.substr(0, colon);
    colon = rest.rfind(':');
    if (colon == rest.npos) return bad(address, "the speed in baud is missing");
    last = rest.substr(colon + 1);
  }
  auto baud = to_number(last);
  if (!baud)
    return bad(address, "\"" + std::string(last) + "\" is neither a speed nor none, rtscts or xonxoff");
  if (rest[0] != '/') return bad(address, "the device must be a path that begins with /");
  auto link = serial_link(std::string(rest.substr(0, colon)), *baud, flow);
  if (!link) return bad(address, link.error().what);
  return link;
}

}  // namespace

Result<std::unique_ptr<Printer>> open_printer(const PrinterSetup& setup) {
  if (setup.width_dots != kWidth_80mm_dots && setup.width_dots != kWidth_58mm_dots)
    return invalid("printer width must be 576 dots (80 mm) or 384 dots (58 mm), not " +
                   std::to_string(setup.width_dots));
  const std::string_view address = setup.address;
  if (address == "none") return std::unique_ptr<Printer>(new NoPrinter(setup.width_dots));
  auto colon = address.find(':');
  auto kind = address.substr(0, colon), rest = colon == address.npos ? "" : address.substr(colon + 1);
  if (kind == "file" && !rest.empty()) return folder_printer(std::string(rest), setup.width_dots);
  Result<Link> link = bad(address, "write tcp:HOST:PORT, device:PATH, serial:PATH:BAUD, file:FOLDER or none");
  if (kind == "tcp") link = parse_tcp(address, rest);
  if (kind == "serial") link = parse_serial(address, rest);
  if (kind == "device") {
    if (rest.empty() || rest[0] != '/') return bad(address, "the device must be a path that begins with /");
    link = device_link(std::string(rest));
  }
  if (!link) return link.error();
  return std::unique_ptr<Printer>(new EscposPrinter(std::move(link).value(), setup));
}

}  // namespace redress
