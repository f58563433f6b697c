// faulty_proxy TARGET_PORT FAULTS_FILE SEED: stands between devices and head office on loopback and harms as
// many requests in a hundred as FAULTS_FILE says (read anew for each): refuses, cuts the request, loses or
// cuts the answer, delays, doubles the request, answers with a portal page or with garbage. Prints "LISTENING
// PORT" and each "HARM KIND"; ends with its parent.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <random>
#include <string>
#include <thread>

namespace {

enum Fault { refuse, cut_request, lose_answer, cut_answer, delay, twice, portal, garbage, faults };

sockaddr_in loopback(int port) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_port = htons(static_cast<std::uint16_t>(port));
  out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return out;
}

class Line {
 public:
  explicit Line(int file) : file_(file) {}
  ~Line() { ::close(file_); }
  Line(const Line&) = delete;
  static int dial(int port) {
    int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(port);
    (void)!::connect(file, reinterpret_cast<sockaddr*>(&address), sizeof address);
    return file;
  }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto n = ::send(file_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  // One HTTP message with its body; empty: the line is over.
  std::string message() {
    std::size_t end, body = 0;
    while ((end = rest_.find("\r\n\r\n")) == std::string::npos)
      if (!more()) return {};
    end += 4;
    for (std::size_t at = rest_.find("\r\n"); at < end - 4; at = rest_.find("\r\n", at + 2))
      if (::strncasecmp(rest_.data() + at + 2, "content-length:", 15) == 0)
        body = std::strtoul(rest_.data() + at + 17, nullptr, 10);
    while (rest_.size() < end + body)
      if (!more()) return {};
    auto out = rest_.substr(0, end + body);
    rest_.erase(0, end + body);
    return out;
  }

 private:
  bool more() {
    char chunk[65536];
    auto n = ::recv(file_, chunk, sizeof chunk, 0);
    if (n > 0) rest_.append(chunk, static_cast<std::size_t>(n));
    return n > 0;
  }
  int file_;
  std::string rest_;
};

class Proxy {
 public:
  Proxy(int target, std::string faults_file, unsigned seed)
      : target_(target), faults_file_(std::move(faults_file)), random_(seed) {}

  void serve(int file) {
    Line device(file), office(Line::dial(target_));
    while (pass(device, office)) {
    }
  }

 private:
  unsigned below(unsigned n) {
    std::lock_guard lock(guard_);
    return static_cast<unsigned>(random_() % n);
  }
  int fault() {
    int percent = 0;
    std::ifstream(faults_file_) >> percent;
    if (below(100) >= static_cast<unsigned>(percent)) return -1;
    auto harm = static_cast<int>(below(faults));
    std::printf("HARM %d\n", harm);
    std::fflush(stdout);
    return harm;
  }
  static std::string page(std::string_view body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
  }

  // One request and its answer. False: this line is over.
  bool pass(Line& device, Line& office) {
    auto request = device.message();
    if (request.empty()) return false;
    int harm = fault();
    if (harm == refuse) return false;
    if (harm == portal) return device.send(page("<html>please sign in to this network</html>"));
    if (harm == garbage) return device.send(page(std::string(300, static_cast<char>(below(256)))));
    if (harm == cut_request)
      return office.send(std::string_view(request).substr(0, below(static_cast<unsigned>(request.size())))),
             false;
    if (harm == delay) ::usleep(10'000 + below(150'000));
    if (harm == twice) {
      Line again(Line::dial(target_));
      if (again.send(request)) (void)again.message();
    }
    if (!office.send(request)) return false;
    auto answer = office.message();
    if (answer.empty() || harm == lose_answer) return false;
    if (harm == cut_answer)
      return device.send(std::string_view(answer).substr(0, below(static_cast<unsigned>(answer.size())))),
             false;
    return device.send(answer);
  }

  const int target_;
  const std::string faults_file_;
  std::mutex guard_;
  std::mt19937 random_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 64;
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  Proxy proxy(std::atoi(argv[1]), argv[2], static_cast<unsigned>(std::atoi(argv[3])));
  int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = loopback(0);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 64) != 0)
    return 1;
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  std::printf("LISTENING %d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  for (;;) {
    int file = ::accept(listener, nullptr, nullptr);
    if (file >= 0) std::thread([&proxy, file] { proxy.serve(file); }).detach();
  }
}
