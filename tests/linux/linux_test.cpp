#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "platform/linux/curl_network.h"
#include "platform/linux/linux_files.h"
#include "platform/linux/network_watch.h"
#include "platform/linux/system_clock.h"

using namespace redress;

namespace {

struct TemporaryFolder {
  std::string path;
  TemporaryFolder() {
    char name[] = "/tmp/redress-linux-XXXXXX";
    path = mkdtemp(name);
  }
  ~TemporaryFolder() { [[maybe_unused]] int code = system(("rm -rf " + path).c_str()); }
};

// Answers each connection with fixed bytes, `pause_ms` before each kibibyte; an empty answer keeps the line open and silent.
class OneAnswerServer {
 public:
  explicit OneAnswerServer(std::string answer, int pause_ms = 0) : answer_(std::move(answer)), pause_ms_(pause_ms), fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(listen(fd_, 8) == 0);
    socklen_t size = sizeof address;
    getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/v1/pull";
    thread_ = std::thread([this] { run(); });
  }
  ~OneAnswerServer() {
    shutdown(fd_, SHUT_RDWR);
    thread_.join();
    close(fd_);
  }
  std::string url;

 private:
  void run() {
    for (int line; (line = accept(fd_, nullptr, nullptr)) >= 0;) {
      char buffer[65536];
      [[maybe_unused]] auto got = recv(line, buffer, sizeof buffer, 0);
      for (std::size_t at = 0; at < answer_.size(); at += 1024) {
        if (pause_ms_ > 0) std::this_thread::sleep_for(std::chrono::milliseconds(pause_ms_));
        [[maybe_unused]] auto sent = send(line, answer_.data() + at, std::min<std::size_t>(1024, answer_.size() - at), MSG_NOSIGNAL);
      }
      if (answer_.empty()) while (recv(line, buffer, sizeof buffer, 0) > 0) {}
      close(line);
    }
  }
  std::string answer_;
  int pause_ms_;
  int fd_;
  std::thread thread_;
};

HttpRequest request_to(const std::string& url) {
  HttpRequest request;
  request.url = url;
  request.body = to_bytes("hello");
  request.timeout_ms = 5'000;
  return request;
}

}  // namespace

TEST_CASE("plain http is only for this machine") {
  for (auto url : {"http://127.0.0.1:8080", "http://localhost/x", "http://[::1]:1", "https://head.example"})
    CHECK_MESSAGE(check_address(url).ok(), url);
  for (auto url : {"http://192.168.1.2", "http://127.0.0.1.evil.example", "http://localhost.evil.example", "ftp://127.0.0.1",
                   "http://10.0.0.1@127.0.0.2.example", "not a url", "", "file:///etc/passwd"})
    CHECK_FALSE_MESSAGE(check_address(url).ok(), url);
  CurlNetwork network;
  auto answer = network.exchange(request_to("http://192.0.2.1/v1/pull"));
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error().code == Errc::refused);
}

TEST_CASE("an answer comes back with status, body and Retry-After") {
  OneAnswerServer server("HTTP/1.1 503 busy\r\nContent-Length: 4\r\nRetry-After: 7\r\nConnection: close\r\n\r\nwait");
  CurlNetwork network;
  auto answer = network.exchange(request_to(server.url));
  REQUIRE_MESSAGE(answer.ok(), answer.error().what);
  CHECK(answer->status == 503);
  CHECK(answer->retry_after_s == 7);
  CHECK(as_text(answer->body) == "wait");
}

TEST_CASE("an answer that is cut short or too large is none") {
  OneAnswerServer cut("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nhalf");
  CurlNetwork network;
  auto answer = network.exchange(request_to(cut.url));
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error().code == Errc::unavailable);
  OneAnswerServer large("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");
  auto request = request_to(large.url);
  request.max_answer_bytes = 9;
  answer = network.exchange(request);
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error().code == Errc::limit);
}

TEST_CASE("a slow line may take longer than the timeout, one that stands still may not") {
  // libcurl knows a speed once a second, so a timeout of one would be a race with its first look.
  OneAnswerServer slow("HTTP/1.1 200 OK\r\nContent-Length: 15000\r\n\r\n" + std::string(15'000, 'x'), 250), silent("");
  CurlNetwork network;
  auto request = request_to(slow.url);
  request.timeout_ms = 3'000;
  const auto answer = network.exchange(request);
  REQUIRE_MESSAGE(answer.ok(), answer.error().what);
  CHECK(answer->body.size() == 15'000);
  request.url = silent.url;
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(network.exchange(request).ok());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("an exchange under way is aborted from another thread at once, and the next one works") {
  OneAnswerServer silent("");
  CurlNetwork network;
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    network.abort();
  });
  auto start = std::chrono::steady_clock::now();
  auto answer = network.exchange(request_to(silent.url));
  auto took = std::chrono::steady_clock::now() - start;
  stopper.join();
  REQUIRE_FALSE(answer.ok());
  CHECK(took < std::chrono::milliseconds(600));
  OneAnswerServer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  CHECK(network.exchange(request_to(server.url)).ok());
}

TEST_CASE("a file is written whole or not at all") {
  TemporaryFolder folder;
  LinuxFiles files;
  auto path = folder.path + "/a/b/export.redress";
  CHECK_FALSE(files.write_whole(path, as_bytes("x")).ok());
  REQUIRE(files.make_folder(folder.path + "/a/b").ok());
  REQUIRE(files.write_whole(path, as_bytes("first"), 0600).ok());
  REQUIRE(files.write_whole(path, as_bytes("second"), 0600).ok());
  CHECK(as_text(*files.read(path, 100)) == "second");
  struct stat info{};
  stat(path.c_str(), &info);
  CHECK((info.st_mode & 0777) == 0600);
  CHECK_FALSE(files.exists(path + ".part"));
  CHECK(files.read(path, 3).error().code == Errc::limit);
  CHECK(files.remove(path).ok());
  CHECK(files.read(path, 3).error().code == Errc::not_found);
  CHECK(files.free_bytes(folder.path).ok());
}

TEST_CASE("clock and random bytes") {
  SystemClock one, two;
  CHECK(one.boot() == two.boot());
  CHECK(one.boot() != BootId{});
  CHECK(one.wall().ms > 1'600'000'000'000);
  CHECK(one.monotonic_ms() <= two.monotonic_ms());
  SystemRandom random;
  CHECK(random.array<16>() != random.array<16>());
}

TEST_CASE("the network watch starts and stops") {
  std::atomic<int> told = 0;
  { NetworkWatch watch([&] { ++told; }); }
  CHECK(told == 0);
}
