// Storage: what is kept here, checking every record, and carrying what waits to head office by stick.
#include <algorithm>

#include "core/text/dates.h"
#include "kiosk/scenes/technician/technician_scene.h"

namespace redress::technician {

namespace {

constexpr std::uint64_t kLook_ms = 2'000;  // for a stick that is put in meanwhile

class Storage final : public TechnicianScene {
 protected:
  std::string_view here_id() const override { return "nav:storage"; }
  void opened(App& app) override {
    asked_ = app.desk().inspect_device();
    look_for_sticks(app);
  }
  std::uint64_t tick_at_ms() const override { return look_ms_; }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("verify")) {
      faults_.reset();
      verifying_ = app.desk().verify();
      take(app);
      return Step::redraw();
    }
    if (auto folder = event.tapped_after("stick:"); !folder.empty()) {
      chosen_ = folder;
      said_.clear();
      return Step::redraw();
    }
    if (event.tapped("export")) {
      said_.clear();
      exporting_ = app.desk().export_to(chosen_);
      take(app);
      return Step::redraw();
    }
    if (event.kind == ui::UiEvent::Kind::tick && app.now_ms() >= look_ms_) look_for_sticks(app);
    return take(app) ? Step::redraw() : Step::stay();
  }

  void content(ui::Canvas& c, ui::Rect r, const App& app) const override {
    ui::heading(c, r.take_top(ui::size::staff_button, 14), app.say("tech.nav.storage"_msg));
    kept(c, r.take_top(std::min((r.h - 20) / 2, kKept_high * c.theme().text_scale), 20), app);
    carry(c, r, app);
  }

 private:
  void look_for_sticks(App& app) {
    look_ms_ = app.now_ms() + kLook_ms;
    if (!looking_.waiting()) looking_ = app.desk().sticks();
    take(app);
  }

  // True when there is something new to show.
  bool take(App& app) {
    bool changed = false;
    if (auto view = asked_.take(); view && view->ok()) view_ = std::move(**view), changed = true;
    if (auto faults = verifying_.take()) faults_ = faults->ok() ? faults->value().size() : std::size_t{1}, changed = true;
    if (auto sticks = looking_.take(); sticks && sticks->ok() && **sticks != sticks_) take_sticks(std::move(**sticks)), changed = true;
    if (auto path = exporting_.take()) {
      changed = true;
      good_ = path->ok();
      said_ = good_ ? app.say("tech.export.done"_msg, {{"file", **path}}) + "\n" + app.say("tech.export.remove"_msg)
                    : app.say("tech.export.failed"_msg, {{"reason", app.say(reason_key(path->error().code))}});
    }
    return changed;
  }

  // The choice stays while its stick is there; else the first that takes a file.
  void take_sticks(std::vector<Stick> sticks) {
    sticks_ = std::move(sticks);
    if (std::any_of(sticks_.begin(), sticks_.end(), [&](const Stick& s) { return s.folder == chosen_; })) return;
    const auto first = std::find_if(sticks_.begin(), sticks_.end(), [](const Stick& s) { return !s.read_only; });
    chosen_ = first == sticks_.end() ? std::string() : first->folder;
  }

  static MessageKey reason_key(Errc code) {
    switch (code) {
      case Errc::full: return "tech.stick.full"_msg;
      case Errc::refused: return "tech.stick.refused"_msg;
      case Errc::not_found: return "tech.stick.gone"_msg;
      default: return "tech.stick.unreadable"_msg;
    }
  }

  void kept(ui::Canvas& c, const ui::Rect& r, const App& app) const {
    ui::Rect inside = ui::card(c, r, {.title = app.say("tech.tile.storage"_msg)});
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const bool busy = verifying_.waiting();
    const ui::Button check{.id = "verify", .label = app.say("tech.home.check"_msg), .left = ui::Icon::bolt, .off = busy, .why = app.say("nav.wait"_msg)};
    if (view_) {
      inside.take_top(lines(c, inside, app.say("tech.storage.cases"_msg, {{"n", group_digits(view_->cases)}, {"m", group_digits(view_->events)}}), ui::type::item), 8);
      inside.take_top(lines(c, inside, app.say("tech.stick.free"_msg, {{"size", gigabytes(view_->free_bytes)}}), ui::type::item), 20);
    }
    const auto mark = busy || !faults_ ? ui::Mark::waiting : *faults_ ? ui::Mark::fault : ui::Mark::ok;
    const auto words = busy ? "nav.wait"_msg : !faults_ ? "tech.storage.check.never"_msg : *faults_ ? "tech.storage.check.bad"_msg : "tech.storage.check.ok"_msg;
    ui::state_words(c, inside.take_top(40, 20), mark, app.say(words), ui::type::card);
    ui::button(c, inside.take_top(ui::size::staff_button).left_part(ui::button_width(c, check)), check);
  }

  ui::Notice said() const { return {.tone = good_ ? ui::Tone::ok : ui::Tone::alert, .body = said_, .type = ui::type::detail}; }

  // No higher than what it holds: the panel of a kiosk is tall.
  float carry_height(const ui::Canvas& c, float width, const App& app, const ui::Card& card) const {
    float high = c.paragraph_height(app.say("tech.export.what"_msg), ui::type::item, width) + 16 + 10 + ui::size::staff_button;
    high += sticks_.empty() ? 50 : static_cast<float>(sticks_.size()) * (kStick_high + 10);
    if (!said_.empty()) high += 16 + ui::notice_height(c, width, said());
    return ui::card_height(c, card, high);
  }

  void carry(ui::Canvas& c, const ui::Rect& r, const App& app) const {
    const ui::Card sticks{.title = app.say("tech.export.title"_msg)};
    ui::Rect inside = ui::card(c, r.top_part(std::min(r.h, carry_height(c, r.w - 2 * sticks.pad_x, app, sticks))), sticks);
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const auto waiting = app.here().sync.waiting;
    const bool busy = exporting_.waiting();
    const auto why = busy ? "nav.wait"_msg : waiting == 0 ? "tech.queue.empty"_msg : "tech.export.none"_msg;
    const ui::Button carry{.id = "export", .label = app.say("tech.export.start"_msg, {{"n", waiting}}), .look = ui::Look::filled, .left = ui::Icon::usb,
                           .off = waiting == 0 || busy || chosen_.empty(), .why = app.say(why)};
    inside.take_top(lines(c, inside, app.say("tech.export.what"_msg), ui::type::item), 16);
    if (!said_.empty()) ui::notice(c, inside.take_bottom(ui::notice_height(c, inside.w, said()), 16), said());
    const float foot = 10 + ui::size::staff_button;
    if (sticks_.empty()) ui::state_words(c, inside.take_top(40, 10), ui::Mark::waiting, app.say("tech.export.none"_msg), ui::type::card);
    for (const auto& stick : sticks_) {
      if (inside.h < kStick_high + foot) break;
      const auto detail = app.say(stick.read_only ? "tech.stick.read_only"_msg : "tech.stick.free"_msg, {{"size", gigabytes(stick.free_bytes)}});
      ui::option_box(c, inside.take_top(kStick_high, 10), {.id = "stick:" + stick.folder, .label = stick.folder, .detail = detail, .on = stick.folder == chosen_, .off = stick.read_only, .icon = ui::Icon::usb});
    }
    inside.take_top(10);
    ui::button(c, inside.take_top(ui::size::staff_button).left_part(ui::button_width(c, carry)), carry);
  }

  static constexpr float kStick_high = 70, kKept_high = 310;

  Pending<TechnicianView> asked_;
  Pending<std::vector<std::string>> verifying_;
  Pending<std::string> exporting_;
  Pending<std::vector<Stick>> looking_;
  std::vector<Stick> sticks_;
  std::string chosen_;  // folder of a stick
  std::uint64_t look_ms_ = 0;
  std::optional<TechnicianView> view_;
  std::optional<std::size_t> faults_;
  std::string said_;
  bool good_ = false;
};

}  // namespace

std::unique_ptr<Scene> make_storage() { return std::make_unique<Storage>(); }

}  // namespace redress::technician
