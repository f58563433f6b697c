// 10 Home: says what this is to someone ten metres away; one touch starts.
#include <algorithm>

#include "core/env/printer.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

constexpr std::uint64_t kDim_ms = 180'000;  // nobody here: drawn dark
constexpr std::uint64_t kForget_ms =
    60'000;                          // someone went all the way back: the next shopper sees nothing of it
constexpr int kGesture_touches = 5;  // on the mall's name: the technician's way in
constexpr std::uint64_t kGesture_ms = 3'000;
constexpr std::uint64_t kRefused_ms = 8'000;  // how long a refused scan is explained

using ui::Canvas;
using ui::Colour;
using ui::Rect;

// A line of the teal field: icon and words.
struct Promise {
  ui::Icon icon;
  std::string words;
  bool warning = false;
};

class Home final : public Scene {
 public:
  void enter(App& app) override {
    touched_ms_ = app.now_ms();
    dimmed_ = false;
    begun_ = app.visit.touched();
    seen_ = shown_of(app);
  }

  std::uint64_t wants_tick_at_ms() const override {
    if (refused_) return refused_ms_ + kRefused_ms;
    if (begun_) return touched_ms_ + kForget_ms;
    return dimmed_ ? 0 : touched_ms_ + kDim_ms;
  }

  Step update(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::tick) return tick(app);
    if (event.kind == Kind::wake) return news(app);
    if (event.kind == Kind::none) return Step::stay();
    const bool was_dimmed = dimmed_, said = refused_.has_value();
    touched_ms_ = app.now_ms();
    dimmed_ = false;
    refused_.reset();
    if (event.kind == Kind::scan) return scanned(event.text, app);
    if (was_dimmed) return Step::redraw();  // the first touch only wakes
    if (auto step = rail_step(event)) return *step;
    if (event.tapped("mall")) return gesture(app);
    if (event.tapped("start") && open_for_cases(app)) return Step::go("shopper.type");
    if (event.tapped("lookup")) return Step::go("shopper.check");
    if (auto code = event.tapped_after("lang:"); !code.empty())
      if (auto language = find_language(code)) {
        app.set_language(*language);
        return Step::redraw();
      }
    return said ? Step::redraw() : Step::stay();
  }

  void draw(Canvas& c, const App& app) const override {
    if (c.portrait())
      draw_portrait(c, app);
    else
      draw_landscape(c, app);
    if (!dimmed_) return;
    const Canvas::Layer above(c);
    c.scrim(c.area());
    const Canvas::Scope wake(c, {.role = ui::Role::button,
                                 .id = "wake",
                                 .label = app.say("home.start"_msg),
                                 .rect = c.area()});
  }

 private:
  // What of the surroundings stands on this screen. Sync and alarms come and go all day; they draw nothing here.
  struct Shown {
    bool in_service = false, open = false, prints = false;
    const void* policy = nullptr;
    const void* site = nullptr;
    bool operator==(const Shown&) const = default;
  };
  static Shown shown_of(const App& app) {
    return {in_service(app), open_for_cases(app), prints(app), app.policy(), app.site()};
  }
  static bool prints(const App& app) {
    return app.here().has_printer && fault_of(app.here().printer) == PrintFault::none;
  }

  static bool in_service(const App& app) { return app.here().provisioned && app.policy() && app.site(); }
  static bool open_for_cases(const App& app) {
    const auto record = app.here().record;
    return in_service(app) && record != RecordState::full && record != RecordState::failed;
  }

  // Five touches within three seconds. A device nobody enrolled yet has no people to sign in.
  Step gesture(App& app) {
    const auto now = app.now_ms();
    std::erase_if(gesture_ms_, [&](std::uint64_t at_ms) { return at_ms + kGesture_ms < now; });
    gesture_ms_.push_back(now);
    if (gesture_ms_.size() < kGesture_touches) return Step::stay();
    gesture_ms_.clear();
    return Step::go(app.here().provisioned ? "technician.signin" : "technician.enrol");
  }

  Step tick(App& app) {
    const auto now = app.now_ms();
    if (refused_ && now >= refused_ms_ + kRefused_ms) {
      refused_.reset();
      return Step::redraw();
    }
    if (begun_ && now >= touched_ms_ + kForget_ms) {
      begun_ = false;
      app.end_visit();
      return Step::redraw();
    }
    if (dimmed_ || now < touched_ms_ + kDim_ms) return Step::stay();
    dimmed_ = true;
    app.end_visit();  // the one who chose a language or larger letters has gone
    return Step::redraw();
  }

  Step news(App& app) {
    const Shown now = shown_of(app);
    if (now == seen_) return Step::stay();
    seen_ = now;
    return Step::redraw();
  }

  Step scanned(const std::string& text, App& app) {
    const auto code = parse_scanned_code(text);
    if (code.ok() && in_service(app)) {
      app.visit.looked_up = *code;
      return Step::go("shopper.status");
    }
    refused_ = !code.ok() && code.error().code == Errc::corrupt ? "check.wrong"_msg : "check.not_ours"_msg;
    refused_ms_ = app.now_ms();
    app.play(Tone::refused_scan);
    return Step::redraw();
  }

  std::vector<Promise> promises(const App& app) const {
    std::vector<Promise> out;
    if (refused_) out.push_back({ui::Icon::warn, app.say(*refused_), true});
    if (!open_for_cases(app)) return out;  // nothing is promised that cannot be kept now
    out.push_back(
        {ui::Icon::clock, app.say("home.promise.time"_msg, {{"n", app.policy()->first_answer_hours()}})});
    out.push_back({ui::Icon::anon, app.say("home.promise.anon"_msg)});
    out.push_back({ui::Icon::qr, app.say("home.promise.track"_msg)});
    if (!prints(app))
      out.push_back({ui::Icon::info, app.say("home.no_printer"_msg), true});
    return out;
  }

  static void one_line(Canvas& c, const Rect& r, const std::string& words, ui::Type t) {
    c.text(r, words, t, Colour::on_primary);
  }

  // The teal field. The whole of it starts; the bar only says so.
  void hero(Canvas& c, const Rect& r, const Rect& inside, float title_top, const App& app) const {
    c.fill(r, Colour::primary);
    const Canvas::Ground ground(c, Colour::primary);
    const bool open = open_for_cases(app);
    const std::string bar_words = !in_service(app) ? app.say("home.out_of_service"_msg)
                                  : open           ? app.say("home.start"_msg)
                                                   : app.say("home.closed"_msg);
    ui::Widget widget;
    widget.role = open ? ui::Role::button : ui::Role::status;
    widget.id = open ? "start" : "";
    widget.label = bar_words;
    widget.rect = r;
    widget.target = open ? c.target() : ui::Target::none;
    const Canvas::Scope scope(c, std::move(widget));

    Rect rest = inside;
    const bool tall = c.portrait();
    const Rect bar = rest.take_bottom(tall ? 168 : 144, 24);
    start_bar(c, bar, bar_words, open, scope.pressed());
    const Rect mark = rest.top_part(60);
    c.icon(ui::Icon::mark, mark.left_part(60), Colour::on_primary, 3);
    mall_touch(c, mark);
    if (app.site())
      one_line(c, mark.after(78), app.site()->names.in(app.language()), ui::Type{40, 1.45f, true});
    rest = rest.below(title_top);
    // The sentence is read from afar at any size, so it does not grow with the letters beside it.
    const ui::Type attract =
        ui::type::attract.sized((tall ? ui::type::attract.size : 88.f) / c.theme().text_scale);
    const float line = c.line_height(attract);
    one_line(c, rest.take_top(line), app.say("home.title.1"_msg), attract);
    one_line(c, rest.take_top(line, tall ? 24 : 12), app.say("home.title.2"_msg), attract);
    lines_below(c, rest, app);
  }

  // Above the field that starts, around the sign before the mall's name; drawn as nothing.
  static void mall_touch(Canvas& c, const Rect& mark) {
    const Canvas::Layer above(c);
    const Canvas::Scope touch(c, {.role = ui::Role::image,
                                  .id = "mall",
                                  .rect = {mark.x - 12, mark.y - 14, 88, 88},
                                  .target = c.target()});
  }

  // What it is for and what we promise, as large as the field allows.
  void lines_below(Canvas& c, const Rect& rest, const App& app) const {
    const auto lines = promises(app);
    const auto what = below_title(app);
    ui::Type words{36, 1.45f};
    float gap = 24;
    const auto high = [&](const Promise& line) {
      return std::max(52.f, c.rich_height(line.words, rich(words), rest.w - 76));
    };
    const auto needed = [&] {
      float h = c.paragraph_height(what, words, rest.w) + gap;
      for (const auto& line : lines) h += high(line) + gap;
      return h;
    };
    while (needed() > rest.h && gap > 8) gap -= 8;
    while (needed() > rest.h && words.size > 26) words.size -= 2;
    const float spare = std::clamp((rest.h - needed()) / 2, 0.f, 52.f);
    float y = rest.y + c.paragraph(rest, what, words, Colour::on_primary) + gap + spare;
    for (const auto& line : lines) {
      const float h = high(line);
      c.icon(line.icon, {rest.x, y + (h - 52) / 2, 52, 52}, Colour::on_primary, line.warning ? 3 : 2.5f);
      auto look = rich(words);
      look.across = ui::Across::middle;
      c.rich({rest.x + 76, y, rest.w - 76, h}, line.words, look);
      y += h + gap;
    }
  }
  static std::string below_title(const App& app) {
    if (!in_service(app)) return app.say("home.out_of_service.sub"_msg);
    if (open_for_cases(app)) return app.say("home.what"_msg);
    const auto desk = place_words(*app.site(), app.site()->desk, app.language());
    return app.say("home.closed.where"_msg, {{"place", desk}, {"phone", app.site()->phone}});
  }

  static Canvas::Rich rich(ui::Type t) {
    Canvas::Rich look;
    look.type = t;
    look.colour = look.bold_colour = Colour::on_primary;
    return look;
  }

  static void start_bar(Canvas& c, const Rect& r, const std::string& words, bool open, bool pressed) {
    const Colour ground = !open ? Colour::primary_press : pressed ? Colour::primary_wash : Colour::surface;
    c.fill(r, ground, ui::size::radius);
    const Canvas::Ground over(c, ground);
    const Colour ink = open ? Colour::primary : Colour::on_primary;
    ui::Type t{56, 1.3f, true};
    const float icon = open ? 60 : 0, gap = open ? 28 : 0;
    const float room = r.w - 80 - icon - gap;
    if (c.measure(words, t).w > room)
      t.size = std::max(28.f / c.theme().text_scale, t.size * room / c.measure(words, t).w * .98f);
    const float wide = std::min(c.measure(words, t).w, room);
    const float x = r.x + (r.w - wide - icon - gap) / 2;
    c.text({x, r.y, wide + 1, r.h}, words, t, ink);
    if (open) c.icon(ui::Icon::next, {x + wide + gap, r.mid_y() - 30, 60, 60}, ink, 4);
  }

  static void languages(Canvas& c, const std::vector<Rect>& cells, const App& app) {
    const auto& offered = offered_languages();
    for (std::size_t i = 0; i < offered.size() && i < cells.size(); ++i) {
      const auto& info = language_info(offered[i]);
      ui::Chip chip{.id = "lang:" + std::string(info.code),
                    .label = std::string(info.own_name),
                    .chosen = offered[i] == app.language()};
      chip.type = ui::Type{36, 1.3f};
      ui::chip(c, cells[i], chip);
    }
  }

  static void look_up(Canvas& c, const Rect& r, const App& app) {
    ui::option_row(c, r,
                   {.id = "lookup",
                    .label = app.say("home.lookup"_msg),
                    .explain = app.say("home.lookup.sub"_msg),
                    .icon = ui::Icon::search});
  }

  static std::vector<ui::RailCell> cells(const App& app) {
    auto out = rail_cells(app, false);
    if (!in_service(app)) out.pop_back();  // nobody is told yet whom to call
    return out;
  }

  void draw_portrait(Canvas& c, const App& app) const {
    Rect rest = c.area();
    rail_at(c, rest.take_bottom(ui::size::rail * (1 + (c.theme().text_scale - 1) * .4f)), app);
    const Rect field = rest.take_top(rest.h - (1776 - 1328));
    hero(c, field, {field.x + 60, field.y + 80, field.w - 120, field.h - 144}, 208, app);
    rest = rest.inset(60, 0).below(56);
    languages(c, ui::columns(rest.take_top(112, 32), static_cast<int>(offered_languages().size()), 24), app);
    if (in_service(app)) look_up(c, rest.top_part(176), app);
  }

  void draw_landscape(Canvas& c, const App& app) const {
    Rect rest = c.area();
    rail_at(c, rest.take_bottom(ui::size::bar_land * (1 + (c.theme().text_scale - 1) * .2f)), app);
    const Rect field = rest.take_left(1264);
    hero(c, field, {field.x + 48, field.y + 56, field.w - 96, field.h - 104}, 96, app);
    rest = rest.inset(48, 56);
    if (in_service(app)) look_up(c, rest.take_bottom(176, 32), app);
    languages(c,
              ui::rows(rest.top_part(std::min(rest.h, 3 * 112 + 2 * 24.f)),
                       static_cast<int>(offered_languages().size()), 24),
              app);
  }

  static void rail_at(Canvas& c, const Rect& r, const App& app) {
    c.fill(r, Colour::surface);
    c.rule(r);
    ui::rail(c, r, cells(app));
  }

  std::uint64_t touched_ms_ = 0, refused_ms_ = 0;
  std::optional<MessageKey> refused_;
  std::vector<std::uint64_t> gesture_ms_;
  bool dimmed_ = false, begun_ = false;
  Shown seen_;
};

}  // namespace

std::unique_ptr<Scene> make_home() {
  return std::make_unique<Home>();
}

}  // namespace redress::shopper
