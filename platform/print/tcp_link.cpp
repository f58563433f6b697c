// Raw port of a network printer, usually 9100.
#include <arpa/inet.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>

#include "platform/print/printer_link.h"

namespace redress {
namespace {

constexpr int kClose_wait_ms = 300;

class TcpLink : public PrinterLink {
 public:
  TcpLink(std::string host, int port) : host_(std::move(host)), port_(port) {}

  Result<Descriptor> open(int timeout_ms) override {
    const std::string name = "printer at " + host_ + " port " + std::to_string(port_);
    addrinfo hints{}, *found = nullptr;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    const std::string address = host_ == "localhost" ? "127.0.0.1" : host_;
    if (getaddrinfo(address.c_str(), std::to_string(port_).c_str(), &hints, &found) != 0)
      return invalid(name + ": not an IP address");
    std::unique_ptr<addrinfo, void (*)(addrinfo*)> release(found, freeaddrinfo);
    Descriptor fd(::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (fd.get() < 0) return unavailable(name, errno);
    int on = 1;
    setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(fd.get(), found->ai_addr, found->ai_addrlen) == 0) return fd;
    if (errno != EINPROGRESS) return unavailable(name, errno);
    pollfd wait{fd.get(), POLLOUT, 0};
    Deadline deadline(timeout_ms);
    int ready;
    do ready = ::poll(&wait, 1, deadline.left_ms());
    while (ready < 0 && errno == EINTR);
    if (ready == 0) return unavailable(name, ETIMEDOUT);
    int failure = 0;
    socklen_t size = sizeof failure;
    getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &failure, &size);
    if (failure != 0) return unavailable(name, failure);
    return fd;
  }

  bool can_answer(int) const override { return true; }

  std::size_t unsent_bytes(int fd) const override {
    int unsent = 0;
    return ::ioctl(fd, SIOCOUTQ, &unsent) == 0 && unsent > 0 ? static_cast<std::size_t>(unsent) : 0;
  }

  void give_up(int fd) override {
    linger at_once{1, 0};  // close() then resets the connection
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }

  void end(int fd) override {
    ::shutdown(fd, SHUT_WR);
    Deadline deadline(kClose_wait_ms);
    for (char rest[64]; !deadline.passed();) {
      pollfd wait{fd, POLLIN, 0};
      if (::poll(&wait, 1, deadline.left_ms()) <= 0 || ::recv(fd, rest, sizeof rest, 0) <= 0) break;
    }
  }

 private:
  std::string host_;
  int port_;
};

}  // namespace

std::unique_ptr<PrinterLink> tcp_link(std::string host, int port) {
  return std::make_unique<TcpLink>(std::move(host), port);
}

}  // namespace redress
