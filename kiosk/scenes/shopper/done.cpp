// 21 Done: thanks once, the code, what it is good for, two dates, and three lines that only say what is true.
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
using Line = ui::StatusLine;

constexpr std::uint64_t kShown_ms = 20'000, kMore_ms = 60'000;

// What is left out, in this order, where larger letters need the room.
struct Plan {
  bool short_title = false, explain = true, heading = true, label = true;
};
constexpr Plan kPlans[] = {{}, {true, true, true, true}, {true, false, true, true}, {true, false, false, true}, {true, false, false, false}};

class Done final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!until_ms_) {
      until_ms_ = app.now_ms() + kShown_ms;
      app.play(Tone::done);
    }
    next_tick_ms_ = next_second(until_ms_, app);
    watch_.enter(app);
  }
  std::uint64_t wants_tick_at_ms() const override { return next_tick_ms_; }

 protected:
  bool cancellable() const override { return false; }
  bool on_back(App&) override { return true; }  // there is no way back into the draft

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    if (app.visit.submitted) page.right = day_time_words(app.words(), app.local(app.visit.submitted->at), app.today().year);
    page.extra = {.id = "more", .label = app.say("done.more"_msg), .left = ui::Icon::clock};
    page.primary = {.id = "done", .label = app.say("done.finish"_msg), .look = ui::Look::filled, .after = app.say("done.count"_msg, {{"n", seconds_left(until_ms_, app)}})};
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (!app.visit.submitted) return;
    if (c.portrait()) {
      Rect rest = areas.main;
      rest.y -= 4;
      rest.h += 4;
      column(c, rest, app, true);
      return;
    }
    Rect left = areas.main;
    const Rect right = left.take_right(600, 40);
    column(c, left, app, false);
    side_card(c, right, app);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::wake) {
      const bool changed = watch_.news(app);
      if (print_went_wrong(app.visit.printed)) return Step::replace("shopper.photo");
      if (seen_revision_ == app.here().revision && !changed) return Step::stay();
      seen_revision_ = app.here().revision;
      return Step::redraw();
    }
    if (event.tapped("done")) return Step::home();
    if (event.tapped("more")) {
      until_ms_ = app.now_ms() + kMore_ms;
      return Step::redraw();
    }
    if (event.kind != Kind::tick) return Step::stay();
    if (app.now_ms() >= until_ms_) return Step::home();
    if (print_went_wrong(app.visit.printed)) return Step::replace("shopper.photo");
    next_tick_ms_ = next_second(until_ms_, app);
    watch_.tick(app);
    return Step::redraw();
  }

 private:
  // --- measures ---
  static float grown(const Canvas& c, float h, float share) { return h * (1 + (c.theme().text_scale - 1) * share); }
  static float row_height(const Canvas& c, const Plan& plan, bool tall) {
    if (!plan.explain) return grown(c, 84, .3f);
    return grown(c, tall ? 108 : 88, .9f);
  }
  static float code_height(bool tall) { return tall ? 168 : 140; }
  static float qr_side(bool tall) { return tall ? 364 : 0; }

  float title_height(const Canvas& c, const Plan& plan, float width, const App& app, bool tall) const {
    return std::max(tall ? 96.f : 76.f, c.paragraph_height(title(plan, app), title_type(tall), width - (tall ? 124 : 104)));
  }
  static ui::Type title_type(bool tall) { return ui::Type{tall ? 60.f : 56.f, 1.3f, true}; }
  static std::string title(const Plan& plan, const App& app) { return app.say(plan.short_title ? "done.title.short"_msg : "done.title"_msg); }
  std::string code_label(const App& app) const {
    return app.visit.contact == ContactChoice::anonymous ? app.say("done.code"_msg) + "  " + app.say("done.anon"_msg) : app.say("done.code"_msg);
  }

  float needed(const Canvas& c, const Plan& plan, float width, const App& app, bool tall) const {
    float h = title_height(c, plan, width, app, tall) + (tall ? 40 : 18);
    if (plan.label) h += c.paragraph_height(code_label(app), ui::type::note, width) + 12;
    h += code_height(tall) + (tall ? 36 : 22) + qr_side(tall);
    if (plan.heading) h += (tall ? 40 : 0) + c.line_height(ui::type::label) + 12;
    else h += tall ? 16 : 0;
    h += promised_dates_height(c, width, app, !tall) + (tall ? 32 : 18);
    return h + 3 * row_height(c, plan, tall);
  }

  void column(Canvas& c, Rect rest, const App& app, bool tall) const {
    Plan plan = kPlans[std::size(kPlans) - 1];
    for (const auto& each : kPlans)
      if (needed(c, each, rest.w, app, tall) <= rest.h) {
        plan = each;
        break;
      }
    Rect head = rest.take_top(title_height(c, plan, rest.w, app, tall), tall ? 40 : 18);
    const float mark = tall ? 96 : 76;
    ui::round_mark(c, head.take_left(mark, 28).centred(mark, mark), ui::Icon::check, Colour::ok);
    const auto words = title(plan, app);
    const float words_h = c.paragraph_height(words, title_type(tall), head.w);
    c.paragraph({head.x, head.mid_y() - words_h / 2, head.w, 0}, words, title_type(tall));
    if (plan.label) rest = rest.below(c.paragraph({rest.x, rest.y, rest.w, 0}, code_label(app), ui::type::note, Colour::ink_soft) + 12);
    ui::code_boxes(c, rest.take_top(code_height(tall), tall ? 36 : 22), to_compact(app.visit.submitted->code), tall ? 116 : 108);
    if (tall) qr_row(c, rest.take_top(qr_side(tall)), app);
    if (plan.heading) {
      rest = rest.below(tall ? 40 : 0);
      ui::section(c, rest.take_top(c.line_height(ui::type::label), 12), app.say("done.dates"_msg));
    } else if (tall) {
      rest = rest.below(16);
    }
    rest = rest.below(promised_dates(c, rest, app, !tall) + (tall ? 32 : 18));
    ui::status_lines(c, rest, lines(app, plan.explain), row_height(c, plan, tall));
  }

  void qr_row(Canvas& c, Rect r, const App& app) const {
    const Rect square = r.take_left(r.h, 40);
    qr(c, square, app);
    const float high = good_for_height(c, r.w, r.h, app);
    good_for(c, {r.x, r.mid_y() - high / 2, r.w, r.h}, r.h, app);
  }
  void side_card(Canvas& c, const Rect& r, const App& app) const {
    c.fill(r, Colour::surface, ui::size::radius);
    c.stroke(r, Colour::line, 2, ui::size::radius);
    const Canvas::Ground ground(c, Colour::surface);
    Rect inside = r.inset(44, 32);
    const float side = c.theme().text_scale > 1 ? 320 : 372;
    qr(c, inside.take_top(side, 20).centred(side, side), app);
    good_for(c, inside, inside.h, app);
  }
  static void qr(Canvas& c, const Rect& r, const App& app) {
    const auto matrix = qr_matrix(app.visit.submitted->tracking_address);
    if (!matrix.ok()) return;
    ui::qr_code(c, r, matrix->dark, matrix->modules);
    c.stroke(r, Colour::line, 2, ui::size::radius);
  }

  // What the code is good for, as many lines as there is room for, and the telephone.
  static ui::KeyValue telephone(const Canvas& c, const App& app) {
    ui::KeyValue line{.label = app.say("done.phone"_msg), .value = "**" + app.site()->phone + "**", .pad = 4, .rule_below = false};
    line.label_width = c.measure(line.label, line.label_type).w + 28;
    line.bold_type = ui::Type{32, 1.45f, true};
    line.value_type = ui::Type{32, 1.45f};
    return line;
  }
  static bool beside(const Canvas& c, const ui::KeyValue& line, float width, const App& app) {
    return line.label_width + c.measure(app.site()->phone, line.bold_type).w <= width;
  }
  static float phone_height(const Canvas& c, float width, const App& app) {
    if (!app.site()) return 0;
    const float one = c.line_height(ui::Type{32, 1.45f});
    return beside(c, telephone(c, app), width, app) ? one + 16 : 2 * one + 8;
  }
  float good_for_height(const Canvas& c, float width, float room, const App& app) const {
    const ui::Type head{34, 1.35f, true};
    float h = c.paragraph_height(app.say("done.qr"_msg), head, width) + 12;
    const float phone = phone_height(c, width, app);
    for (const auto key : {"done.qr.1"_msg, "done.qr.2"_msg, "done.qr.3"_msg}) {
      const float line = c.paragraph_height(app.say(key), ui::type::body, width - 30) + 12;
      if (h + line + phone > room) break;
      h += line;
    }
    return h + phone;
  }
  void good_for(Canvas& c, Rect r, float room, const App& app) const {
    const ui::Type head{34, 1.35f, true};
    const float top = r.y;
    r = r.below(c.paragraph({r.x, r.y, r.w, 0}, app.say("done.qr"_msg), head) + 12);
    const float phone = phone_height(c, r.w, app);
    for (const auto key : {"done.qr.1"_msg, "done.qr.2"_msg, "done.qr.3"_msg}) {
      const float line = c.paragraph_height(app.say(key), ui::type::body, r.w - 30) + 12;
      if (r.y - top + line + phone > room) break;
      r = r.below(ui::bullet_lines(c, r, {app.say(key)}));
    }
    if (!app.site()) return;
    r = r.below(8);
    auto line = telephone(c, app);
    if (!beside(c, line, r.w, app)) {  // one below the other
      r = r.below(c.paragraph({r.x, r.y, r.w, 0}, line.label, ui::type::note, Colour::ink_soft));
      c.text({r.x, r.y, r.w, c.line_height(line.bold_type)}, app.site()->phone, line.bold_type);
      return;
    }
    ui::key_value(c, r, line);
  }

  // --- what is true ---
  std::vector<Line> lines(const App& app, bool explain) const {
    std::vector<Line> out{saved(app), sending(app), printing(app)};
    if (!explain)
      for (auto& line : out) line.explain.clear();
    return out;
  }
  static Line saved(const App& app) {
    const auto at = day_time_words(app.words(), app.local(app.visit.submitted->at), app.today().year);
    return {.state = Line::State::done, .title = app.say("done.saved"_msg), .explain = app.say("done.saved.sub"_msg, {{"t", at}, {"terminal", app.here().device_name}}), .word = app.say("done.saved.tag"_msg)};
  }
  Line sending(const App& app) const {
    if (watch_.delivered()) return {.state = Line::State::done, .title = app.say("done.sent"_msg), .word = app.say("done.sent.tag"_msg)};
    const auto phase = app.here().sync.phase;
    if (phase == SyncPhase::syncing || phase == SyncPhase::synced)
      return {.state = Line::State::running, .icon = ui::Icon::send, .title = app.say("done.sending"_msg), .word = app.say("done.sending.tag"_msg)};
    return {.state = Line::State::waiting, .icon = ui::Icon::send, .title = app.say("done.wait"_msg), .explain = app.say("done.wait.sub"_msg), .word = app.say("done.wait.tag"_msg)};
  }
  static Line printing(const App& app) {
    const auto& printed = app.visit.printed;
    if (printed && printed->state == PrintView::State::printed) return {.state = Line::State::done, .title = app.say("done.printed"_msg), .explain = app.say("done.printing.sub"_msg), .word = app.say("done.saved.tag"_msg)};
    return {.state = Line::State::running, .icon = ui::Icon::print, .title = app.say("done.printing"_msg), .explain = app.say("done.printing.sub"_msg), .parts_done = printed ? printed->parts_done : 0};
  }

  ReceiptWatch watch_;
  std::uint64_t until_ms_ = 0, next_tick_ms_ = 0;
  std::int64_t seen_revision_ = -1;
};

}  // namespace

std::unique_ptr<Scene> make_done() { return std::make_unique<Done>(); }

}  // namespace redress::shopper
