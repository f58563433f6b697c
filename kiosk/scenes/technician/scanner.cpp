// Scanner test: shows what was read, never stores it.
#include <algorithm>

#include "core/model/case_code.h"
#include "kiosk/scenes/technician/technician_scene.h"

namespace redress::technician {

namespace {

constexpr std::size_t kShown = 60;
constexpr float kRead_high = 330;  // of the longest reading

class ScannerTest final : public TechnicianScene {
 protected:
  std::string_view here_id() const override { return "nav:scanner"; }
  void closing() override { forget(); }

  Step on(const ui::UiEvent& event, App&) override {
    if (event.kind != ui::UiEvent::Kind::scan) return Step::stay();
    forget();
    read_ = event.text.size();
    const auto code = parse_scanned_code(event.text);
    if (code.ok()) code_ = to_grouped(*code);
    // Only what can be printed on any screen is echoed: the rest of a scan could be anything.
    for (char ch : event.text.substr(0, kShown)) echo_ += ch >= 0x20 && ch < 0x7f ? ch : '.';
    return Step::redraw();
  }

  void content(ui::Canvas& c, ui::Rect r, const App& app) const override {
    ui::heading(c, r.take_top(ui::size::staff_button, 14), app.say("tech.nav.scanner"_msg));
    const ui::Card read{.pad_x = 40, .pad_y = 36};
    ui::Rect inside = ui::card(c, r.top_part(std::min(r.h, ui::card_height(c, read, kRead_high))), read);
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const bool there = app.here().has_scanner;
    const auto state = there ? ui::Mark::ok : ui::Mark::attention;
    ui::state_words(c, inside.take_top(40, 20), state, app.say(there ? "tech.scanner.ok"_msg : "tech.scanner.none"_msg), ui::type::card);
    inside.take_top(lines(c, inside, app.say("tech.scanner.echo"_msg), ui::type::item, ui::Colour::ink_soft), 30);
    if (read_ == 0) return;
    inside.take_top(lines(c, inside, app.say("tech.scanner.read"_msg, {{"n", read_}}), ui::type::heading), 16);
    inside.take_top(lines(c, inside, echo_, ui::type::staff_code), 20);
    lines(c, inside, code_.empty() ? app.say("tech.scanner.not_code"_msg) : app.say("tech.scanner.code"_msg, {{"code", code_}}), ui::type::card);
  }

 private:
  void forget() {
    echo_.clear();
    code_.clear();
    read_ = 0;
  }
  std::string echo_, code_;
  std::size_t read_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_scanner() { return std::make_unique<ScannerTest>(); }

}  // namespace redress::technician
