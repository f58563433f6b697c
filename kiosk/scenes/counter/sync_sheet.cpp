// The sheet behind the sync chip: what waits, what head office last confirmed, try now.
#include "core/text/time_words.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Rect;

class SyncSheet final : public StaffScene {
 public:
  bool overlay() const override { return true; }

 protected:
  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("dialog:close")) return Step::back();
    if (event.tapped("sync_now")) {
      app.desk().sync_now();
      return Step::redraw();
    }
    return Step::stay();
  }

  void content(Canvas& c, const Rect&, const App& app) const override {
    const auto lines = facts(app);
    const auto chip = sync_chip(app);
    const ui::Notice state{.tone = chip.tone, .title = chip.words, .body = trouble(app)};
    ui::DialogSpec spec;
    spec.title = app.say("sync.title"_msg);
    const float inner = 960 - 72, line = c.line_height(ui::type::item) + 14;
    spec.content_height = ui::notice_height(c, inner, state) + 24 + static_cast<float>(lines.size()) * line + 20;
    spec.close_button = true;
    const bool busy = app.here().sync.phase == SyncPhase::syncing;
    spec.buttons = {{.id = "sync_now", .label = app.say("sync.now"_msg), .look = ui::Look::filled, .left = ui::Icon::sync, .off = busy, .why = chip.words}};
    const ui::Dialog dialog(c, spec);
    Rect rest = dialog.content();
    rest.take_top(ui::notice(c, rest.top_part(0), state), 24);
    const float label = c.language() == "en" ? 280.f : 220.f;
    for (const auto& fact : lines) {
      Rect r = rest.take_top(line);
      c.text(r.take_left(label * std::max(1.f, c.theme().text_scale), 20), fact.label, ui::type::item, ui::Colour::ink_soft);
      c.text(r, fact.value, ui::type::item);
    }
  }

 private:
  static std::string trouble(const App& app) {
    const auto& key = app.here().sync.trouble;
    return key.empty() || !app.words().has(key) ? std::string() : app.say(MessageKey(key));
  }

  static std::vector<ui::Fact> facts(const App& app) {
    const auto& sync = app.here().sync;
    std::vector<ui::Fact> out;
    out.push_back({app.say("sync.queue"_msg), app.say("sync.waiting"_msg, {{"n", sync.waiting}})});
    if (sync.oldest_waiting && sync.waiting > 0)
      out.push_back({app.say("sync.oldest"_msg), when_words(app, *sync.oldest_waiting)});
    out.push_back({app.say("sync.last"_msg), sync.last_success ? when_words(app, *sync.last_success) : app.say("staff.unknown.never"_msg)});
    out.push_back({app.say("sync.record"_msg), app.say("sync.confirmed"_msg, {{"n", sync.confirmed}})});
    return out;
  }
};

}  // namespace

std::unique_ptr<Scene> make_sync() { return std::make_unique<SyncSheet>(); }

}  // namespace redress::counter
