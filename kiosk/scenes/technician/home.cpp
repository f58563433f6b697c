// 50 Home: the state of this device in tiles, and the proof that no complaint is lost.
#include <algorithm>

#include "core/text/dates.h"
#include "kiosk/scenes/technician/probe_words.h"
#include "kiosk/scenes/technician/technician_scene.h"

namespace redress::technician {

namespace {

using ui::Icon;
using ui::Mark;
using ui::Rect;

constexpr std::int64_t kLow_bytes = 1'000'000'000, kVery_low_bytes = 200'000'000;

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
    auto all = tiles(app);
    // Portrait is read from above: what is wrong comes first there.
    if (c.portrait()) std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return grave(a.mark) > grave(b.mark); });
    Rect head = r.take_top(ui::size::staff_button, 14);
    const ui::Button check{.id = "check", .label = app.say("tech.home.check"_msg), .left = Icon::bolt};
    const ui::Button sync{.id = "sync", .label = app.say("sync.now"_msg), .left = Icon::sync};
    ui::button(c, head.take_right(ui::button_width(c, check), 12), check);
    ui::button(c, head.take_right(ui::button_width(c, sync), 20), sync);
    ui::heading(c, head, app.say("tech.home.title"_msg));
    counts(c, r.take_top(40, 14), all, app);
    const auto& sync_state = app.here().sync;
    // Said only when the numbers prove it.
    const bool proven = sync_state.confirmed + sync_state.waiting + sync_state.refused >= sync_state.registered;
    const auto none_lost = app.say("tech.none_lost"_msg, {{"a", sync_state.registered}, {"b", sync_state.confirmed}, {"c", sync_state.waiting}});
    const ui::Notice proof{.tone = proven ? ui::Tone::ok : ui::Tone::alert, .body = proven ? none_lost : app.say("tech.storage.check.bad"_msg), .type = ui::type::detail};
    ui::notice(c, r.take_bottom(ui::notice_height(c, r.w, proof), 16), proof);
    const int across = c.portrait() ? 2 : 3, down = (static_cast<int>(all.size()) + across - 1) / across;
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

  static ui::StateTile tile(const App& app, Icon icon, MessageKey name, Mark mark, std::string headline, std::string detail) {
    ui::StateTile out;
    out.icon = icon;
    out.name = app.say(name);
    out.mark = mark;
    out.state_word = mark_words(app, mark);
    out.headline = std::move(headline);
    out.detail = std::move(detail);
    return out;
  }

  ui::StateTile identity(const App& app) const {
    const auto phase = app.here().sync.phase;
    Mark mark = Mark::ok;
    auto words = app.say("tech.identity.enrolled"_msg);
    if (!app.here().provisioned) mark = Mark::fault, words = app.say("tech.identity.none"_msg);
    else if (phase == SyncPhase::revoked) mark = Mark::fault, words = app.say("tech.identity.revoked"_msg);
    else if (!view_->approved) mark = Mark::attention, words = app.say("tech.identity.pending"_msg);
    return tile(app, Icon::id_card, "tech.tile.identity"_msg, mark, words, app.say("tech.identity.fingerprint"_msg, {{"f", view_->fingerprint}}));
  }

  ui::StateTile head_office(const App& app) const {
    const auto& sync = app.here().sync;
    std::string detail;
    if (sync.last_success) detail = app.say("tech.head.last"_msg, {{"t", moment_words(app, *sync.last_success)}});
    Mark mark = sync.last_success ? Mark::ok : Mark::waiting;
    auto words = app.say("tech.head.confirmed"_msg, {{"n", group_digits(sync.confirmed)}});
    if (sync.refused > 0) mark = Mark::fault, words = app.say("tech.head.refused"_msg, {{"n", sync.refused}});
    return tile(app, Icon::cloud, "tech.tile.head_office"_msg, mark, words, detail);
  }

  ui::StateTile network(const App& app) const {
    const bool down = app.here().sync.phase == SyncPhase::offline || app.here().sync.phase == SyncPhase::never;
    return tile(app, Icon::network, "tech.tile.network"_msg, down ? Mark::attention : Mark::ok, app.say(down ? "tech.network.down"_msg : "tech.network.up"_msg),
                view_->head_office);
  }

  ui::StateTile queue(const App& app) const {
    const auto& sync = app.here().sync;
    const auto age_ms = sync.oldest_waiting ? app.now() - *sync.oldest_waiting : 0;
    const Mark mark = sync.waiting == 0 ? Mark::ok : age_ms > kDay_ms ? Mark::fault : age_ms > kHour_ms ? Mark::attention : Mark::waiting;
    const auto detail = sync.oldest_waiting ? app.say("tech.queue.oldest"_msg, {{"t", moment_words(app, *sync.oldest_waiting)}}) : app.say("tech.queue.empty"_msg);
    return tile(app, Icon::sync, "tech.tile.queue"_msg, mark, app.say("tech.queue.count"_msg, {{"n", sync.waiting}}), detail);
  }

  ui::StateTile printer(const App& app) const {
    const auto words = printer_words(app, app.here().printer);
    return tile(app, Icon::print, "tech.tile.printer"_msg, words.mark, words.state, view_->printer_address);
  }

  ui::StateTile scanner(const App& app) const {
    const bool there = app.here().has_scanner;
    return tile(app, Icon::scan, "tech.tile.scanner"_msg, there ? Mark::ok : Mark::attention, app.say(there ? "tech.scanner.ok"_msg : "tech.scanner.none"_msg), view_->scanner_address);
  }

  ui::StateTile storage(const App& app) const {
    const auto record = app.here().record;
    const bool broken = record == RecordState::full || record == RecordState::failed;
    const Mark mark = broken || view_->free_bytes < kVery_low_bytes ? Mark::fault : view_->free_bytes < kLow_bytes ? Mark::attention : Mark::ok;
    return tile(app, Icon::store, "tech.tile.storage"_msg, mark, app.say("tech.stick.free"_msg, {{"size", gigabytes(view_->free_bytes)}}),
                app.say("tech.storage.cases"_msg, {{"n", group_digits(view_->cases)}, {"m", group_digits(view_->events)}}));
  }

  ui::StateTile clock(const App& app) const {
    if (!app.here().clock_trusted) return tile(app, Icon::clock, "tech.tile.clock"_msg, Mark::fault, clock_words(app.local(app.now())),
                                               app.say("tech.clock.untrusted"_msg) + "\n" + app.say("tech.clock.battery"_msg));
    if (!view_->clock_measured) return tile(app, Icon::clock, "tech.tile.clock"_msg, Mark::waiting, app.say("tech.clock.never"_msg), {});
    const auto clock = offset_words(app, view_->clock_offset_ms);
    return tile(app, Icon::clock, "tech.tile.clock"_msg, clock.mark, clock.words, clock.mark == Mark::ok ? std::string() : app.say("tech.clock.corrected"_msg));
  }

  ui::StateTile version(const App& app) const {
    return tile(app, Icon::chip, "tech.tile.version"_msg, Mark::ok, app.say("tech.version.is"_msg, {{"version", view_->version}}),
                app.say("tech.version.policy"_msg, {{"version", view_->policy_version}}) + "\n" + app.say("tech.version.site"_msg, {{"version", view_->site_version}}));
  }

  static int grave(Mark mark) { return mark == Mark::fault ? 2 : mark == Mark::attention ? 1 : 0; }

  std::vector<ui::StateTile> tiles(const App& app) const {
    if (!view_) return {};
    return {identity(app), head_office(app), network(app), queue(app), printer(app), scanner(app), storage(app), clock(app), version(app)};
  }

  static void counts(ui::Canvas& c, Rect r, const std::vector<ui::StateTile>& all, const App& app) {
    const auto say = [&](Mark mark, MessageKey key) {
      const auto n = std::count_if(all.begin(), all.end(), [&](const auto& t) { return t.mark == mark; });
      if (n == 0) return;
      const float used = ui::state_words(c, r, mark, app.say(key, {{"n", std::int64_t{n}}}));
      r = r.after(used + 26);
    };
    say(Mark::fault, "tech.home.faults"_msg);
    say(Mark::attention, "tech.home.attention"_msg);
    say(Mark::waiting, "tech.home.waiting"_msg);
    say(Mark::ok, "tech.home.ok"_msg);
    say(Mark::off, "tech.home.off"_msg);
  }

  Pending<TechnicianView> asked_;
  std::optional<TechnicianView> view_;
};

}  // namespace

std::unique_ptr<Scene> make_home() { return std::make_unique<Home>(); }

}  // namespace redress::technician
