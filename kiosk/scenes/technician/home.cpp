// 50 Home: the state of this device in tiles, and the proof that no complaint is lost.
#include <algorithm>

#include "kiosk/scenes/technician/home_tiles.h"
#include "kiosk/scenes/technician/technician_scene.h"

namespace redress::technician {

namespace {

using ui::Icon;
using ui::Mark;
using ui::Rect;

class Home final : public TechnicianScene {
 protected:
  std::string_view here_id() const override { return "nav:home"; }
  void opened(App& app) override { ask(app); }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("sync")) {
      app.desk().sync_now();
      return Step::redraw();
    }
    if (event.tapped("check")) {
      ask(app);
      return Step::redraw();
    }
    take();
    return Step::stay();
  }

  void content(ui::Canvas& c, Rect r, const App& app) const override {
    auto all = view_ ? state_tiles(app, *view_, {c.area().w * c.scale(), c.area().h * c.scale()}) : std::vector<ui::StateTile>();
    // Portrait is read from above: what is wrong comes first there.
    if (c.portrait()) std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return grave(a.mark) > grave(b.mark); });
    Rect head = r.take_top(ui::size::staff_button, 14);
    const ui::Button check{.id = "check", .label = app.say("tech.home.check"_msg), .left = Icon::bolt};
    const ui::Button sync{.id = "sync", .label = app.say("sync.now"_msg), .left = Icon::sync};
    ui::button(c, head.take_right(ui::button_width(c, check), 12), check);
    ui::button(c, head.take_right(ui::button_width(c, sync), 20), sync);
    const float title_end = ui::heading(c, head, app.say("tech.home.title"_msg));
    const bool beside = !c.portrait() && title_end + 28 + counts_width(c, all, app) <= head.right();
    counts(c, beside ? head.after(title_end + 28 - head.x) : r.take_top(40, 14), all, app);
    const auto& sync_state = app.here().sync;
    // Said only when the numbers prove it.
    const bool proven = sync_state.confirmed + sync_state.waiting + sync_state.refused >= sync_state.registered;
    const auto none_lost = app.say("tech.none_lost"_msg, {{"a", sync_state.registered}, {"b", sync_state.confirmed}, {"c", sync_state.waiting}});
    const ui::Notice proof{.tone = proven ? ui::Tone::ok : ui::Tone::alert, .body = proven ? none_lost : app.say("tech.storage.check.bad"_msg), .type = ui::type::detail};
    ui::notice(c, r.take_bottom(ui::notice_height(c, r.w, proof), 16), proof);
    const int across = c.portrait() ? 2 : 4, down = (static_cast<int>(all.size()) + across - 1) / across;
    const float high = (r.h - 16 * static_cast<float>(down - 1)) / static_cast<float>(down);
    for (std::size_t i = 0; i < all.size(); ++i) ui::state_tile(c, ui::grid_cell(r, static_cast<int>(i), across, high, 16, 16), all[i]);
  }

 private:
  void ask(App& app) {
    asked_ = app.desk().inspect_device();
    take();
  }
  void take() {
    if (auto answer = asked_.take(); answer && answer->ok()) view_ = std::move(**answer);
  }

  static int grave(Mark mark) { return mark == Mark::fault ? 2 : mark == Mark::attention ? 1 : 0; }

  struct Count {
    Mark mark;
    std::string words;
  };
  static std::vector<Count> counts_of(const std::vector<ui::StateTile>& all, const App& app) {
    std::vector<Count> out;
    const auto say = [&](Mark mark, MessageKey key) {
      const auto n = std::count_if(all.begin(), all.end(), [&](const auto& t) { return t.mark == mark; });
      if (n > 0) out.push_back({mark, app.say(key, {{"n", std::int64_t{n}}})});
    };
    say(Mark::fault, "tech.home.faults"_msg);
    say(Mark::attention, "tech.home.attention"_msg);
    say(Mark::waiting, "tech.home.waiting"_msg);
    say(Mark::ok, "tech.home.ok"_msg);
    say(Mark::off, "tech.home.off"_msg);
    return out;
  }
  static float counts_width(const ui::Canvas& c, const std::vector<ui::StateTile>& all, const App& app) {
    float wide = 0;
    for (const auto& count : counts_of(all, app)) wide += 34 + c.measure(count.words, ui::type::item).w + 26;
    return wide;
  }
  static void counts(ui::Canvas& c, Rect r, const std::vector<ui::StateTile>& all, const App& app) {
    for (const auto& count : counts_of(all, app)) r = r.after(ui::state_words(c, r, count.mark, count.words) + 26);
  }

  Pending<TechnicianView> asked_;
  std::optional<TechnicianView> view_;
};

}  // namespace

std::unique_ptr<Scene> make_home() { return std::make_unique<Home>(); }

}  // namespace redress::technician
