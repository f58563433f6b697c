// 22 Done, not printed: the same facts on one white card to photograph. It stays black on white in every theme and
// its letters keep their size, so that every telephone reads it. If paper comes back nothing prints by itself.
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/receipt/qr.h"
#include "kiosk/scenes/shopper/finish.h"
#include "kiosk/scenes/shopper/receipt_watch.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr std::uint64_t kShown_ms = 60'000;

class PhotoCard final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!until_ms_) {
      until_ms_ = app.now_ms() + kShown_ms;
      if (!app.visit.printed) app.play(Tone::done);  // without a printer this screen stands in the place of 21
    }
    next_tick_ms_ = next_second(until_ms_, app);
  }
  std::uint64_t wants_tick_at_ms() const override { return next_tick_ms_; }

 protected:
  bool cancellable() const override { return false; }
  bool on_back(App&) override { return true; }

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    const bool called = !app.visit.alarm().empty();
    page.extra = {.id = "reprint", .label = app.say(called ? "done.more"_msg : "done.reprint"_msg), .left = called ? ui::Icon::clock : ui::Icon::bell};
    if (called) page.extra.id = "more";
    page.primary = {.id = "done", .label = app.say("done.photographed"_msg), .look = ui::Look::filled, .after = app.say("done.count"_msg, {{"n", seconds_left(until_ms_, app)}})};
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (!app.visit.submitted) return;
    Rect rest = areas.main;
    if (c.portrait()) {
      rest.y -= 4;
      rest.h += 4;
      rest = rest.below(reason(c, rest.top_part(0), app) + 36);
      const Rect hint = rest.take_bottom(c.line_height(ui::type::body), 20);
      const Rect frame{rest.x, rest.y, rest.w, std::min(rest.h, 1100.f)};
      ui::photo_corners(c, frame);
      portrait_card(c, frame.inset(32), app);
      glare(c, {hint.x, std::min(hint.y, frame.bottom() + 24), hint.w, hint.h}, app, true);
      return;
    }
    const Rect frame = rest.take_left(1180, 48);
    ui::photo_corners(c, frame);
    landscape_card(c, frame.inset(24), app);
    rest = rest.below(reason(c, rest.top_part(0), app) + 32);
    if (c.paragraph_height(app.say("done.glare"_msg), ui::type::body, rest.w - 68) <= rest.h) glare(c, rest, app, false);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.tapped("done")) return Step::home();
    if (event.tapped("reprint")) {
      until_ms_ = app.now_ms() + kShown_ms;
      return Step::go("shopper.call");
    }
    if (event.tapped("more")) {
      until_ms_ = app.now_ms() + kShown_ms;
      return Step::redraw();
    }
    if (event.kind == Kind::wake) return Step::redraw();
    if (event.kind != Kind::tick) return Step::stay();
    if (app.now_ms() >= until_ms_) return Step::home();
    next_tick_ms_ = next_second(until_ms_, app);
    return Step::redraw();
  }

 private:
  // A thing that is photographed has one size.
  static ui::Type fixed(const Canvas& c, ui::Type t) { return t.sized(t.size / c.theme().text_scale); }

  static MessageKey why(const App& app) {
    const auto& printed = app.visit.printed;
    if (!printed && !app.here().has_printer) return "done.noprint.none"_msg;
    if (!printed) return "done.noprint.no_answer"_msg;
    if (printed->state == PrintView::State::uncertain) return "done.noprint.partly"_msg;
    if (printed->message == "printer.paper_out") return "done.noprint"_msg;
    if (printed->message == "printer.cover_open") return "done.noprint.cover"_msg;
    return "done.noprint.no_answer"_msg;
  }
  static float reason(Canvas& c, const Rect& r, const App& app) {
    return ui::notice(c, {r.x, r.y, r.w, 0}, {.tone = ui::Tone::warn, .title = app.say(why(app)), .body = app.say("done.photo"_msg), .type = ui::type::body});
  }
  static void glare(Canvas& c, const Rect& r, const App& app, bool centred) {
    const auto words = app.say("done.glare"_msg);
    const float room = r.w - 68;
    const float wide = std::min(room, c.measure(words, ui::type::body).w + 1);
    const float x = centred ? r.mid_x() - (wide + 68) / 2 : r.x;
    c.icon(ui::Icon::camera, {x, r.y + (c.line_height(ui::type::body) - 48) / 2, 48, 48}, Colour::ink_soft);
    if (centred) c.text({x + 68, r.y, room, c.line_height(ui::type::body)}, words, ui::type::body, Colour::ink_soft);
    else c.paragraph({x + 68, r.y, room, 0}, words, ui::type::body, Colour::ink_soft);
  }

  struct Card {
    Canvas& c;
    const App& app;
    ui::Type soft(float size = 28) const { return fixed(c, ui::Type{size, 1.45f}); }
    ui::Type strong(float size) const { return fixed(c, ui::Type{size, 1.35f, true}); }
    float line(ui::Type t) const { return c.line_height(t); }
  };

  // The card is white: the code's clear space may lie outside the margin, so that its edge stands in line with the words.
  // Returns what is right of it, from the code's first module down.
  static Rect qr(Canvas& c, Rect r, const App& app) {
    const auto matrix = qr_matrix(app.visit.submitted->tracking_address);
    if (!matrix.ok()) return r;
    const float side = r.h, clear = side * 4 / static_cast<float>(matrix->modules + 8);
    ui::qr_code(c, {r.x - clear, r.y, side, side}, matrix->dark, matrix->modules);
    return r.after(side - clear + 12).below(clear);
  }

  static std::string head_words(const App& app) { return app.words().text_of("done.card", app.visit.contact_type.empty() ? "complaint" : app.visit.contact_type, {{"mall", app.site() ? app.site()->names.in(app.language()) : std::string()}}); }
  static std::string head_time(const App& app) {
    return app.say("done.saved.sub"_msg, {{"t", full_day_time_words(app.words(), app.local(app.visit.submitted->at))}, {"terminal", app.here().device_name}});
  }
  static std::string subject(const App& app) {
    return app.policy() ? subject_words(*app.policy(), app.visit.category, app.visit.subcategory, app.language()) : std::string();
  }

  // Head with its rule; returns what is below.
  static Rect head(const Card& card, Rect r) {
    Canvas& c = card.c;
    c.text(r.take_top(card.line(card.strong(40))), head_words(card.app), card.strong(40), Colour::black_ink);
    c.text(r.take_top(card.line(card.soft()), 14), head_time(card.app), card.soft(), Colour::black_ink);
    c.fill(r.take_top(3, 20), Colour::black_ink);
    c.text(r.take_top(card.line(card.soft()), 8), card.app.say("done.code"_msg), card.soft(), Colour::black_ink);
    ui::code_boxes(c, r.take_top(136, 24), to_compact(card.app.visit.submitted->code), 100, true);
    return r;
  }
  // Kind and telephone.
  struct Fact {
    std::string words;
    ui::Type type;
    float gap;
  };
  static std::vector<Fact> facts_of(const Card& card) {
    std::vector<Fact> out{{card.app.say("done.card.scan"_msg), card.strong(34), 14}};
    if (const auto kind = subject(card.app); !kind.empty()) {
      out.push_back({card.app.say("review.category"_msg), card.soft(), 0});
      out.push_back({kind, card.strong(34), 14});
    }
    if (!card.app.site()) return out;
    out.push_back({card.app.say("done.phone"_msg), card.soft(), 0});
    out.push_back({card.app.site()->phone, card.strong(38), 0});
    return out;
  }
  // From `r` down; higher up where the row is too short for them.
  static void facts(const Card& card, Rect r) {
    const auto all = facts_of(card);
    float high = 0;
    for (const auto& fact : all) high += card.c.paragraph_height(fact.words, fact.type, r.w) + fact.gap;
    if (high > r.h) r = Rect{r.x, r.bottom() - high, r.w, high};
    for (const auto& fact : all) r = r.below(card.c.paragraph({r.x, r.y, r.w, 0}, fact.words, fact.type, Colour::black_ink) + fact.gap);
  }
  static Canvas::Rich date_look(const Card& card) {
    Canvas::Rich look;
    look.type = card.soft(32);
    look.bold = card.strong(36);
    look.colour = look.bold_colour = Colour::black_ink;
    return look;
  }
  static float date_label(const Card& card, const std::vector<ui::KeyValue>& lines) {
    float widest = 128;
    for (const auto& line : lines) widest = std::max(widest, card.c.measure(line.label, card.soft(30)).w);
    return widest + 20;
  }
  static float dates_height(const Card& card, float width) {
    const auto lines = promised_lines(card.c, card.app);
    const float label = date_label(card, lines);
    float all = 0;
    for (const auto& line : lines) all += card.c.rich_height(line.value, date_look(card), width - label) + 28;
    return all;
  }
  static float dates(const Card& card, const Rect& r) {
    Canvas& c = card.c;
    const auto lines = promised_lines(c, card.app);
    const float label = date_label(card, lines);
    float y = r.y;
    for (const auto& line : lines) {
      const auto look = date_look(card);
      const float high = c.rich_height(line.value, look, r.w - label);
      c.fill({r.x, y, r.w, 2}, Colour::black_ink);
      c.text({r.x, y + 14, label - 12, std::min(high, card.line(card.strong(36)))}, line.label, card.soft(30), Colour::black_ink);
      c.rich({r.x + label, y + 14, r.w - label, 0}, line.value, look);
      y += high + 28;
    }
    return y - r.y;
  }

  void portrait_card(Canvas& c, const Rect& r, const App& app) const {
    c.fill(r, Colour::white, 4);
    const Canvas::Ground ground(c, Colour::white);
    const Card card{c, app};
    Rect rest = head(card, r.inset(50, 32));  // no less than the clear space of the code
    const float foot = c.paragraph_height(app.say("done.card.privacy"_msg), card.soft(), rest.w);
    const float free = rest.h - dates_height(card, rest.w) - foot - 40;
    const Rect row = rest.take_top(std::clamp(free, 220.f, 400.f), 24);
    facts(card, qr(c, row, app));
    rest = rest.below(dates(card, rest) + 8);
    c.paragraph(rest, app.say("done.card.privacy"_msg), card.soft(), Colour::black_ink);
  }

  void landscape_card(Canvas& c, const Rect& r, const App& app) const {
    c.fill(r, Colour::white, 4);
    const Canvas::Ground ground(c, Colour::white);
    const Card card{c, app};
    Rect rest = head(card, r.inset(40, 20));
    const Rect foot = rest.take_bottom(card.line(card.soft()), 8);
    const float side = std::min(rest.h, 330.f);
    Rect words = qr(c, rest.top_part(side), app);
    words.h = rest.bottom() - words.y;
    words = words.below(dates(card, words) + 4);
    facts_in_line(card, words);
    c.text(foot, app.say("done.card.privacy"_msg), card.soft(), Colour::black_ink);
  }
  static void facts_in_line(const Card& card, Rect r) {
    card.c.fill(r.take_top(2, 12), Colour::black_ink);
    if (const auto kind = subject(card.app); !kind.empty()) r = r.below(card.c.paragraph({r.x, r.y, r.w, 0}, kind, card.strong(30), Colour::black_ink) + 6);
    if (card.app.site()) card.c.text(r.top_part(card.line(card.strong(30))), card.app.say("done.phone"_msg) + "  " + card.app.site()->phone, card.strong(30), Colour::black_ink);
  }

  std::uint64_t until_ms_ = 0, next_tick_ms_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_photo() { return std::make_unique<PhotoCard>(); }

}  // namespace redress::shopper
