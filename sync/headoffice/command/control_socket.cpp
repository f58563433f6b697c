#include "sync/headoffice/command/control_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "core/base/json.h"
#include "core/store/folder.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kRequest_bytes = 1u << 20;
constexpr std::size_t kHead_bytes = 64u << 20;
constexpr std::size_t kAnswer_bytes = std::size_t{8} << 30;  // the list of all cases is one answer

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string read_all(int fd, std::size_t most) {
  std::string out;
  char buffer[65536];
  while (out.size() <= most) {
    auto got = ::read(fd, buffer, sizeof buffer);
    if (got <= 0) break;
    out.append(buffer, static_cast<std::size_t>(got));
  }
  return out;
}

Result<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return invalid("the data folder's path is too long for a local socket");
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

Outcome answer(const ControlSocket::Run& run, std::string_view message) {
  auto json = parse_json(message, {kRequest_bytes, 4});
  if (!json.ok()) return failure(json.error());
  std::vector<std::string> words;
  for (const auto& word : (*json)["words"].items()) words.emplace_back(word.string());
  return run(words, std::string((*json)["folder"].string()));
}

}  // namespace

ControlSocket::ControlSocket(int fd, std::string path, Run run)
    : fd_(fd), path_(std::move(path)), run_(std::move(run)) {
  thread_ = std::thread([this] { serve(); });
}

Result<std::unique_ptr<ControlSocket>> ControlSocket::listen(const std::string& path, Run run) {
  REDRESS_TRY_ASSIGN(auto address, address_of(path));
  REDRESS_TRY(remove_file(path));  // we own the folder, so nobody listens on it
  int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return errno_error("open local socket");
  bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
               ::chmod(path.c_str(), 0600) == 0 && ::listen(fd, 16) == 0;
  if (!bound) {
    ::close(fd);
    return errno_error("listen on " + path);
  }
  return std::unique_ptr<ControlSocket>(new ControlSocket(fd, path, std::move(run)));
}

ControlSocket::~ControlSocket() {
  ending_ = true;
  ::shutdown(fd_, SHUT_RDWR);
  thread_.join();
  ::close(fd_);
  (void)remove_file(path_);
}

void ControlSocket::serve() {
  while (!ending_) {
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, 500) <= 0) continue;
    int client = ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    timeval limit{30, 0};
    ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const auto outcome = answer(run_, read_all(client, kRequest_bytes));
    // One line of JSON, then what the command wrote, as it is.
    const auto head = Json::object().set("exit", outcome.exit_code).set("err", outcome.err).set("out_bytes", outcome.out.size()).dump() + "\n";
    (void)(write_all(client, head) && write_all(client, outcome.out));
    ::close(client);
  }
}

Result<Outcome> ask_control_socket(const std::string& path, const std::vector<std::string>& words,
                                   const std::string& folder) {
  REDRESS_TRY_ASSIGN(auto address, address_of(path));
  int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return errno_error("open local socket");
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(fd);
    return Error{Errc::unavailable, "the process that owns the data folder does not answer on " + path};
  }
  auto list = Json::array();
  for (const auto& word : words) list.push(word);
  auto message = Json::object();
  message.set("words", std::move(list)).set("folder", folder);
  bool sent = write_all(fd, message.dump()) && ::shutdown(fd, SHUT_WR) == 0;
  auto reply = sent ? read_all(fd, kAnswer_bytes) : std::string();
  ::close(fd);
  const auto end = reply.find('\n');
  const auto head = parse_json(std::string_view(reply).substr(0, end), {kHead_bytes, 4});
  const auto bytes = head.ok() ? (*head)["out_bytes"].integer(-1) : -1;
  if (end == std::string::npos || bytes != static_cast<std::int64_t>(reply.size() - end - 1))
    return Error{Errc::unavailable, "the process that owns the data folder gave no answer, or not all of it"};
  reply.erase(0, end + 1);
  return Outcome{static_cast<int>((*head)["exit"].integer()), std::move(reply), std::string((*head)["err"].string())};
}

}  // namespace redress::headoffice
