#include "kiosk/app/line_server.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <map>
#include <vector>
#include <thread>

namespace redress {

namespace {

constexpr std::size_t kMax_line_bytes = 256 * 1024;

Result<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return invalid("socket path is too long: " + path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

bool send_all(int fd, std::string_view text) {
  while (!text.empty()) {
    auto n = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

struct LineServer::State {
  std::string path;
  Answer answer;
  int listener = -1, stop = -1;
  std::thread thread;
  std::map<int, std::string> clients;  // what has come of their current line

  // False: the connection is over.
  bool read_from(int fd, std::string& buffer) {
    char chunk[8192];
    auto n = ::recv(fd, chunk, sizeof chunk, 0);
    if (n <= 0) return false;
    buffer.append(chunk, static_cast<std::size_t>(n));
    for (auto end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n')) {
      auto line = buffer.substr(0, end);
      buffer.erase(0, end + 1);
      if (!send_all(fd, answer(line) + "\n")) return false;
    }
    return buffer.size() <= kMax_line_bytes;
  }

  void serve() {
    for (;;) {
      std::vector<pollfd> fds{{stop, POLLIN, 0}, {listener, POLLIN, 0}};
      for (const auto& [fd, buffer] : clients) fds.push_back({fd, POLLIN, 0});
      if (::poll(fds.data(), fds.size(), -1) < 0) continue;
      if (fds[0].revents) return;
      if (fds[1].revents) {
        int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd >= 0) clients[fd];
      }
      for (std::size_t i = 2; i < fds.size(); ++i) {
        if (!fds[i].revents || read_from(fds[i].fd, clients[fds[i].fd])) continue;
        ::close(fds[i].fd);
        clients.erase(fds[i].fd);
      }
    }
  }
};

LineServer::LineServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<LineServer>> LineServer::listen(const std::string& path, Answer answer) {
  REDRESS_TRY_ASSIGN(auto address, address_of(path));
  auto state = std::make_unique<State>();
  state->path = path;
  state->answer = std::move(answer);
  state->listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  state->stop = ::eventfd(0, EFD_CLOEXEC);
  ::unlink(path.c_str());
  auto mask = ::umask(0077);
  bool bound = ::bind(state->listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::umask(mask);
  if (!bound || ::listen(state->listener, 8) != 0) {
    ::close(state->listener);
    ::close(state->stop);
    return Error{Errc::io, "cannot listen at " + path + ": " + std::strerror(errno)};
  }
  auto* raw = state.get();
  state->thread = std::thread([raw] { raw->serve(); });
  return std::unique_ptr<LineServer>(new LineServer(std::move(state)));
}

LineServer::~LineServer() {
  std::uint64_t one = 1;
  (void)!::write(state_->stop, &one, sizeof one);
  state_->thread.join();
  for (const auto& [fd, buffer] : state_->clients) ::close(fd);
  ::close(state_->listener);
  ::close(state_->stop);
  ::unlink(state_->path.c_str());
}

Result<LineClient> LineClient::connect(const std::string& path) {
  REDRESS_TRY_ASSIGN(auto address, address_of(path));
  int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(fd);
    return Error{Errc::unavailable, "nobody answers at " + path};
  }
  return LineClient(fd);
}

LineClient::~LineClient() {
  if (fd_ >= 0) ::close(fd_);
}

Result<std::string> LineClient::ask(const std::string& line) {
  if (!send_all(fd_, line + "\n")) return Error{Errc::unavailable, "the running program closed the connection"};
  for (;;) {
    if (auto end = buffer_.find('\n'); end != std::string::npos) {
      auto reply = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return reply;
    }
    char chunk[8192];
    auto n = ::recv(fd_, chunk, sizeof chunk, 0);
    if (n <= 0) return Error{Errc::unavailable, "the running program closed the connection"};
    buffer_.append(chunk, static_cast<std::size_t>(n));
  }
}

}  // namespace redress
