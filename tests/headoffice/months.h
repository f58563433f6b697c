// A kiosk and two counters that live through random months, for tests of what reports make of them.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/headoffice/kit.h"

namespace redress::headoffice::test {

inline constexpr Instant kFirst{1'780'200'000'000};  // 31 May 2026, 12:00 in Hangzhou

inline Json object(const std::string& text) {
  auto json = parse_json(text);
  REQUIRE(json.ok());
  return *json;
}

// What happens to a case and when is up to the dice.
struct Months {
  Months(Office& office, unsigned seed)
      : kiosk(office, "xinghe", "kiosk", "K1"), counters{Device(office, "xinghe", "counter", "C1"), Device(office, "binjiang", "counter", "C2")},
        dice(seed) {
    for (int i = 0; i < 40; ++i) codes.push_back(begin(i));
    for (int round = 0; round < 6; ++round)
      for (auto code : codes) go_on(code);
  }
  int roll(int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); }

  CaseCode begin(int i) {
    static const char* types[] = {"complaint", "complaint", "complaint", "enquiry"};
    static const char* categories[] = {"service_attitude", "after_sales", "facilities"};
    auto code = make_case_code(random);
    auto body = object(R"({"contact_type":")" + std::string(types[roll(4)]) + R"(","category":")" + categories[roll(3)] +
                       R"(","language":"zh-Hans"})");
    if (roll(3) == 0) body.set("channel", "phone").set("source", "internal");
    kiosk.at = kFirst + (i * 2 + roll(2)) * kDay_ms + roll(86'400) * kSecond_ms;
    kiosk.write(code, "submitted", body, shopper());
    times[code] = kiosk.at;
    return code;
  }

  void go_on(CaseCode code) {
    struct Act {
      const char *kind, *body;
      bool of_shopper;
    };
    static const Act acts[] = {
        {"acknowledged", "{}", false},
        {"assigned", R"({"departments":["engineering"],"person":"1001"})", false},
        {"investigated", R"({"cause_class":"process","validity":"valid","complexity":"simple","outside_party":"supplier"})", false},
        {"resolved", R"({"remedies":["repair"],"cost_fen":12345,"minutes":35,"staff_fault":"warned"})", false},
        {"replied", R"({"text":"在查"})", false},
        {"fed_back", R"({"text":"好了"})", false},
        {"confirmed", "{}", true},
        {"disputed", R"({"reason":"not_done"})", true},
        {"rated", R"({"result":4,"attitude":5})", true},
        {"rated", R"({"result":2})", false},
        {"paused", R"({"reason":"supplier"})", false},
        {"resumed", "{}", false},
        {"escalated", R"({"role":"manager"})", false},
        {"noted", "{}", false},
        {"linked", nullptr, false},
        {"unlinked", nullptr, false},
    };
    // Mostly the way a case goes, sometimes anything.
    auto& step = steps[code];
    const auto& act = acts[roll(3) ? std::min(step++, 6) : roll(static_cast<int>(std::size(acts)))];
    auto body = object(act.body ? act.body : "{}");
    if (!act.body) body.set("other", to_compact(codes[static_cast<std::size_t>(roll(5))])), body.set("relation", "repeat");
    auto& at = times[code];
    at = at + roll(roll(6) ? 12 * 3600 : 20 * 86'400) * kSecond_ms;
    auto& device = counters[static_cast<std::size_t>(roll(8) == 0)];
    device.at = at;
    device.write(code, act.kind, body, act.of_shopper ? shopper() : author(act.kind));
    if (std::string_view(act.kind) != "resolved" || roll(2)) return;
    device.at = at = at + kHour_ms;
    device.write(code, "reviewed", Json::object().set("verdict", roll(3) ? "upheld" : "faulty"), author("reviewed"));
  }

  // Results are given by two people, neither of them always the owner, and reviewed by a manager.
  Actor author(std::string_view kind) {
    if (kind == "reviewed") return staff("1005", Role::manager);
    return kind == "resolved" && roll(2) ? staff("1003", Role::handler) : staff("1001", Role::service);
  }

  std::vector<Bytes> pieces() {
    std::vector<Bytes> out;
    for (auto* device : {&kiosk, &counters[0], &counters[1]})
      for (std::size_t i = 0; i < device->log.size(); i += 3) out.push_back(device->batch(i, std::min(i + 3, device->log.size())));
    return out;
  }

  Device kiosk, counters[2];
  std::mt19937 dice;
  SystemRandom random;
  std::vector<CaseCode> codes;
  std::map<CaseCode, Instant> times;
  std::map<CaseCode, int> steps;
};

}  // namespace redress::headoffice::test
