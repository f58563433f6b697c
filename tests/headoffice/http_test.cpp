#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "sync/headoffice/api.h"
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/http/connection_table.h"
#include "sync/headoffice/http/listening.h"
#include "sync/headoffice/people/people.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

// One plain connection; nothing clever, so that what goes over the wire is what stands here.
class Line {
 public:
  explicit Line(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  Line(Line&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  ~Line() {
    if (fd_ >= 0) close(fd_);
  }
  void send(std::string_view bytes) {
    REQUIRE(::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
  }
  // Headers and body of one answer; empty: closed or nothing within five seconds.
  std::string receive() {
    std::string all;
    while (true) {
      auto end = all.find("\r\n\r\n");
      if (end != std::string::npos) {
        auto at = all.find("Content-Length: ");
        auto length = at < end ? static_cast<std::size_t>(atoi(all.c_str() + at + 16)) : 0;
        if (all.size() >= end + 4 + length) return all;
      }
      pollfd waiting{fd_, POLLIN, 0};
      if (poll(&waiting, 1, 5000) <= 0) return {};
      char buffer[65536];
      auto got = recv(fd_, buffer, sizeof buffer, 0);
      if (got <= 0) return {};
      all.append(buffer, static_cast<std::size_t>(got));
    }
  }
  std::string get(const std::string& target, const std::string& headers = {}) {
    send("GET " + target + " HTTP/1.1\r\nHost: office\r\n" + headers + "\r\n");
    return receive();
  }
  std::string post(const std::string& target, std::string_view body, const std::string& headers = {}) {
    send("POST " + target + " HTTP/1.1\r\nHost: office\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
    return receive();
  }

 private:
  int fd_;
};

int status(const std::string& answer) {
  return answer.size() > 12 ? atoi(answer.c_str() + 9) : 0;
}
std::string body(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

struct Served {
  Served() {
    router.open("GET", "/hello/:name",
                [](Context& context) { return Response::text(200, "hello " + context.wild[0]); });
    router.add("GET", "/staff", role_bit(Role::manager),
               [](Context& context) { return Response::text(200, context.visitor->csrf); });
    router.add("POST", "/staff", role_bit(Role::manager),
               [](Context& context) { return Response::text(200, std::string(context.request.form["x"])); });
    router.add("GET", "/admin", role_bit(Role::administrator),
               [](Context&) { return Response::text(200, "admin"); });
    router.open("GET", "/slow", [this](Context&) {
      slow.wait(false);
      return Response::text(200, "at last");
    });
    router.open("POST", "/open", [](Context&) { return Response::text(200, "ok"); });
    router.open("POST", "/sign-in", [](Context& context) {
      auto cookie = sign_in(context.office, context.request, context.request.form["staff"],
                            context.request.form["password"]);
      const auto fault = cookie.ok() ? Errc::internal : cookie.error().code;
      const bool stopped = fault == Errc::busy || fault == Errc::limit;
      auto response = Response::text(cookie.ok() ? 200 : stopped ? 429 : fault == Errc::unavailable ? 503 : 401, "");
      if (cookie.ok())
        for (const auto& value : *cookie) response.headers.emplace_back("Set-Cookie", value);
      return response;
    });
    start();
  }
  void start() {
    auto started = HttpServer::start({}, serve_office(*world.office, router), world.office->bell(),
                                     world.office->counters());
    REQUIRE_MESSAGE(started.ok(), (started.ok() ? "" : started.error().what));
    server = std::move(*started);
  }
  Line line() { return Line(server->port()); }
  World world;
  Router router;
  std::atomic<bool> slow{false};  // true: /slow answers
  std::unique_ptr<HttpServer> server;
};

std::int64_t resident_kib() {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("VmRSS:")) return atoll(line.c_str() + 6);
  return 0;
}

const std::string kForm = "Content-Type: application/x-www-form-urlencoded\r\n";

}  // namespace

TEST_CASE("plain HTTP is only served on loopback addresses, with a clear word") {
  World world;
  ListenOptions options;
  options.address = "0.0.0.0";
  Router router;
  auto server = HttpServer::start(options, serve_office(*world.office, router), world.office->bell(),
                                  world.office->counters());
  REQUIRE_FALSE(server.ok());
  CHECK(server.error().what.find("--cert") != std::string::npos);
}

TEST_CASE(
    "a batch goes over real HTTP and is acknowledged; hostile requests get their status and the server lives "
    "on") {
  Served served;
  Device kiosk(*served.world.office, "xinghe", "kiosk", "K1");
  for (int i = 0; i < 50; ++i) kiosk.submit("现金支付被拒绝");
  auto bytes = kiosk.everything();
  auto line = served.line();
  auto answer = line.post("/v1/batches", as_text(bytes));
  REQUIRE(status(answer) == 200);
  auto ack =
      wire::decode_acknowledgement(as_bytes(body(answer)), served.world.office->keys().signing.public_key());
  REQUIRE(ack.ok());
  CHECK(ack->stored.seq == 50);
  CHECK(status(line.post("/v1/batches", "garbage")) == 400);
  CHECK(status(line.get("/v1/batches")) == 405);
  CHECK(status(line.post("/v1/nothing", "")) == 404);
  CHECK(status(line.get("/hello/%E5%B0%8F")) == 200);
  CHECK(status(line.get("/hello/%00")) == 404);
  CHECK(status(line.get("/../../etc/passwd")) == 404);
  CHECK(status(served.line().post("/v1/batches", "", "Content-Length: 99999999\r\n")) >= 400);
  auto large = served.line();
  large.send("POST /v1/batches HTTP/1.1\r\nHost: office\r\nContent-Length: 8388609\r\n\r\n");
  CHECK(status(large.receive()) == 413);
  auto chunked = served.line();
  chunked.send(
      "POST /open HTTP/1.1\r\nHost: office\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
  CHECK(status(chunked.receive()) == 200);
  auto page = line.get("/hello/x");
  CHECK(page.find("default-src 'none'") != std::string::npos);
  CHECK(page.find("nosniff") != std::string::npos);
  CHECK(page.find("no-store") != std::string::npos);
  CHECK(status(line.get("/healthz")) == 200);
  CHECK(body(line.get("/metrics")).find("redress_events_accepted_total 50") != std::string::npos);
  CHECK(status(line.get("/metrics", "X-Forwarded-For: 203.0.113.9\r\n")) == 404);
}

TEST_CASE("a request that says twice where its body ends is refused, and nothing behind it is a request") {
  Served served;
  for (std::string lengths : {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5\r\nContent-Length: 90\r\n"}) {
    auto line = served.line();
    line.send("POST /open HTTP/1.1\r\nHost: office\r\n" + lengths + "\r\n0\r\n\r\nGET /hello/x HTTP/1.1\r\nHost: office\r\n\r\n");
    CHECK(status(line.receive()) == 400);
    CHECK(line.receive().empty());
  }
  auto nameless = served.line();
  nameless.send("GET /hello/x HTTP/1.1\r\n\r\n");
  CHECK(status(nameless.receive()) == 400);
}

TEST_CASE("a long poll answers an alarm within two seconds") {
  Served served;
  Device kiosk(*served.world.office, "xinghe", "kiosk", "K1"),
      counter(*served.world.office, "xinghe", "counter", "C1");
  wire::PullRequest request;
  request.incarnation = counter.incarnation;
  request.at = served.world.clock.now;
  request.boot = {5};
  request.epoch = counter.answer.epoch;
  request.have = {1, 1, served.world.number("SELECT staff_version FROM mall WHERE id = 'xinghe'"), 1};
  request.wait_ms = 20'000;
  auto line = served.line();
  auto first = wire::decode_pull_page(
      as_bytes(body(line.post("/v1/pull", as_text(wire::encode_pull_request(request, counter.key))))),
      served.world.office->keys().signing.public_key());
  REQUIRE(first.ok());
  request.cursor = first->block.header.cursor;
  request.check = first->check;
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    kiosk.write(std::nullopt, "alarm_raised", Json::object().set("alarm", "call_staff"), shopper());
    (void)ingest_batch(*served.world.office, kiosk.everything());
  });
  auto begun = std::chrono::steady_clock::now();
  auto answer = line.post("/v1/pull", as_text(wire::encode_pull_request(request, counter.key)));
  auto took = std::chrono::steady_clock::now() - begun;
  later.join();
  auto page =
      wire::decode_pull_page(as_bytes(body(answer)), served.world.office->keys().signing.public_key());
  REQUIRE(page.ok());
  CHECK(page->alarms.size() == 1);
  CHECK(took > std::chrono::milliseconds(300));
  CHECK(took < std::chrono::milliseconds(2400));
}

TEST_CASE("pages: session, role, CSRF token, lock-out") {
  Served served;
  std::string password;
  for (const auto& person : served.world.report.people)
    if (person.staff == "1005") password = person.password;
  auto line = served.line();
  CHECK(status(line.get("/staff")) == 401);
  CHECK(status(line.post("/sign-in", "staff=1005&password=wrong", kForm)) == 401);
  CHECK(status(line.post("/sign-in", "staff=nobody&password=wrong", kForm)) == 401);
  auto in = line.post("/sign-in", "staff=1005&password=" + password, kForm);
  REQUIRE(status(in) == 200);
  CHECK(in.find("HttpOnly; SameSite=Lax") != std::string::npos);
  auto at = in.find("Set-Cookie: redress_session") + 12;
  auto cookie = "Cookie: " + in.substr(at, in.find(';', at) - at) + "\r\n";
  auto token = body(line.get("/staff", cookie));
  CHECK(token.size() == 43);
  CHECK(status(line.get("/admin", cookie)) == 403);
  CHECK(status(line.post("/staff", "x=1", kForm + cookie)) == 403);
  auto posted = line.post("/staff", "x=%E5%BA%97&csrf=" + token, kForm + cookie);
  CHECK(status(posted) == 200);
  CHECK(body(posted) == "店");
  CHECK(status(line.post("/open", "", "Origin: https://elsewhere.example\r\n")) == 403);
  CHECK(status(line.post("/open", "", "Sec-Fetch-Site: cross-site\r\n")) == 403);
  CHECK(status(line.post("/open", "", "Origin: http://office\r\n")) == 200);
  for (int i = 0; i < kSign_in_tries; ++i)
    CHECK(status(line.post("/sign-in", "staff=1005&password=wrong", kForm)) == 401);
  CHECK(status(line.post("/sign-in", "staff=1005&password=" + password, kForm)) == 429);
  // Strangers who guess keep nobody out of their own browser, whose tries are its own and limited too.
  at = in.find("Set-Cookie: redress_known_1005=") + 12;
  const auto known = "Cookie: " + in.substr(at, in.find(';', at) - at) + "\r\n", forged = known.substr(0, known.size() - 6) + "AAAA\r\n";
  for (int i = 0; i < GuessLimit::kWrong; ++i) (void)served.world.office->sign_in_guesses().wrong("127.0.0.1", served.world.clock.now);
  CHECK(status(line.post("/sign-in", "staff=1005&password=" + password, kForm + forged)) == 429);
  CHECK(status(line.post("/sign-in", "staff=1005&password=" + password, kForm + known)) == 200);
  CHECK(status(line.post("/sign-in", "staff=1005&password=" + password, kForm)) == 429);
  for (int i = 0; i < kSign_in_tries; ++i)
    CHECK(status(line.post("/sign-in", "staff=1005&password=wrong", kForm + known)) == 401);
  CHECK(status(line.post("/sign-in", "staff=1005&password=" + password, kForm + known)) == 429);
  served.world.clock.now = served.world.clock.now + kSign_in_lock_ms + 1;
  CHECK(status(line.post("/sign-in", "staff=1005&password=" + password, kForm)) == 200);
}

TEST_CASE("a session ends when nobody uses it, after twelve hours, with a new password and with its person") {
  World world;
  std::string password;
  for (const auto& person : world.report.people)
    if (person.staff == "1005") password = person.password;
  const auto begin = [&] {
    auto cookies = sign_in(*world.office, Request{}, "1005", password);
    REQUIRE(cookies.ok());
    Request request;
    request.cookies = parse_cookies(cookies->back().substr(0, cookies->back().find(';')));
    return request;
  };
  const auto is_in = [&](const Request& request, std::int64_t after_ms) {
    world.clock.now = world.clock.now + after_ms;
    return find_visitor(*world.office, request).has_value();
  };
  auto session = begin();
  CHECK(is_in(session, kSession_idle_ms - 1));
  CHECK(is_in(session, kSession_idle_ms - 1));
  CHECK_FALSE(is_in(session, kSession_idle_ms));
  session = begin();
  for (auto left_ms = kSession_max_ms - kSession_idle_ms; left_ms > 0; left_ms -= kSession_idle_ms / 2)
    CHECK(is_in(session, kSession_idle_ms / 2));
  CHECK_FALSE(is_in(session, kSession_idle_ms));
  session = begin();
  password = "another one 42";
  REQUIRE(reset_person(*world.office, "1005", {}, password).ok());
  CHECK_FALSE(is_in(session, 0));
  session = begin();
  REQUIRE(deactivate_person(*world.office, "1005").ok());
  CHECK_FALSE(is_in(session, 0));
  CHECK(sign_in(*world.office, Request{}, "1005", password).error().code == Errc::unauthorised);
}

TEST_CASE("a flood of passwords is turned away: two are looked at at a time, thirty wrong ones an address") {
  Served served;
  auto line = served.line();
  std::thread second;
  {
    const auto one = served.world.office->stretching().turn();
    second = std::thread([&] { (void)served.line().post("/sign-in", "staff=1001&password=wrong", kForm); });
    std::string answer;
    for (int i = 0; i < 500 && status(answer) != 503; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      if (served.world.office->stretching().asking() == 2) answer = line.post("/sign-in", "staff=1002&password=wrong", kForm);
    }
    CHECK(status(answer) == 503);
  }
  second.join();
  const auto from = [&](const std::string& address, int number) {
    return status(line.post("/sign-in", "staff=x" + std::to_string(number) + "&password=wrong",
                            kForm + "X-Forwarded-For: 203.0.113." + std::to_string(number) + "\r\nX-Forwarded-For: " + address + "\r\n"));
  };
  for (int i = 0; i < GuessLimit::kWrong; ++i) (void)served.world.office->sign_in_guesses().wrong("10.0.0.1", served.world.clock.now);
  for (int i = 0; i < 3; ++i) CHECK(from("10.0.0.9,10.0.0.1", i) == 429);  // what the client wrote before it does not count
  CHECK(from("10.0.0.2", 7) == 401);
}

TEST_CASE("health is answered while every worker is held up") {
  Served served;
  std::vector<Line> held;
  for (int i = 0; i < 10; ++i) {
    held.push_back(served.line());
    held.back().send("GET /slow HTTP/1.1\r\nHost: office\r\n\r\n");
  }
  CHECK(status(served.line().get("/healthz")) == 200);
  served.slow = true;
  served.slow.notify_all();
  for (auto& line : held) CHECK(status(line.receive()) == 200);
}

TEST_CASE("two thousand idle connections are all answered and cost at most 16 KiB each") {
  Served served;
  std::vector<Line> lines;
  (void)served.line().get("/healthz");
  auto before = resident_kib();
  for (int i = 0; i < 2000; ++i) {
    lines.push_back(served.line());
    REQUIRE(status(lines.back().get("/hello/x")) == 200);
  }
  auto each_kib = static_cast<double>(resident_kib() - before) / 2000;
  MESSAGE("idle connection: " << each_kib << " KiB");
  CHECK(each_kib <= 16);
  int answered = 0;
  for (auto& line : lines) answered += status(line.get("/hello/y")) == 200;
  CHECK(answered == 2000);
}

TEST_CASE("a slow client holds nobody up and is shut out when its time is over") {
  Served served;
  std::vector<Line> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(served.line());
    slow.back().send(i % 2 ? "GET / HTT"
                           : "POST /v1/batches HTTP/1.1\r\nHost: office\r\nContent-Length: 100000\r\n\r\nxx");
  }
  auto begun = std::chrono::steady_clock::now();
  CHECK(status(served.line().get("/healthz")) == 200);
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(2));

  ConnectionTable table;
  int ends[2];
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  table.opened(&table, ends[0], "10.0.0.1", 0);
  auto open = [&] {
    char byte;
    return recv(ends[1], &byte, 1, MSG_DONTWAIT) < 0;
  };
  table.sweep(ConnectionTable::kHeader_ms - 1);
  CHECK(open());
  table.receiving(&table, 10'000, 0);
  table.receiving(&table, 25'000, 40'960);  // ten seconds' worth of bytes
  table.sweep(39'000);
  CHECK(open());
  table.working(&table);
  table.sweep(1'000'000);
  CHECK(open());
  table.answered(&table, false, 1'000'000);
  table.sweep(1'000'000 + ConnectionTable::kIdle_stranger_ms);
  CHECK_FALSE(open());
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE(
    "strangers are bounded per address, known devices and wrong guesses are counted apart (decision 25)") {
  ConnectionTable table;
  int keys[ConnectionTable::kStrangers_per_address + 1], others[ConnectionTable::kStrangers_per_address];
  for (int i = 0; i < ConnectionTable::kStrangers_per_address; ++i) {
    REQUIRE(table.may_connect("10.0.0.1"));
    table.opened(&keys[i], -1, "10.0.0.1", 0);
  }
  CHECK_FALSE(table.may_connect("10.0.0.1"));
  CHECK(table.may_connect("10.0.0.2"));
  CHECK(table.may_connect("127.0.0.1"));
  table.answered(&keys[0], true, 0);
  CHECK(table.may_connect("10.0.0.1"));
  // One line has a whole /64 of IPv6.
  for (int i = 0; i < ConnectionTable::kStrangers_per_address; ++i)
    table.opened(&others[i], -1, "2001:db8:0:1::" + std::to_string(i), 0);
  CHECK_FALSE(table.may_connect("2001:db8:0:1:ffff::1"));
  CHECK(table.may_connect("2001:db8:0:2::1"));
  CHECK(network_of("2001:db8:0:1::7") == network_of("2001:db8:0:1:a:b:c:d"));
  CHECK(network_of("203.0.113.7") == "203.0.113.7");
  GuessLimit guesses;
  for (int i = 0; i < GuessLimit::kWrong; ++i) CHECK_FALSE(guesses.wrong("10.0.0.1", {0}));
  CHECK(guesses.wrong("10.0.0.1", {0}));
  CHECK_FALSE(guesses.wrong("10.0.0.2", {0}));
  CHECK_FALSE(guesses.wrong("10.0.0.1", {GuessLimit::kWindow_ms + 1}));
}

TEST_CASE("no cell of an export is a formula") {
  for (std::string_view text : {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"})
    CHECK(csv_cell(text).starts_with("\"'"));
  CHECK(csv_cell("a\"b\nc") == "\"a\"\"b c\"");
  CHECK(csv_cell("扶梯") == "\"扶梯\"");
}

TEST_CASE("ending answers those who wait instead of leaving them") {
  Served served;
  Device counter(*served.world.office, "xinghe", "counter", "C1");
  wire::PullRequest request;
  request.incarnation = counter.incarnation;
  request.at = served.world.clock.now;
  request.boot = {5};
  request.epoch = counter.answer.epoch;
  request.have = {1, 1, served.world.number("SELECT staff_version FROM mall WHERE id = 'xinghe'"), 1};
  request.wait_ms = 25'000;
  auto line = served.line();
  auto& key = served.world.office->keys().signing.public_key();
  auto first = wire::decode_pull_page(
      as_bytes(body(line.post("/v1/pull", as_text(wire::encode_pull_request(request, counter.key))))), key);
  REQUIRE(first.ok());
  request.cursor = first->block.header.cursor;
  request.check = first->check;
  std::string answer;
  std::thread waiting(
      [&] { answer = line.post("/v1/pull", as_text(wire::encode_pull_request(request, counter.key))); });
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  CHECK(served.world.office->bell().waiting() == 1);
  auto begun = std::chrono::steady_clock::now();
  served.server->stop();
  waiting.join();
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(3));
  CHECK(status(answer) == 200);
}
