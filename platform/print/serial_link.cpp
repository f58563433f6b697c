// RS-232, or USB that looks like it: 8 data bits, no parity, 1 stop bit.
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <cerrno>

#include "platform/print/printer_link.h"

namespace redress {
namespace {

constexpr int kRaster_from_baud = 115'200;  // slower lines need many seconds for a picture
constexpr int kBits_per_byte = 10;

struct Speed {
  int baud;
  speed_t constant;
};
constexpr Speed kSpeeds[] = {{1200, B1200},     {2400, B2400},     {4800, B4800},    {9600, B9600},
                             {19200, B19200},   {38400, B38400},   {57600, B57600},  {115200, B115200},
                             {230400, B230400}, {460800, B460800}, {921600, B921600}};

class SerialLink : public PrinterLink {
 public:
  SerialLink(std::string path, Speed speed, FlowControl flow)
      : path_(std::move(path)), speed_(speed), flow_(flow) {}

  Result<Descriptor> open(int) override {
    Descriptor fd(::open(path_.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (fd.get() < 0) return unavailable("serial printer " + path_, errno);
    termios line{};
    if (::tcgetattr(fd.get(), &line) != 0) return unavailable("serial printer " + path_, errno);
    ::cfmakeraw(&line);
    line.c_cflag |= CLOCAL | CREAD;
    line.c_cflag &=
        ~static_cast<tcflag_t>(CSTOPB | CRTSCTS | HUPCL);  // HUPCL: closing would reset some printers
    if (flow_ == FlowControl::rts_cts) line.c_cflag |= CRTSCTS;
    if (flow_ == FlowControl::xon_xoff) line.c_iflag |= IXON | IXOFF;
    ::cfsetispeed(&line, speed_.constant);
    ::cfsetospeed(&line, speed_.constant);
    if (::tcsetattr(fd.get(), TCSANOW, &line) != 0) return unavailable("serial printer " + path_, errno);
    ::tcflush(fd.get(), TCIFLUSH);  // answers to questions of an earlier session
    return fd;
  }

  bool can_answer(int) const override { return true; }

  std::size_t unsent_bytes(int fd) const override {
    int unsent = 0;
    return ::ioctl(fd, TIOCOUTQ, &unsent) == 0 && unsent > 0 ? static_cast<std::size_t>(unsent) : 0;
  }

  void give_up(int fd) override { ::tcflush(fd, TCOFLUSH); }  // close() would else wait for the line

  int transmit_ms(std::size_t bytes) const override {
    return static_cast<int>(bytes * kBits_per_byte * 1000 / static_cast<std::size_t>(speed_.baud));
  }

  bool raster() const override { return speed_.baud >= kRaster_from_baud; }

 private:
  std::string path_;
  Speed speed_;
  FlowControl flow_;
};

}  // namespace

Result<std::unique_ptr<PrinterLink>> serial_link(std::string path, int baud, FlowControl flow) {
  for (const auto& speed : kSpeeds)
    if (speed.baud == baud) return std::unique_ptr<PrinterLink>(new SerialLink(std::move(path), speed, flow));
  std::string known;
  for (const auto& speed : kSpeeds) known += " " + std::to_string(speed.baud);
  return invalid("serial speed " + std::to_string(baud) + " is not one of" + known);
}

}  // namespace redress
