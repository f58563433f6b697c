// 16 The story, with the least typing: phrases, the keyboard, or "have us phone you". What is typed stays in
// memory that is wiped; it moves into the visit when this screen is covered or left.
#include <algorithm>
#include <cmath>

#include "core/base/limits.h"
#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/ui/caret.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr std::uint64_t kAway_ms = 10'000;      // no touch led away from the story: the idle warning lies above it

class Story final : public ShopperScene {
 public:
  void enter(App& app) override {
    const auto language = ui::typing_language(app.language_code());
    if (!entry_) {
      entry_ = std::make_unique<ui::TextEntry>(app.input_method(), ui::TextRules::story(), language);
      entry_->edit().load(app.visit.story.view());
    }
    entry_->set_language(language);
    covered_ = false;
    caret_.touch(app.now_ms());
    app.desk().prepare();
  }

  void leave(App& app) override {
    entry_->leave();
    app.visit.story.set(entry_->value());
    covered_ = app.quiet_ms() >= kAway_ms;
    caret_.rest();
  }

  bool has_text_field() const override { return true; }
  std::uint64_t wants_tick_at_ms() const override { return caret_.wants_tick_at_ms(); }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 3, "step.3"_msg);
    page.title = by_type(app, "q");
    if (phrase_count(app) > 0) page.explain = app.say("text.hint"_msg);  // without Chinese the keyboard says so itself
    page.primary = next_button(app);
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (c.portrait())
      portrait(c, areas.main, app);
    else
      landscape(c, areas, app);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::wake) return Step::stay();
    if (event.kind == Kind::tick) return caret_.tick(app.now_ms()) ? Step::redraw() : Step::stay();
    caret_.touch(app.now_ms());
    if (event.tapped("next")) return next(app, app.visit.complains() ? "shopper.wish" : "shopper.contact");
    if (event.tapped("call_me")) return call_me(app);
    if (auto phrase = event.tapped_after("phrase:"); !phrase.empty())
      return use_phrase(app, static_cast<std::size_t>(std::stoul(phrase)));
    auto change = view_.on(event, *entry_);
    if (!change.used) change = entry_->on(event);
    if (change.used) full_ = change.full;
    return change.used ? Step::redraw() : Step::stay();
  }

 private:
  // --- touches ---
  Step call_me(App& app) {
    app.visit.call_me = !app.visit.call_me;
    if (!app.visit.call_me) return Step::redraw();
    app.visit.contact = ContactChoice::phone;
    return app.visit.editing ? Step::replace("shopper.contact") : Step::go("shopper.contact");
  }

  static const std::vector<Phrase>& phrases(const App& app) {
    return app.policy()->phrases_of(app.visit.contact_type, app.visit.category, app.visit.subcategory);
  }
  static std::string phrase_name(const App& app, std::size_t n) {
    return app.visit.contact_type + "." + app.visit.category + "." + app.visit.subcategory + ":" + std::to_string(n);
  }
  static bool used(const App& app, std::size_t n) {
    const auto& names = app.visit.phrases_used;
    return std::find(names.begin(), names.end(), phrase_name(app, n)) != names.end();
  }
  Step use_phrase(App& app, std::size_t n) {
    if (!app.policy() || n >= phrases(app).size()) return Step::stay();
    const auto& sentence = phrases(app)[n].adds.in(app.language());
    // A second touch adds nothing while the sentence still stands there.
    if (used(app, n) && entry_->value().find(sentence) != std::string_view::npos) return Step::stay();
    const auto change = entry_->insert_phrase(sentence);
    full_ = change.full;
    if (change.value && !used(app, n)) app.visit.phrases_used.push_back(phrase_name(app, n));
    return Step::redraw();
  }

  // --- what is shown ---
  void portrait(Canvas& c, Rect rest, const App& app) const {
    const auto metrics = ui::TrayMetrics::portrait();
    const float tray_high = ui::keyboard_height(*entry_, metrics);
    Rect tray = rest.take_bottom(tray_high, 12);
    tray = {0, tray.y, c.area().w, tray_high};
    rest = rest.below(-8);  // 24 below the question here
    const float line = c.line_height(ui::type::note);
    const float private_wide = c.measure(app.say("text.private"_msg), ui::type::note).w + 42;
    const bool one_line = private_wide + 24 + counter_width(c, app) <= rest.w;
    const float counter_high = one_line ? line : 2 * line;
    const float chip = chip_height(c), field_least = 2 * c.line_height(ui::type::field) + 64;
    // What the letters leave over: the offer always, phrases as long as the field keeps two lines.
    float room = rest.h - field_least - 24 - 14 - counter_high - chip;
    int lines = 0;
    const int wanted = (static_cast<int>(phrase_count(app)) + 1) / 2;
    for (; lines < std::min(wanted, 3) && room >= chip + 16; ++lines) room -= chip + 16;
    if (lines == 3 && room < 100) lines = 2;
    for (int row = 0; row < lines; ++row) {
      const auto cells = ui::columns(rest.take_top(chip, 16), 2, 24);
      for (int i = 0; i < 2; ++i)
        phrase(c, cells[static_cast<std::size_t>(i)], static_cast<std::size_t>(row * 2 + i), app);
    }
    offer(c, rest.take_top(chip, 24), app, "text.phone"_msg);
    Rect foot = rest.take_bottom(counter_high, 14);
    const float field_high =
        std::min(rest.h, 296.f + (entry_->shows_candidates() ? 0 : metrics.candidate_bar) +
                             (c.theme().text_scale - 1) * 200);
    foot = {foot.x, rest.y + field_high + 14, foot.w, foot.h};
    field(c, rest.top_part(field_high), app);
    counter(c, foot.bottom_part(line), app);
    privacy(c, {foot.x, foot.y, one_line ? private_wide : foot.w, line}, app);
    ui::keyboard(c, tray, *entry_, metrics);
  }

  void landscape(Canvas& c, const ui::ShopperAreas& areas, const App& app) const {
    const auto metrics = ui::TrayMetrics::landscape();
    Rect side = areas.side, main = areas.main;
    const float chip = chip_height(c);
    privacy(
        c, side.take_bottom(c.paragraph_height(app.say("text.private"_msg), ui::type::note, side.w - 50), 16),
        app);
    const Rect aside = side.bottom_part(c.line_height(ui::type::note));
    if (c.theme().text_scale > 1) side.take_bottom(aside.h, 12);
    const auto fit = static_cast<std::size_t>(std::max(0.f, std::floor((side.h - chip) / (chip + 12))));
    for (std::size_t i = 0; i < std::min({phrase_count(app), fit, std::size_t{5}}); ++i)
      phrase(c, side.take_top(chip, 12), i, app);
    offer(c, side.take_top(chip), app, "text.phone.short"_msg);
    const float tray_high = ui::keyboard_height(*entry_, metrics);
    main.h += 32;  // the tray stands on the bar
    const Rect tray = main.take_bottom(tray_high, 10);
    // With the largest letters the counter goes to the left, so that the field keeps its height.
    const float line = c.line_height(ui::type::note);
    if (main.h - line - 10 >= 200)
      counter(c, main.take_bottom(line, 10), app);
    else
      counter(c, aside, app);
    field(c, main, app);
    ui::keyboard(c, tray, *entry_, metrics);
  }

  static float chip_height(const Canvas& c) {
    return ui::size::chip * (1 + (c.theme().text_scale - 1) * .3f);
  }
  static std::size_t phrase_count(const App& app) { return app.policy() ? phrases(app).size() : 0; }

  void phrase(Canvas& c, const Rect& r, std::size_t n, const App& app) const {
    if (n >= phrase_count(app)) return;
    ui::Chip chip{.id = "phrase:" + std::to_string(n),
                  .label = phrases(app)[n].labels.in(app.language()),
                  .chosen = used(app, n),
                  .icon = ui::Icon::add};
    chip.align = ui::Align::left;
    ui::chip(c, r, chip);
  }
  static void offer(Canvas& c, const Rect& r, const App& app, MessageKey words) {
    ui::Chip chip{.id = "call_me",
                  .label = app.say(app.visit.call_me ? "text.phone.chosen"_msg : words),
                  .chosen = app.visit.call_me,
                  .icon = ui::Icon::call,
                  .offer = true};
    chip.align = ui::Align::left;
    ui::chip(c, r, chip);
  }

  // text.q of a complaint, text.suggestion.q of a suggestion ...
  static std::string by_type(const App& app, const std::string& word) {
    const auto& type = app.visit.contact_type;
    return app.words().text_of("text", type.empty() || type == "complaint" ? word : type + "." + word);
  }

  void field(Canvas& c, const Rect& r, const App& app) const {
    ui::TextFieldLook look;
    look.field.id = "field:story";
    look.field.placeholder = by_type(app, "placeholder");
    look.field.editing = true;
    look.field.secret = true;
    look.caret_lit = caret_.lit();
    look.covered = covered_;
    view_.draw(c, r, *entry_, look);
  }

  std::string counter_words(const App& app) const {
    const auto& edit = entry_->edit();
    const auto most = group_digits(static_cast<std::int64_t>(limits::kText_code_points));
    if (edit.full() || full_) return "**" + app.say("text.full"_msg, {{"n", most}}) + "**";
    const auto left =
        app.say("text.left"_msg, {{"n", "**" + group_digits(static_cast<std::int64_t>(edit.left())) + "**"}});
    return edit.nearly_full() ? "**" + app.say("text.nearly_full"_msg) + "**  " + left : left;
  }
  float counter_width(const Canvas& c, const App& app) const {
    std::string plain;
    for (char letter : counter_words(app))
      if (letter != '*') plain += letter;
    return c.measure(plain, ui::type::note.as_bold()).w + 16;
  }
  void counter(Canvas& c, const Rect& r, const App& app) const {
    Canvas::Rich look;
    look.type = ui::type::note;
    look.colour = Colour::ink_soft;
    look.bold_colour = Colour::ink;
    look.align = ui::Align::right;
    look.across = ui::Across::middle;
    c.rich(r.right_part(std::min(r.w, counter_width(c, app))), counter_words(app), look);
  }

  static void privacy(Canvas& c, Rect r, const App& app) {
    c.icon(ui::Icon::lock, r.take_left(32, 10).top_part(c.line_height(ui::type::note)).centred(32, 32),
           Colour::ink_soft, 3.4f);
    const auto words = app.say("text.private"_msg);
    if (c.line_height(ui::type::note) * 1.5f > r.h)
      c.text(r, words, ui::type::note, Colour::ink_soft);
    else
      c.paragraph({r.x, r.y, r.w, 0}, words, ui::type::note, Colour::ink_soft);
  }

  std::unique_ptr<ui::TextEntry> entry_;
  mutable ui::TextFieldView view_;
  ui::Caret caret_;
  bool covered_ = false, full_ = false;
};

}  // namespace

std::unique_ptr<Scene> make_story() {
  return std::make_unique<Story>();
}

}  // namespace redress::shopper
