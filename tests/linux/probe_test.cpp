#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "platform/linux/curl_probe.h"
#include "platform/linux/system_clock.h"

using namespace redress;

namespace {

// Takes one connection and says the same whatever is asked; empty: takes none, it only owns the port.
class Peer {
 public:
  explicit Peer(std::string answer) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    socklen_t size = sizeof address;
    getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    port = std::to_string(ntohs(address.sin_port));
    if (answer.empty()) return;
    REQUIRE(listen(fd_, 1) == 0);
    thread_ = std::thread([this, answer = std::move(answer)] {
      const int line = accept(fd_, nullptr, nullptr);
      char buffer[4096];
      [[maybe_unused]] const auto got = recv(line, buffer, sizeof buffer, 0);
      [[maybe_unused]] const auto sent = send(line, answer.data(), answer.size(), MSG_NOSIGNAL);
      close(line);
    });
  }
  ~Peer() {
    if (thread_.joinable()) thread_.join();
    close(fd_);
  }
  std::string port;

 private:
  int fd_;
  std::thread thread_;
};

std::string http(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

ProbeReport look(const std::string& url) {
  return probe_head_office(url, {}, SystemClock());
}

}  // namespace

TEST_CASE("the step to head office that breaks is named") {
  CHECK(look("http://office.example").broken == ProbeStep::address);
  CHECK(look("office example").broken == ProbeStep::address);
  CHECK(look("https://no-such-name.invalid").broken == ProbeStep::name);
  Peer closed({});
  CHECK(look("http://127.0.0.1:" + closed.port).broken == ProbeStep::connection);
  Peer no_tls("220 not a TLS server\r\n");
  const auto plain = look("https://127.0.0.1:" + no_tls.port);
  CHECK(plain.broken == ProbeStep::certificate);
  CHECK(plain.peer == "127.0.0.1");
  Peer portal(http("<html>please log in</html>"));
  CHECK(look("http://127.0.0.1:" + portal.port).broken == ProbeStep::answer);
}

TEST_CASE("a head office that answers tells how far our clock is off") {
  const auto now = SystemClock().wall();
  Peer office(http("{\"ok\":true,\"now_ms\":" + std::to_string(now.ms + 90'000) + "}"));
  const auto report = look("http://127.0.0.1:" + office.port);
  CHECK(report.well());
  CHECK_FALSE(report.encrypted);
  REQUIRE(report.clock_offset_ms);
  CHECK(*report.clock_offset_ms > 85'000);
  CHECK(*report.clock_offset_ms <= 90'000);
}
