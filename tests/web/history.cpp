#include "tests/web/history.h"

#include <random>

#include "platform/linux/system_clock.h"

namespace redress::test {

namespace {

class Life {
 public:
  Life(PagesFixture& fixture, unsigned seed) : fixture_(fixture), dice_(seed) {}

  void live(int months, int cases_a_month) {
    auto now = fixture_.office().now();
    std::int64_t begin = now.ms - months * 30 * kDay_ms;
    for (int i = 0; i < months * cases_a_month; ++i) {
      set_clock(begin + i * 30 * kDay_ms / cases_a_month + roll(20) * kHour_ms);
      // Towards the end promises and prices are complained of more than usual.
      bool last = i >= (months - 1) * cases_a_month;
      one_case(last && roll(2) == 0 ? "price_promotion" : kCategories[roll(4)], now);
    }
    set_clock(now.ms);
  }

 private:
  static constexpr const char* kCategories[] = {"after_sales", "service_process", "facilities", "service_attitude"};
  static constexpr const char* kCauses[] = {"process", "process", "communication", "service", "product"};
  static constexpr const char* kChannels_used[] = {"kiosk", "kiosk", "kiosk", "phone", "counter"};

  int roll(int sides) { return static_cast<int>(dice_() % static_cast<unsigned>(sides)); }
  void set_clock(std::int64_t ms) { fixture_.pass(ms - fixture_.office().now().ms); }
  // False: not before today.
  bool wait(int most_hours, Instant today) {
    set_clock(fixture_.office().now().ms + (1 + roll(most_hours)) * kHour_ms);
    return fixture_.office().now() < today;
  }

  void one_case(const char* category, Instant today) {
    auto code = make_case_code(random_);
    auto type = roll(5) == 0 ? "enquiry" : "complaint";
    fixture_.submit(roll(3) == 0 ? "binjiang" : "xinghe", code,
                    R"({"contact_type":")" + std::string(type) + R"(","category":")" + category + R"(","channel":")" + kChannels_used[roll(5)] +
                        R"(","language":"zh-Hans","text":"一件"})");
    if (!wait(14, today)) return;
    fixture_.act(code, "acknowledge");
    fixture_.act(code, "assign", R"({"departments":["engineering"],"reason":"请处理"})");
    if (roll(12) == 0) fixture_.act(code, "escalate", R"({"role":"manager","reason":"久未处理"})");
    if (roll(15) == 0 || !wait(30, today)) return;
    fixture_.act(code, "investigate", R"({"cause_class":")" + std::string(kCauses[roll(5)]) + R"(","findings":"查过","validity":")" + (roll(6) ? "valid" : "need") + "\"}");
    if (!wait(80, today)) return;
    fixture_.act(code, "resolve", R"({"remedies":["repair"],"cost_fen":)" + std::to_string(roll(200) * 100) + R"(,"minutes":)" + std::to_string(10 + roll(90)) + "}");
    fixture_.act(code, "feed_back", R"({"text":"已经办好","way":"page"})");
    if (roll(3) == 0 || !wait(40, today)) return;
    if (roll(14) == 0) return fixture_.act_as_shopper(code, "dispute", R"({"reason":"not_solved","text":"没有好"})");
    fixture_.act_as_shopper(code, "confirm");
    fixture_.act_as_shopper(code, "rate", R"({"result":)" + std::to_string(roll(8) ? 4 + roll(2) : 2) + R"(,"attitude":5})");
  }

  PagesFixture& fixture_;
  std::mt19937 dice_;
  SystemRandom random_;
};

}  // namespace

void live_months(PagesFixture& fixture, int months, int cases_a_month, unsigned seed) { Life(fixture, seed).live(months, cases_a_month); }

}  // namespace redress::test
