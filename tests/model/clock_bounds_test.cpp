// A clock is a stranger's word: any 64-bit number may stand where one is told (decision 6).
#include "core/model/clock_bounds.h"

#include <doctest/doctest.h>

#include <random>

#include "core/model/intake.h"

using namespace redress;

namespace {

constexpr Instant kNow{1'790'000'000'000};

std::vector<std::int64_t> numbers() {
  std::vector<std::int64_t> out{0, 1, -1, kClock_off_max_ms, -kClock_off_max_ms, kNow.ms};
  for (auto end : {INT64_MIN, INT64_MAX, -kNow.ms, kNow.ms - kClock_off_max_ms, kNow.ms + kClock_off_max_ms})
    for (std::int64_t step = -2; step <= 2; ++step)
      if (std::int64_t sum = 0; !__builtin_add_overflow(end, step, &sum)) out.push_back(sum);
  std::mt19937_64 random(7);
  for (int i = 0; i < 2000; ++i) out.push_back(static_cast<std::int64_t>(random()) >> (random() % 63));
  return out;
}

Event measured(std::int64_t offset_ms) {
  Event event;
  event.kind = device_event::clock_measured;
  event.actor.kind = ActorKind::head_office;
  event.body.set("incarnation", to_text(Uuid{})).set("boot", to_base64url(BootId{1}));
  event.body.set("offset_ms", offset_ms);
  return event;
}

}  // namespace

TEST_CASE("a clock counts only within twenty-one years of the truth, whatever 64 bits say") {
  for (auto number : numbers()) {
    CAPTURE(number);
    // The distance in 128 bits is what is meant.
    __extension__ using Wide = __int128;
    auto far = Wide(kNow.ms) - number;
    bool near = far <= kClock_off_max_ms && far >= -kClock_off_max_ms;
    CHECK(clock_may_say({number}, kNow) == near);
    CHECK(clock_may_say(kNow, {number}) == near);
    bool small = Wide(number) <= kClock_off_max_ms && Wide(number) >= -kClock_off_max_ms;
    CHECK(measured_clock(measured(number)).has_value() == small);
  }
  auto by_device = measured(5);
  by_device.actor.kind = ActorKind::device;
  CHECK_FALSE(measured_clock(by_device));
}

TEST_CASE("an event with any 64-bit numbers is read or refused, and what is read can be counted with") {
  Event event;
  event.seq = 1;
  event.kind = "submitted";
  event.code = CaseCode{1};
  event.actor.kind = ActorKind::shopper;
  for (auto number : numbers()) {
    CAPTURE(number);
    event.at = {number};
    event.monotonic_ms = number;
    auto promised = Json::object().set("first_answer", number).set("resolve", number);
    event.body =
        Json::object().set("contact_type", "complaint").set("category", "other").set("promised", promised);
    auto read = parse_event(serialise(event));
    auto date = promised_date(event.body, "first_answer");
    if (date) CHECK((date->ms >= 1'577'836'800'000 && date->ms < 4'102'444'800'000));  // 2020 to 2100
    if (!read.ok()) continue;
    CHECK(read->monotonic_ms >= 0);
    for (auto offset_ms : {-kClock_off_max_ms, kClock_off_max_ms})
      CHECK((read->at + offset_ms) - offset_ms == read->at);
  }
  for (auto number : {INT64_MIN, std::int64_t{-1}, INT64_MAX}) {
    event.at = kNow;
    event.monotonic_ms = number;
    auto read = parse_event(serialise(event));
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().what.starts_with("mono:"));
  }
}
