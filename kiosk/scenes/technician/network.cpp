// Network test: how far head office is reached, step by step, and what to do about the step that breaks.
#include "core/text/time_words.h"
#include "kiosk/scenes/technician/probe_words.h"
#include "kiosk/scenes/technician/technician_scene.h"

namespace redress::technician {

namespace {

using ui::Mark;
using ui::Rect;

constexpr std::uint64_t kAgain_ms = 1'000;
constexpr float kGap = 14;

class NetworkTest final : public TechnicianScene {
 protected:
  std::string_view here_id() const override { return "nav:network"; }
  void opened(App& app) override {
    asked_ = app.desk().inspect_device();
    take(app);
  }
  std::uint64_t tick_at_ms() const override { return again_ms_; }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("test") || (again_ms_ && app.now_ms() >= again_ms_)) {
      look(app);
      return Step::redraw();
    }
    take(app);
    return Step::stay();
  }

  void content(ui::Canvas& c, Rect r, const App& app) const override {
    const auto& url = view_ ? view_->head_office : std::string();
    const bool busy = looking_.waiting();
    const ui::Button test{.id = "test",
                          .label = app.say(busy ? "nav.wait"_msg : "tech.network.test"_msg),
                          .look = ui::Look::filled,
                          .left = ui::Icon::network,
                          .off = busy || url.empty(),
                          .why = app.say(busy ? "nav.wait"_msg : "tech.probe.no_address"_msg)};
    Rect head = r.take_top(ui::size::staff_button, 14);
    ui::button(c, head.take_right(ui::button_width(c, test), 20), test);
    ui::heading(c, head, app.say("tech.nav.network"_msg));
    const ui::Card steps{.title = url.empty() ? app.say("tech.probe.no_address"_msg)
                                              : app.say("tech.network.address"_msg, {{"url", url}})};
    const auto lines = url.empty() ? std::vector<ProbeLine>() : probe_lines(app, report_);
    const float high = row_height(c) * static_cast<float>(lines.size());
    ui::Notice said{.body = {}, .type = ui::type::detail};
    if (report_ && !url.empty()) {
      said.tone = report_->broken ? ui::Tone::alert : ui::Tone::ok;
      said.body = report_->broken ? probe_fix(app, *report_->broken) : app.say("tech.probe.all_well"_msg);
    }
    const float said_high = said.body.empty() ? 0 : kGap + ui::notice_height(c, r.w - 2 * steps.pad_x, said);
    // No higher than what it holds: the panel of a kiosk is tall.
    Rect inside = ui::card(c, r.top_part(std::min(r.h, ui::card_height(c, steps, high + said_high))), steps);
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    for (const auto& line : lines) row(c, inside, app, line);
    if (!said.body.empty()) ui::notice(c, inside.below(kGap).top_part(0), said);
  }

 private:
  void look(App& app) {
    again_ms_ = 0;
    report_.reset();
    looking_ = app.desk().probe(view_->head_office);
    take(app);
  }

  void take(App& app) {
    if (auto view = asked_.take(); view && view->ok()) {
      view_ = std::move(**view);
      if (!view_->head_office.empty()) look(app);
    }
    auto report = looking_.take();
    if (!report) return;
    if (report->ok())
      report_ = std::move(**report);
    else if (report->error().code == Errc::busy)
      again_ms_ = app.now_ms() + kAgain_ms;
  }

  static float row_height(const ui::Canvas& c) {
    return c.line_height(ui::type::card) + c.line_height(ui::type::small) + (c.portrait() ? 44 : 16);
  }

  static void row(ui::Canvas& c, Rect& inside, const App& app, const ProbeLine& line) {
    Rect r = inside.take_top(row_height(c));
    c.fill(r.top_part(1), ui::Colour::rule);
    ui::state_mark(c, r.take_left(32, 18).centred(32, 32), line.mark);
    const auto state = mark_words(app, line.mark);
    c.text(r.take_right(c.measure(state, ui::type::card).w + 2, 16), state, ui::type::card, ui::Colour::ink,
           ui::Align::right);
    r = r.centred(r.w, c.line_height(ui::type::card) + c.line_height(ui::type::small) + 4);
    c.text(line.detail.empty() ? r : r.take_top(c.line_height(ui::type::card)), line.what, ui::type::card);
    if (!line.detail.empty()) c.text(r, line.detail, ui::type::small, ui::Colour::ink_soft);
  }

  Pending<TechnicianView> asked_;
  Pending<ProbeReport> looking_;
  std::optional<TechnicianView> view_;
  std::optional<ProbeReport> report_;
  std::uint64_t again_ms_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_network() {
  return std::make_unique<NetworkTest>();
}

}  // namespace redress::technician
