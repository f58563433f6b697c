#include "platform/scan/serial_scanner.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/limits.h"
#include "core/base/secret.h"

namespace redress {

namespace {

constexpr int kLookAgain_ms = 500;

speed_t speed_of(int baud) {
  switch (baud) {
    case 19200:
      return B19200;
    case 38400:
      return B38400;
    case 57600:
      return B57600;
    case 115200:
      return B115200;
    default:
      return B9600;
  }
}

}  // namespace

SerialScanner::SerialScanner(std::string device, int baud) : device_(std::move(device)), baud_(baud) {}

SerialScanner::~SerialScanner() {
  stop();
}

void SerialScanner::start(std::function<void(std::string)> on_scan) {
  stop();
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return;
  wake_read_ = ends[0];
  wake_write_ = ends[1];
  on_scan_ = std::move(on_scan);
  thread_ = std::thread([this] { run(); });
}

void SerialScanner::stop() {
  if (!thread_.joinable()) return;
  close(std::exchange(wake_write_, -1));  // the reading end then becomes readable
  thread_.join();
  close(std::exchange(wake_read_, -1));
}

bool SerialScanner::stopped_within(int timeout_ms) const {
  pollfd wake{wake_read_, POLLIN, 0};
  return poll(&wake, 1, timeout_ms) > 0;
}

int SerialScanner::open_device() const {
  int device = open(device_.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  termios mode{};
  if (device >= 0 && tcgetattr(device, &mode) == 0) {
    cfmakeraw(&mode);
    mode.c_cflag |= CLOCAL | CREAD;
    cfsetspeed(&mode, speed_of(baud_));
    tcsetattr(device, TCSANOW, &mode);
  }
  return device;
}

void SerialScanner::run() {
  do {
    int device = open_device();
    if (device < 0) continue;
    connected_ = true;
    std::string line;
    bool too_long = false;
    pollfd ready[2] = {{device, POLLIN, 0}, {wake_read_, POLLIN, 0}};
    while (poll(ready, 2, -1) >= 0 || errno == EINTR) {
      if (ready[1].revents) break;
      if (ready[0].revents && !read_lines(device, line, too_long)) break;
    }
    wipe(line);
    connected_ = false;
    close(device);
  } while (!stopped_within(kLookAgain_ms));
}

bool SerialScanner::read_lines(int device, std::string& line, bool& too_long) {
  char bytes[512];
  ssize_t size = read(device, bytes, sizeof bytes);
  if (size < 0) return errno == EAGAIN || errno == EINTR;
  for (ssize_t i = 0; i < size; ++i) take(bytes[i], line, too_long);
  return size > 0;
}

void SerialScanner::take(char byte, std::string& line, bool& too_long) {
  if (byte == '\r' || byte == '\n') {
    if (!line.empty() && !too_long) on_scan_(line);
    wipe(line);
    too_long = false;
  } else if (line.size() == limits::kScan_bytes) {
    too_long = true;
  } else if (byte != 0) {
    line += byte;
  }
}

}  // namespace redress
