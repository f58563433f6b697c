// Storage: what is kept here, checking every record, and carrying what waits to head office by stick.
#include "core/text/dates.h"
#include "kiosk/scenes/technician/technician_scene.h"

namespace redress::technician {

namespace {

// Where the system mounts the stick (docs/OPERATE.md).
constexpr const char* kStick_folder = "/media/redress";

class Storage final : public TechnicianScene {
 protected:
  std::string_view here_id() const override { return "nav:storage"; }
  void opened(App& app) override {
    asked_ = app.desk().inspect_device();
    take(app);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("verify")) {
      faults_.reset();
      verifying_ = app.desk().verify();
      take(app);
      return Step::redraw();
    }
    if (event.tapped("export")) {
      said_.clear();
      exporting_ = app.desk().export_to(kStick_folder);
      take(app);
      return Step::redraw();
    }
    take(app);
    return Step::stay();
  }

  void content(ui::Canvas& c, ui::Rect r, const App& app) const override {
    ui::heading(c, r.take_top(ui::size::staff_button, 14), app.say("tech.nav.storage"_msg));
    const auto parts = ui::rows(r, 2, 20);
    kept(c, parts[0], app);
    carry(c, parts[1], app);
  }

 private:
  void take(App& app) {
    if (auto view = asked_.take(); view && view->ok()) view_ = std::move(**view);
    if (auto faults = verifying_.take()) faults_ = faults->ok() ? faults->value().size() : std::size_t{1};
    if (auto path = exporting_.take()) {
      good_ = path->ok();
      said_ = path->ok() ? app.say("tech.export.done"_msg, {{"file", **path}}) + "\n" + app.say("tech.export.remove"_msg)
                         : app.say("tech.export.failed"_msg, {{"reason", app.say("tech.export.none"_msg)}});
    }
  }

  void kept(ui::Canvas& c, const ui::Rect& r, const App& app) const {
    ui::Rect inside = ui::card(c, r, {.title = app.say("tech.tile.storage"_msg)});
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const bool busy = verifying_.waiting();
    const ui::Button check{.id = "verify", .label = app.say("tech.home.check"_msg), .left = ui::Icon::bolt, .off = busy, .why = app.say("nav.wait"_msg)};
    ui::button(c, inside.take_bottom(ui::size::staff_button, 14).left_part(ui::button_width(c, check)), check);
    if (view_) {
      const auto tenths = view_->free_bytes / 100'000'000;
      inside.take_top(lines(c, inside, app.say("tech.storage.cases"_msg, {{"n", group_digits(view_->cases)}, {"m", group_digits(view_->events)}}), ui::type::item), 8);
      inside.take_top(lines(c, inside, app.say("tech.storage.left"_msg, {{"gb", std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)}}), ui::type::item), 20);
    }
    const auto mark = busy || !faults_ ? ui::Mark::waiting : *faults_ ? ui::Mark::fault : ui::Mark::ok;
    const auto words = busy ? "nav.wait"_msg : !faults_ ? "tech.storage.check.never"_msg : *faults_ ? "tech.storage.check.bad"_msg : "tech.storage.check.ok"_msg;
    ui::state_words(c, inside.top_part(40), mark, app.say(words), ui::type::card);
  }

  void carry(ui::Canvas& c, const ui::Rect& r, const App& app) const {
    ui::Rect inside = ui::card(c, r, {.title = app.say("tech.export.title"_msg)});
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const auto waiting = app.here().sync.waiting;
    const bool busy = exporting_.waiting();
    const ui::Button carry{.id = "export", .label = app.say("tech.export.start"_msg, {{"n", waiting}}), .look = ui::Look::filled, .left = ui::Icon::usb,
                           .off = waiting == 0 || busy, .why = app.say(busy ? "nav.wait"_msg : "tech.queue.empty"_msg)};
    ui::button(c, inside.take_bottom(ui::size::staff_button, 14).left_part(ui::button_width(c, carry)), carry);
    inside.take_top(lines(c, inside, app.say("tech.export.what"_msg), ui::type::item), 16);
    if (!said_.empty()) ui::notice(c, inside.top_part(0), {.tone = good_ ? ui::Tone::ok : ui::Tone::alert, .body = said_, .type = ui::type::detail});
  }

  Pending<TechnicianView> asked_;
  Pending<std::vector<std::string>> verifying_;
  Pending<std::string> exporting_;
  std::optional<TechnicianView> view_;
  std::optional<std::size_t> faults_;
  std::string said_;
  bool good_ = false;
};

}  // namespace

std::unique_ptr<Scene> make_storage() { return std::make_unique<Storage>(); }

}  // namespace redress::technician
