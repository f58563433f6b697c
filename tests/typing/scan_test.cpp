#include <doctest/doctest.h>
#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <random>

#include "kiosk/ui/key_codes.h"
#include "kiosk/ui/text_entry.h"
#include "platform/scan/serial_scanner.h"
#include "platform/scan/scan_screen.h"
#include "platform/scan/wedge_filter.h"

using namespace redress;

namespace {

// What a keyboard sends: a key event and its text for each character.
struct Keys {
  std::vector<InputEvent> events;
  std::uint64_t at_ms = 1000;

  void press(char c) {
    InputEvent key;
    key.kind = InputEvent::Kind::key_down;
    key.at_ms = at_ms;
    key.key = c == '\n' ? ui::keys::enter : c == '\b' ? ui::keys::backspace : c >= 'A' && c <= 'Z' ? c + 32 : c;
    events.push_back(key);
    if (c == '\n' || c == '\b') return;
    InputEvent text = key;
    text.kind = InputEvent::Kind::text;
    text.key = 0;
    text.text = std::string(1, c);
    events.push_back(text);
  }
};

void handle(ui::TextEntry& entry, std::vector<std::string>& scans, const std::vector<InputEvent>& events) {
  for (const InputEvent& e : events) {
    if (e.kind == InputEvent::Kind::scan) scans.push_back(e.text);
    if (e.kind == InputEvent::Kind::text) entry.hardware_text(e.text);
    if (e.kind == InputEvent::Kind::key_down) entry.hardware_key(e.key, e.modifiers);
  }
}

void play(ui::TextEntry& entry, std::vector<std::string>& scans, const std::vector<InputEvent>& events) {
  WedgeFilter filter;
  for (const InputEvent& e : events) {
    while (auto due = filter.deadline()) {
      if (*due >= static_cast<std::int64_t>(e.at_ms)) break;
      handle(entry, scans, filter.tick(*due));
    }
    handle(entry, scans, filter.on(e));
  }
  while (auto due = filter.deadline()) handle(entry, scans, filter.tick(*due));
}

}  // namespace

TEST_CASE("a scan in mid-word changes neither the field nor its undo, and every scan arrives") {
  const std::vector<std::string> codes = {"HTTPS://XINGHE.EXAMPLE/C/7K3QF8M2X9TJ", "7K3Q-F8M2-X9TJ", "7k3qf8m2x9tj",
                                          "http://binjiang.example/c/4HMASW9NF6YE", "STAFF-1001-77"};
  const std::string alphabet = "abcdefghijklmnopqrstuvwxyz ABC0123456789.,-/:\b\n";
  for (unsigned seed = 0; seed < 400; ++seed) {
    std::mt19937 random(seed);
    auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    Keys alone, mixed;
    std::vector<std::string> sent;
    for (unsigned i = 0, count = 10 + below(40); i < count; ++i) {
      unsigned gap = 60 + below(240);
      char c = alphabet[below(static_cast<unsigned>(alphabet.size()))];
      alone.at_ms += gap;
      mixed.at_ms += gap;
      alone.press(c);
      mixed.press(c);
      if (below(8) != 0) continue;
      std::string code = codes[below(static_cast<unsigned>(codes.size()))];
      bool ours = code[0] != 'S';
      mixed.at_ms += (ours ? 8 : 36) + below(200);  // one of ours may come right behind a person's key
      unsigned pace = 1 + below(16);
      for (char s : code) {
        mixed.press(s);
        mixed.at_ms += pace + below(3);
      }
      if (!ours || below(3) != 0) mixed.press('\n');
      else mixed.at_ms += 100;
      sent.push_back(code);
    }
    ui::TextEntry a(nullptr, ui::TextRules::story(), ui::TypingLanguage::english);
    ui::TextEntry b(nullptr, ui::TextRules::story(), ui::TypingLanguage::english);
    std::vector<std::string> none, scans;
    play(a, none, alone.events);
    play(b, scans, mixed.events);
    CAPTURE(seed);
    CHECK(none.empty());
    CHECK(scans == sent);
    CHECK(b.value() == a.value());
    REQUIRE(b.edit().undo_steps() == a.edit().undo_steps());
    while (a.edit().undo_steps() > 0) {
      a.edit().undo();
      b.edit().undo();
      REQUIRE(b.value() == a.value());
    }
  }
}

TEST_CASE("a person's key is held back 51 ms at most and other events come after it") {
  WedgeFilter filter;
  Keys keys;
  keys.press('a');
  CHECK(filter.on(keys.events[0]).empty());
  CHECK(filter.on(keys.events[1]).empty());
  REQUIRE(filter.deadline());
  CHECK(*filter.deadline() - 1000 <= 51);
  InputEvent touch;
  touch.kind = InputEvent::Kind::touch_down;
  touch.at_ms = 1010;
  auto out = filter.on(touch);
  REQUIRE(out.size() == 3);
  CHECK(out[1].text == "a");
  CHECK(out[2].kind == InputEvent::Kind::touch_down);
  CHECK_FALSE(filter.deadline());
  InputEvent han;
  han.kind = InputEvent::Kind::text;
  han.text = "我们";
  CHECK(filter.on(han).size() == 1);
}

TEST_CASE("fast keys without the form of a scan are a person's after a silence, with Enter they are a scan") {
  WedgeDetector detector;
  std::int64_t at_ms = 0;
  for (char c : std::string("abcdefgh")) CHECK(detector.feed(std::string(1, c), at_ms += 5).empty());
  CHECK(detector.tick(at_ms + 80).empty());
  CHECK(detector.tick(at_ms + 81).typed == "abcdefgh");
  for (char c : std::string("abcdefgh")) CHECK(detector.feed(std::string(1, c), at_ms += 5).empty());
  auto out = detector.feed("\n", at_ms += 5);
  CHECK(out.scan == "abcdefgh");
  CHECK(detector.feed("\n", at_ms += 1).empty());  // CR LF
  CHECK(detector.feed("\n", at_ms += 200).typed == "\n");
  for (char c : std::string("abcde")) CHECK(detector.feed(std::string(1, c), at_ms += 5).empty());
  out = detector.feed("\n", at_ms += 5);
  CHECK_FALSE(out.scan);
  CHECK(out.typed == "abcde\n");
}

namespace {

struct Heard {
  std::mutex mutex;
  std::condition_variable more;
  std::vector<std::string> scans;

  void add(std::string scan) {
    std::lock_guard lock(mutex);
    scans.push_back(std::move(scan));
    more.notify_all();
  }
  bool wait_for(std::size_t count) {
    std::unique_lock lock(mutex);
    return more.wait_for(lock, std::chrono::seconds(5), [&] { return scans.size() >= count; });
  }
};

void send(int fd, std::string_view text) { REQUIRE(write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size())); }

}  // namespace

TEST_CASE("a serial scanner gives one string a line, drops overlong ones and comes back after unplugging") {
  int master = -1, slave = -1;
  char name[128];
  REQUIRE(openpty(&master, &slave, name, nullptr, nullptr) == 0);
  std::string link = "/tmp/redress-scanner-test." + std::to_string(getpid());
  unlink(link.c_str());
  REQUIRE(symlink(name, link.c_str()) == 0);
  Heard heard;
  SerialScanner scanner(link);
  scanner.start([&](std::string scan) { heard.add(std::move(scan)); });
  for (int i = 0; i < 100 && !scanner.connected(); ++i) usleep(20'000);
  REQUIRE(scanner.connected());
  close(slave);
  send(master, "HTTPS://X.EXAMPLE/C/7K3Q");
  send(master, "F8M2X9TJ\r\n\r");
  send(master, std::string(300, 'A') + "\r" + std::string(256, 'B') + "\n");
  REQUIRE(heard.wait_for(2));
  CHECK(heard.scans[0] == "HTTPS://X.EXAMPLE/C/7K3QF8M2X9TJ");
  CHECK(heard.scans[1] == std::string(256, 'B'));

  send(master, "half a scan");
  close(master);  // unplugged in the middle of a line
  for (int i = 0; i < 100 && scanner.connected(); ++i) usleep(20'000);
  REQUIRE_FALSE(scanner.connected());
  REQUIRE(openpty(&master, &slave, name, nullptr, nullptr) == 0);
  unlink(link.c_str());
  REQUIRE(symlink(name, link.c_str()) == 0);
  for (int i = 0; i < 100 && !scanner.connected(); ++i) usleep(20'000);
  REQUIRE(scanner.connected());
  send(master, "7K3Q-F8M2-X9TJ\n");
  REQUIRE(heard.wait_for(3));
  CHECK(heard.scans[2] == "7K3Q-F8M2-X9TJ");
  scanner.stop();
  scanner.stop();
  unlink(link.c_str());
  close(master);
  close(slave);
}

namespace {

struct StillClock : Clock {
  Instant wall() const override { return {0}; }
  std::int64_t monotonic_ms() const override { return now_ms; }
  BootId boot() const override { return {}; }
  mutable std::int64_t now_ms = 1000;
};

// Waiting lets the time pass.
struct ScriptedScreen : Screen {
  explicit ScriptedScreen(StillClock& c) : clock(c) {}
  PixelBuffer pixels() override { return {}; }
  Status present(const std::vector<PixelRect>&) override { return {}; }
  bool wait(InputEvent& event, int timeout_ms) override {
    REQUIRE(timeout_ms >= 0);
    const std::int64_t end_ms = clock.now_ms + timeout_ms;
    if (next < events.size() && static_cast<std::int64_t>(events[next].at_ms) <= end_ms) {
      event = events[next++];
      clock.now_ms = std::max(clock.now_ms, static_cast<std::int64_t>(event.at_ms));
      return true;
    }
    clock.now_ms = end_ms;
    return false;
  }
  void wake() override {}
  StillClock& clock;
  std::vector<InputEvent> events;
  std::size_t next = 0;
};

struct FakeScanner : Scanner {
  void start(std::function<void(std::string)> on_scan) override { heard = std::move(on_scan); }
  void stop() override { heard = nullptr; }
  std::function<void(std::string)> heard;
};

}  // namespace

TEST_CASE("behind the scan screen there are scans and a person's keys, and a single key waits for nobody") {
  StillClock clock;
  ScriptedScreen screen(clock);
  Keys keys;
  keys.press('x');
  keys.at_ms += 300;
  for (char c : std::string("7K3Q-F8M2-X9TJ")) {
    keys.press(c);
    keys.at_ms += 4;
  }
  keys.press('\n');
  screen.events = keys.events;
  auto owned = std::make_unique<FakeScanner>();
  FakeScanner& scanner = *owned;
  ScanScreen scans(screen, clock, true, std::move(owned));
  InputEvent event;
  REQUIRE(scans.wait(event, 5000));
  CHECK(event.kind == InputEvent::Kind::key_down);
  CHECK(clock.now_ms == 1051);
  REQUIRE(scans.wait(event, 0));
  CHECK(event.text == "x");
  CHECK_FALSE(scans.wait(event, 100));
  REQUIRE(scans.wait(event, 5000));
  CHECK(event.kind == InputEvent::Kind::scan);
  CHECK(event.text == "7K3Q-F8M2-X9TJ");
  scanner.heard("HTTPS://X.EXAMPLE/C/7K3QF8M2X9TJ");
  REQUIRE(scans.wait(event, 0));
  CHECK(event.text == "HTTPS://X.EXAMPLE/C/7K3QF8M2X9TJ");
  CHECK_FALSE(scans.wait(event, 1000));
}
