// A USB printer's device node, or anything else in the file system that takes bytes.
#include <fcntl.h>
#include <linux/lp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <cerrno>

#include "platform/print/printer_link.h"

namespace redress {
namespace {

class DeviceLink : public PrinterLink {
 public:
  explicit DeviceLink(std::string path) : path_(std::move(path)) {}

  Result<Descriptor> open(int) override {
    struct stat info {};
    if (::stat(path_.c_str(), &info) != 0) return unavailable("printer device " + path_, errno);
    // FIFOs and files would hand our own bytes back as answers.
    const int mode = S_ISCHR(info.st_mode) ? O_RDWR : O_WRONLY | O_APPEND;
    int number = ::open(path_.c_str(), mode | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (number < 0 && S_ISCHR(info.st_mode) && (errno == EACCES || errno == EINVAL))
      number = ::open(path_.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);  // no way back: no status
    if (number < 0) return unavailable("printer device " + path_, errno);
    return Descriptor(number);
  }

  bool can_answer(int fd) const override { return (::fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDWR; }

  std::size_t unsent_bytes(int fd) const override {
    struct stat info {};
    int unread = 0;
    if (::fstat(fd, &info) == 0 && S_ISFIFO(info.st_mode))
      return ::ioctl(fd, FIONREAD, &unread) == 0 ? static_cast<std::size_t>(unread) : 0;
    if (!S_ISCHR(info.st_mode)) return 0;
    // usblp is writable again when its last transfer has ended; closing earlier would cut that off.
    pollfd wait{fd, POLLOUT, 0};
    return ::poll(&wait, 1, 0) == 0 ? 1 : 0;
  }

  std::optional<PrinterStatus> port_status(int fd) const override {
    struct stat info {};
    int lines = 0;
    if (::fstat(fd, &info) != 0 || !S_ISCHR(info.st_mode) || ::ioctl(fd, LPGETSTATUS, &lines) != 0)
      return std::nullopt;
    PrinterStatus status;
    status.answers_status = false;
    status.online = (lines & LP_PSELECD) && (lines & LP_PERRORP);  // the error line is active low
    status.paper = lines & LP_POUTPA ? PaperState::out : PaperState::unknown;
    return status;
  }

 private:
  std::string path_;
};

}  // namespace

std::unique_ptr<PrinterLink> device_link(std::string path) {
  return std::make_unique<DeviceLink>(std::move(path));
}

}  // namespace redress
