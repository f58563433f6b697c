#include "kiosk/scenes/shopper/rating_rows.h"

namespace redress::shopper {

namespace {

constexpr const char* kWhat[] = {"speed", "result", "attitude"};

}  // namespace

void RatingRows::draw(ui::Canvas& c, const ui::Rect& r, const App& app) const {
  ui::Rect rest = r;
  c.rule(rest.take_top(2));
  for (std::size_t i = 0; i < 3; ++i)
    ui::rating(c, rest.take_top(104), {.id = std::string("rate:") + kWhat[i], .label = app.words().text_of("status.rate", kWhat[i]), .value = values_[i]});
}

bool RatingRows::on(const ui::UiEvent& event) {
  for (std::size_t i = 0; i < 3; ++i) {
    const auto n = event.tapped_after(std::string("rate:") + kWhat[i] + ":");
    if (n.size() != 1 || n[0] < '1' || n[0] > '5') continue;
    const int value = n[0] - '0';
    values_[i] = values_[i] == value ? 0 : value;
    return true;
  }
  return false;
}

Json RatingRows::fields() const {
  Json out = Json::object();
  for (std::size_t i = 0; i < 3; ++i)
    if (values_[i] > 0) out.set(kWhat[i], values_[i]);
  return out;
}

}  // namespace redress::shopper
