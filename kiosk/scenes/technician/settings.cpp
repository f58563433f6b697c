// 53 Site settings: what belongs to the place and nothing else. Changed values are outlined until they are
// saved.
#include <algorithm>
#include <array>

#include "core/policy/site.h"
#include "core/text/language.h"
#include "kiosk/app/config_files.h"
#include "kiosk/app/fittings.h"
#include "kiosk/scenes/technician/technician_scene.h"

namespace redress::technician {

namespace {

using ui::Rect;

constexpr std::array kDiagonals_tenth_inch = {156, 185, 190, 210, 215, 238, 240,
                                              270, 315, 320, 430, 490, 550, 650};
constexpr int kVolume_step = 10;
constexpr float kRow_high = 84, kRows = 4, kNote_high = 100;
constexpr std::array<std::string_view, 3> kSides = {"below", "left", "right"};
constexpr std::array kPapers_mm = {80, 58};

// The next of the usual sizes up or down; a measured one in between stays until it is left.
int next_diagonal(int now, bool up) {
  if (up) {
    const auto next = std::upper_bound(kDiagonals_tenth_inch.begin(), kDiagonals_tenth_inch.end(), now);
    return next == kDiagonals_tenth_inch.end() ? now : *next;
  }
  const auto at = std::lower_bound(kDiagonals_tenth_inch.begin(), kDiagonals_tenth_inch.end(), now);
  return at == kDiagonals_tenth_inch.begin() ? now : *std::prev(at);
}

template <class List, class T>
int index_of(const List& list, const T& value) {
  const auto at = std::find(list.begin(), list.end(), value);
  return at == list.end() ? -1 : static_cast<int>(at - list.begin());
}

class Settings final : public TechnicianScene {
 protected:
  std::string_view here_id() const override { return "nav:settings"; }
  void opened(App& app) override {
    asked_ = app.desk().inspect_device();
    take();
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (take()) return Step::reopen();
    if (!saved_) return Step::stay();
    if (event.tapped("discard")) return wanted_ = *saved_, Step::redraw();
    if (event.tapped("save")) {
      saving_ = app.desk().save_settings(wanted_);
      return take() ? Step::reopen() : Step::redraw();
    }
    return changed_by(event, app) ? Step::redraw() : Step::stay();
  }

  void content(ui::Canvas& c, Rect r, const App& app) const override {
    ui::heading(c, r.take_top(ui::size::staff_button, 14), app.say("tech.set.title"_msg),
                app.say("tech.set.what"_msg));
    if (!saved_) return;
    foot(c, r.take_bottom(84, 20), app);
    const auto parts = c.portrait() ? ui::rows(r, 2, 20) : ui::columns(r, 2, 24);
    const float high = std::min(parts[0].h, ui::card_height(c, {.title = app.say("tech.set.place"_msg)}, kRows * kRow_high + 16 + kNote_high));
    place(c, parts[0].top_part(high), app);
    shoppers(c, c.portrait() ? r.below(high + 20).top_part(high) : parts[1].top_part(high), app);
  }

 private:
  // True once the settings are saved.
  bool take() {
    if (auto view = asked_.take(); view && view->ok()) saved_ = wanted_ = (*view)->config;
    const auto done = saving_.take();
    if (!done) return false;
    trouble_.reset();
    if (!done->ok()) trouble_ = done->error().code == Errc::full ? "tech.set.full"_msg : "tech.set.failed"_msg;
    return done->ok();
  }

  std::vector<std::string> floors(const App& app) const {
    std::vector<std::string> out = {""};
    if (app.site())
      for (const auto& floor : app.site()->floors) out.push_back(floor.code);
    if (index_of(out, wanted_.floor) < 0) out.push_back(wanted_.floor);
    return out;
  }

  bool changed_by(const ui::UiEvent& event, const App& app) {
    const auto stepped = [&](std::string_view id) {
      return event.tapped(std::string(id) + ":more") ? 1 : event.tapped(std::string(id) + ":less") ? -1 : 0;
    };
    if (const int by = stepped("floor")) {
      const auto all = floors(app);
      wanted_.floor = all[static_cast<std::size_t>(
          std::clamp(index_of(all, wanted_.floor) + by, 0, static_cast<int>(all.size()) - 1))];
    } else if (const int step = stepped("diagonal")) {
      wanted_.screen_diagonal_tenth_inch = next_diagonal(wanted_.screen_diagonal_tenth_inch, step > 0);
    } else if (const int louder = stepped("volume")) {
      wanted_.volume_percent = std::clamp(wanted_.volume_percent + louder * kVolume_step, 0, 100);
    } else if (auto paper = event.tapped_after("paper:"); !paper.empty()) {
      wanted_.printer_width_mm = paper == "58" ? 58 : 80;
    } else if (auto side = event.tapped_after("scanner:"); !side.empty()) {
      wanted_.scanner_side = side;
    } else if (auto language = event.tapped_after("language:"); !language.empty()) {
      wanted_.language = language;
    } else if (auto motion = event.tapped_after("motion:"); !motion.empty()) {
      wanted_.motion = motion == "on";
    } else if (auto shown = event.tapped_after("receipt_place:"); !shown.empty()) {
      wanted_.receipt_shows_place = shown == "on";
    } else {
      return false;
    }
    return true;
  }

  int changes() const {
    const auto differs = [&](auto Config::*field) { return wanted_.*field != (*saved_).*field ? 1 : 0; };
    return differs(&Config::floor) + differs(&Config::screen_diagonal_tenth_inch) +
           differs(&Config::printer_width_mm) + differs(&Config::scanner_side) + differs(&Config::language) +
           differs(&Config::volume_percent) + differs(&Config::motion) +
           differs(&Config::receipt_shows_place);
  }

  // --- drawing ---
  struct Row {
    std::string name, explain;
    bool changed = false;
  };
  static Rect control_of(ui::Canvas& c, Rect& inside, const Row& row, bool first) {
    const Rect control = ui::setting_row(c, inside.take_top(kRow_high), row.name, row.explain, !first);
    if (row.changed) c.stroke(control.inset(-4), ui::Colour::warn, 3, ui::size::radius_staff);
    return control;
  }

  void step_row(ui::Canvas& c, Rect& inside, const App& app, const Row& row, const std::string& id,
                std::string value, bool first = false) const {
    ui::stepper(c, control_of(c, inside, row, first),
                {.id = id,
                 .value = std::move(value),
                 .at_least = at_end(app, id, -1),
                 .at_most = at_end(app, id, 1)});
  }
  bool at_end(const App& app, const std::string& id, int by) const {
    if (id == "floor") return wanted_.floor == (by > 0 ? floors(app).back() : std::string());
    if (id == "volume") return wanted_.volume_percent == (by > 0 ? 100 : 0);
    return next_diagonal(wanted_.screen_diagonal_tenth_inch, by > 0) == wanted_.screen_diagonal_tenth_inch;
  }
  static void choice_row(ui::Canvas& c, Rect& inside, const Row& row, const std::vector<ui::Choice>& choices,
                         int chosen, bool first = false) {
    ui::segment(c, control_of(c, inside, row, first), choices, chosen);
  }
  static std::vector<ui::Choice> on_or_off(const App& app, const std::string& id) {
    return {{.id = id + ":on", .label = app.say("tech.set.on"_msg)},
            {.id = id + ":off", .label = app.say("tech.set.off"_msg)}};
  }

  void place(ui::Canvas& c, const Rect& r, const App& app) const {
    Rect inside = ui::card(c, r, {.title = app.say("tech.set.place"_msg)});
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const auto& w = wanted_;
    step_row(c, inside, app,
             {app.say("tech.set.floor"_msg), app.say("tech.set.floor.sub"_msg), w.floor != saved_->floor},
             "floor", floor_name(app), true);
    const auto inches = static_cast<float>(w.screen_diagonal_tenth_inch) / 10;
    step_row(c, inside, app,
             {app.say("tech.set.diagonal"_msg), app.say("tech.set.diagonal.sub"_msg),
              w.screen_diagonal_tenth_inch != saved_->screen_diagonal_tenth_inch},
             "diagonal", app.say("tech.screen.size"_msg, {{"size", tenths(inches)}}));
    std::vector<ui::Choice> papers, sides;
    for (int mm : kPapers_mm)
      papers.push_back(
          {.id = "paper:" + std::to_string(mm), .label = app.say("tech.set.paper.mm"_msg, {{"n", mm}})});
    choice_row(c, inside,
               {app.say("tech.set.paper"_msg), app.say("tech.set.paper.sub"_msg),
                w.printer_width_mm != saved_->printer_width_mm},
               papers, index_of(kPapers_mm, w.printer_width_mm));
    for (auto side : kSides)
      sides.push_back(
          {.id = "scanner:" + std::string(side), .label = app.words().text_of("tech.set.scanner", side)});
    choice_row(c, inside,
               {app.say("tech.set.scanner"_msg), app.say("tech.set.scanner.sub"_msg),
                w.scanner_side != saved_->scanner_side},
               sides, index_of(kSides, w.scanner_side));
    const auto mm = tenths(button_mm(kSmallest_shopper_button, w.screen_diagonal_tenth_inch));
    const bool fits = fit_for_fingers(w.screen_diagonal_tenth_inch);
    ui::notice(c, inside.below(16).top_part(0),
               {.tone = fits ? ui::Tone::info : ui::Tone::warn,
                .body = app.say(fits ? "tech.set.fits"_msg : "tech.set.small"_msg, {{"mm", mm}}),
                .type = ui::type::detail});
  }

  void shoppers(ui::Canvas& c, const Rect& r, const App& app) const {
    Rect inside = ui::card(c, r, {.title = app.say("tech.set.shoppers"_msg)});
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const auto& w = wanted_;
    std::vector<ui::Choice> languages;
    int chosen = -1;
    for (auto language : offered_languages()) {
      if (language_code(language) == w.language) chosen = static_cast<int>(languages.size());
      languages.push_back({.id = "language:" + std::string(language_code(language)),
                           .label = std::string(language_info(language).short_name)});
    }
    choice_row(c, inside,
               {app.say("tech.set.language"_msg), app.say("tech.set.language.sub"_msg),
                w.language != saved_->language},
               languages, chosen, true);
    step_row(c, inside, app,
             {app.say("tech.set.volume"_msg), app.say("tech.set.volume.sub"_msg),
              w.volume_percent != saved_->volume_percent},
             "volume",
             w.volume_percent == 0 ? app.say("tech.sound.off"_msg) : std::to_string(w.volume_percent) + "%");
    choice_row(
        c, inside,
        {app.say("tech.set.motion"_msg), app.say("tech.set.motion.sub"_msg), w.motion != saved_->motion},
        on_or_off(app, "motion"), w.motion ? 0 : 1);
    choice_row(c, inside,
               {app.say("tech.set.receipt_place"_msg), app.say("tech.set.receipt_place.sub"_msg),
                w.receipt_shows_place != saved_->receipt_shows_place},
               on_or_off(app, "receipt_place"), w.receipt_shows_place ? 0 : 1);
    const ui::Notice said{.tone = trouble_ ? ui::Tone::alert : ui::Tone::info,
                          .body = app.say(trouble_.value_or("tech.set.reopens"_msg)),
                          .type = ui::type::detail};
    ui::notice(c, inside.below(16).top_part(0), said);
  }

  void foot(ui::Canvas& c, Rect r, const App& app) const {
    const int n = changes();
    const bool off = n == 0 || saving_.waiting();
    const ui::Button save{
        .id = "save",
        .label = n == 0 ? app.say("tech.set.none"_msg) : app.say("tech.set.save"_msg, {{"n", n}}),
        .look = ui::Look::filled,
        .off = off,
        .why = app.say("tech.set.none"_msg)};
    const ui::Button discard{.id = "discard",
                             .label = app.say("tech.set.discard"_msg),
                             .off = off,
                             .why = app.say("tech.set.none"_msg)};
    const float roomy = 48;  // these are higher than others
    ui::button(c, r.take_right(std::max(280.f, ui::button_width(c, save) + roomy), 16), save);
    ui::button(c, r.take_right(ui::button_width(c, discard) + roomy, 20), discard);
    if (n > 0)
      ui::state_words(c, r, ui::Mark::attention, app.say("tech.set.unsaved"_msg, {{"n", n}}), ui::type::card);
  }

  std::string floor_name(const App& app) const {
    if (wanted_.floor.empty()) return app.say("tech.role.no_floor"_msg);
    if (app.site())
      for (const auto& floor : app.site()->floors)
        if (floor.code == wanted_.floor) return floor.labels.in(app.language());
    return wanted_.floor;
  }

  Pending<TechnicianView> asked_;
  Pending<bool> saving_;
  std::optional<Config> saved_;  // as it is used
  Config wanted_;
  std::optional<MessageKey> trouble_;  // why nothing was saved
};

}  // namespace

std::unique_ptr<Scene> make_settings() {
  return std::make_unique<Settings>();
}

}  // namespace redress::technician
