// A network printer on loopback: a thread that answers as told, and keeps every byte it was sent.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace redress::test {

struct PeerManner {
  std::array<int, 4> status{0x12, 0x12, 0x12, 0x12};  // answers to DLE EOT 1..4
  bool answers = true;                                // false: never says anything
  bool confirms = true;                               // answers GS r
  bool floods = false;                                // reads nothing and sends without a pause
  bool automatic = true;                              // answers GS a with an automatic status at once
  long silent_after = -1;                             // bytes after which it answers no more
  long close_after = -1;                              // bytes after which it closes the connection
  long stall_after = -1;                              // bytes after which it reads no more
  long fault_after = -1;                             // bytes after which it pushes `fault` (automatic status)
  std::array<int, 4> fault{0x18, 0x00, 0x0c, 0x0f};  // offline, paper out
};

class TcpPeer {
 public:
  explicit TcpPeer(PeerManner manner) : manner_(manner) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int small = 4096;  // as the buffer of a small printer, so that stalls are felt
    if (manner.stall_after >= 0) setsockopt(listener_, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 4) != 0)
      std::abort();
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~TcpPeer() {
    stop_ = true;
    thread_.join();
    ::close(listener_);
  }
  std::string address() const { return "tcp:127.0.0.1:" + std::to_string(port_); }
  int connections() const { return connections_; }
  // Everything but status questions and the job's frame, all connections one after the other.
  std::vector<std::uint8_t> received() {
    std::lock_guard lock(mutex_);
    return received_;
  }
  void set(PeerManner manner) {
    std::lock_guard lock(mutex_);
    manner_ = manner;
  }

 private:
  PeerManner manner() {
    std::lock_guard lock(mutex_);
    return manner_;
  }
  bool wait(int fd) {
    pollfd waiting{fd, POLLIN, 0};
    while (!stop_)
      if (::poll(&waiting, 1, 20) > 0) return true;
    return false;
  }
  void serve() {
    while (wait(listener_)) {
      int fd = ::accept(listener_, nullptr, nullptr);
      ++connections_;
      serve(fd);
      ::close(fd);
    }
  }
  void flood(int fd) {
    std::vector<std::uint8_t> bytes(64 << 10, 0xff);  // no answer to anything
    while (!stop_ && ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0) {
    }
  }
  void serve(int fd) {
    if (manner().floods) return flood(fd);
    long taken = 0;
    bool faulted = false;
    while (wait(fd)) {
      PeerManner now = manner();
      if (now.stall_after >= 0 && taken >= now.stall_after) {
        ::usleep(10'000);
        char byte;  // notices that the other side went away
        if (::recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) return;
        continue;
      }
      std::array<std::uint8_t, 1024> bytes;
      long size = ::recv(fd, bytes.data(), bytes.size(), 0);
      if (size <= 0) return;
      taken += size;
      {
        std::lock_guard lock(mutex_);
        received_.insert(received_.end(), bytes.begin(), bytes.begin() + size);
      }
      if (now.close_after >= 0 && taken >= now.close_after) return;
      if (!now.answers || (now.silent_after >= 0 && taken >= now.silent_after)) continue;
      answer(fd, now, bytes.data(), static_cast<std::size_t>(size));
      if (now.fault_after >= 0 && taken >= now.fault_after && !faulted) {
        faulted = true;
        for (int byte : now.fault) say(fd, byte);
      }
    }
  }
  static void say(int fd, int byte) {
    auto b = static_cast<std::uint8_t>(byte);
    [[maybe_unused]] auto sent = ::send(fd, &b, 1, MSG_NOSIGNAL);
  }
  void answer(int fd, const PeerManner& now, const std::uint8_t* bytes, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
      tail_ = (tail_ << 8 | bytes[i]) & 0xffffff;
      if (tail_ >= 0x100401 && tail_ <= 0x100404 && now.status[tail_ - 0x100401] >= 0)
        say(fd, now.status[tail_ - 0x100401]);
      if (tail_ == 0x1d61ff && now.automatic)
        for (int byte : {0x10, 0x00, 0x00, 0x0f}) say(fd, byte);
      if (tail_ == 0x1d7231 && now.confirms) say(fd, 0x00);
    }
  }

  int listener_ = -1, port_ = 0;
  std::uint32_t tail_ = 0;
  PeerManner manner_;
  std::mutex mutex_;
  std::vector<std::uint8_t> received_;
  std::atomic<int> connections_{0};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace redress::test
