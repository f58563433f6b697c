// A screen that shows something looks again whenever the device has news. A look that is news itself would
// then be answered by the next look, for ever.
#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>

#include "kiosk/app/engine_thread.h"
#include "tests/engine/bare_device.h"

using namespace redress;

namespace {

constexpr int kEndless = 20;  // looks
constexpr auto kRest = std::chrono::milliseconds(500);

struct Device : BareDevice {
  Device() { open(); }
  CaseCode register_case() {
    Draft draft;
    draft.event.id = engine->store().new_event_id();
    draft.event.code = make_case_code(random);
    draft.event.actor = {ActorKind::shopper, {}, {}, {}};
    draft.event.kind = "submitted";
    draft.event.body = Json::object().set("contact_type", "complaint").set("category", "hygiene");
    REQUIRE(engine->store().append(draft).ok());
    return *draft.event.code;
  }
};

// What a screen does: asks, shows the answer, and asks again when something changed since it asked.
class Watcher {
 public:
  explicit Watcher(Engine& engine) : desk_(engine, [this] { ring(); }) {}

  template <class Ask>
  int looks_until_rest(Ask ask) {
    for (int looks = 1; looks < kEndless; ++looks) {
      const auto seen = revision();
      auto asked = ask(desk_);
      REQUIRE(wait(std::chrono::seconds(60), [&] { return !asked.waiting(); }));
      CHECK((*asked.take()).ok());
      if (!wait(kRest, [&] { return revision() != seen; })) return looks;
    }
    return kEndless;
  }

 private:
  std::int64_t revision() const { return desk_.surroundings()->revision; }
  void ring() {
    std::lock_guard lock(guard_);
    bell_.notify_all();
  }
  template <class Until>
  bool wait(std::chrono::milliseconds most, Until until) {
    const auto end = std::chrono::steady_clock::now() + most;
    while (!until()) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::unique_lock lock(guard_);
      bell_.wait_for(lock, std::chrono::milliseconds(5));
    }
    return true;
  }
  std::mutex guard_;
  std::condition_variable bell_;
  EngineThread desk_;
};

}  // namespace

TEST_CASE("who looks at a case at every change comes to rest") {
  Device device;
  const auto code = device.register_case();
  Watcher watcher(*device.engine);
  CHECK(watcher.looks_until_rest([&](EngineThread& desk) { return desk.look_up(code, {}); }) < kEndless);
}

TEST_CASE("who asks for the same complaints at every change comes to rest") {
  Device device;
  Watcher watcher(*device.engine);
  CHECK(watcher.looks_until_rest([&](EngineThread& desk) { return desk.similar("hygiene", "xh-b101", {}); }) <
        kEndless);
}

TEST_CASE("what was done is news") {
  Device device;
  const auto code = device.register_case();
  Watcher watcher(*device.engine);
  CHECK(watcher.looks_until_rest([&](EngineThread& desk) {
    desk.note_scan(code, {});
    return desk.look_up(code, {});
  }) == kEndless);
}
