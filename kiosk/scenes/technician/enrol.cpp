// 51 Enrolment: address and one-time code, then two people compare the fingerprint. Waiting is a normal state.
#include "core/text/time_words.h"
#include "kiosk/scenes/technician/probe_words.h"
#include "kiosk/scenes/technician/technician_scene.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::technician {

namespace {

using ui::Rect;

constexpr std::int64_t kCode_hours = 24;  // as head office keeps it
constexpr std::string_view kScheme = "https://";
constexpr std::uint64_t kTick_ms = 1'000, kAsk_ms = 10'000;

class Enrol final : public TechnicianScene {
 public:
  bool has_text_field() const override { return true; }

 protected:
  std::string_view here_id() const override { return "nav:enrol"; }

  void opened(App& app) override {
    fingerprint_ = app.here().fingerprint;
    if (url_.value().empty()) (void)url_.hardware_text(kScheme);
    view_ = app.desk().inspect_device();
    if (app.here().provisioned) asked_ = app.desk().enrol_state();
    take(app);
  }
  void closing() override {
    code_.wipe();
    url_.leave();
  }
  std::uint64_t tick_at_ms() const override { return state_ == EnrolView::State::waiting ? tick_ms_ : 0; }

  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::tick) return tick(app);
    if (event.kind == Kind::wake) {
      take(app);
      return Step::redraw();
    }
    if (event.tapped("again")) {
      if (!asked_.waiting()) asked_ = app.desk().enrol_state();
      take(app);
      return Step::redraw();
    }
    if (state_ == EnrolView::State::waiting || state_ == EnrolView::State::approved || asked_.waiting()) return Step::stay();
    if (event.kind == Kind::scan) return scanned(event.text);
    if (event.tapped("field:url") || event.tapped("field:code")) {
      in_code_ = event.tapped("field:code");
      return Step::redraw();
    }
    if (event.tapped("start")) return start(app);
    const auto change = (in_code_ ? code_ : url_).on(event);
    if (change.done && !in_code_) in_code_ = true;
    else if (change.done) return start(app);
    if (change.value) trouble_.clear();
    return change.used ? Step::redraw() : Step::stay();
  }

  void content(ui::Canvas& c, Rect r, const App& app) const override {
    ui::heading(c, r.take_top(ui::size::staff_button, 14), app.say("tech.enrol.title"_msg), app.say("tech.enrol.what"_msg));
    const bool asks = state_ == EnrolView::State::none || state_ == EnrolView::State::rejected;
    if (asks) return form(c, r, app);
    if (c.portrait()) {
      waiting(c, r.take_top(std::min(r.h / 2, state_ == EnrolView::State::approved ? done_height(c) : 540 * c.theme().text_scale), 20), app);
      return ladder(c, r, app);
    }
    ladder(c, r.take_left(430, 24), app);
    waiting(c, r, app);
  }

 private:
  Step tick(App& app) {
    if (app.now_ms() < tick_ms_) return Step::stay();
    tick_ms_ = app.now_ms() + kTick_ms;
    if (!asked_.waiting() && app.now_ms() >= ask_ms_) {
      ask_ms_ = app.now_ms() + kAsk_ms;
      asked_ = app.desk().enrol_state();
      take(app);
    }
    return Step::redraw();
  }

  Step scanned(const std::string& text) {
    code_.wipe();
    (void)code_.hardware_text(text);
    in_code_ = true;
    trouble_.clear();
    return Step::redraw();
  }

  Step start(App& app) {
    if (url_.value().empty() || code_.value().empty()) {
      in_code_ = !url_.value().empty();
      trouble_ = app.say(in_code_ ? "tech.enrol.error.form"_msg : "tech.enrol.error.address"_msg);
      return Step::redraw();
    }
    asked_ = app.desk().enrol(std::string(url_.value()), std::string(code_.value()));
    take(app);
    return Step::redraw();
  }

  void take(App& app) {
    take_address();
    take_probe(app);
    auto answer = asked_.take();
    if (!answer) return;
    if (!answer->ok()) {
      trouble_ = app.say(trouble_key(answer->error().code));
      // Which part of the way is broken says more than that nothing came back.
      if (answer->error().code == Errc::unavailable && !url_.value().empty()) {
        looking_ = app.desk().probe(std::string(url_.value()));
        take_probe(app);
      }
      return;
    }
    trouble_.clear();
    const auto& view = answer->value();
    if (!view.fingerprint.empty()) fingerprint_ = view.fingerprint;
    if (view.state == EnrolView::State::waiting && state_ != view.state) {
      since_ms_ = app.now_ms();
      tick_ms_ = since_ms_ + kTick_ms;
      ask_ms_ = since_ms_ + kAsk_ms;
    }
    state_ = view.state;
    if (state_ == EnrolView::State::rejected) trouble_ = app.say("tech.enrol.error.rejected"_msg, {{"reason", view.reason}});
  }

  // An address that is configured or was used before need not be typed again.
  void take_address() {
    auto view = view_.take();
    if (!view || !view->ok() || (*view)->head_office.empty() || url_.value() != kScheme) return;
    url_.wipe();
    (void)url_.hardware_text((*view)->head_office);
  }

  void take_probe(App& app) {
    auto report = looking_.take();
    if (report && report->ok() && (*report)->broken) trouble_ = probe_fix(app, *(*report)->broken);
  }

  static MessageKey trouble_key(Errc code) {
    switch (code) {
      case Errc::invalid: return "tech.enrol.error.form"_msg;
      case Errc::corrupt: return "tech.enrol.error.certificate"_msg;
      case Errc::refused: return "tech.enrol.error.belongs"_msg;
      case Errc::unauthorised:
      case Errc::not_found: return "tech.enrol.error.code"_msg;
      default: return "tech.enrol.error.address"_msg;
    }
  }

  // Done: a tick; now: its number, filled; later: its number in a dashed ring.
  static void step_disc(ui::Canvas& c, const Rect& r, int number, bool passed, bool now) {
    if (passed || now) c.circle(r.mid_x(), r.mid_y(), 25, ui::Colour::primary);
    else c.ring(r.mid_x(), r.mid_y(), 25, ui::Colour::line_strong, 3, true);
    if (passed) return c.icon(ui::Icon::check, r.centred(30, 30), ui::Colour::on_primary, 5);
    const ui::Canvas::Ground ground(c, now ? ui::Colour::primary : ui::Colour::surface);
    c.text(r, std::to_string(number), ui::Type{24 / c.theme().text_scale, 1, true}, now ? ui::Colour::on_primary : ui::Colour::ink_soft, ui::Align::centre);
  }

  void ladder(ui::Canvas& c, const Rect& r, const App& app) const {
    constexpr float kFive_rungs = 480;
    Rect inside = ui::card(c, c.portrait() ? r.top_part(std::min(r.h, kFive_rungs * c.theme().text_scale)) : r);
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const bool done = state_ == EnrolView::State::approved;
    int number = 0;
    bool all_passed = true;
    const auto rung = [&](bool passed, MessageKey what, const std::string& more) {
      Rect row = inside;
      const Rect disc = row.take_left(50, 20).top_part(50);
      const float high = std::max(50.f, c.paragraph_height(app.say(what), ui::type::card, row.w) + c.paragraph_height(more, ui::type::small, row.w));
      const float gap = c.theme().text_scale > 1 ? 10 : 30;
      if (++number < 5) c.fill({disc.mid_x() - 1.5f, disc.bottom() + 4, 3, high + gap - 58}, passed ? ui::Colour::primary : ui::Colour::line);
      step_disc(c, disc, number, passed, !passed && all_passed);
      all_passed = all_passed && passed;
      inside.take_top(high, gap);
      row.take_top(lines(c, row, app.say(what), ui::type::card));
      lines(c, row, more, ui::type::small, ui::Colour::ink_soft);
    };
    rung(true, "tech.enrol.1"_msg, app.say("tech.enrol.1.done"_msg));
    rung(true, "tech.enrol.2"_msg, app.say("tech.enrol.2.sub"_msg, {{"n", kCode_hours}}));
    rung(done, "tech.enrol.3"_msg, app.say("tech.enrol.3.sub"_msg));
    rung(done, "tech.enrol.4"_msg, app.say("tech.enrol.4.sub"_msg));
    rung(app.here().sync.confirmed > 0, "tech.enrol.5"_msg, app.say("tech.enrol.5.sub"_msg));
  }

  void form(ui::Canvas& c, Rect r, const App& app) const {
    auto metrics = c.portrait() ? ui::TrayMetrics::portrait() : ui::TrayMetrics::counter();
    metrics.has_hide_key = false;
    metrics.candidate_gap = metrics.pad_bottom = 16;
    auto& entry = in_code_ ? code_ : url_;
    if (!c.portrait()) metrics.key_width = (r.w - 2 * metrics.pad_x - 9 * metrics.gap) / 10;
    else metrics.key_width = (r.w - 32 - 9 * metrics.gap) / 10, metrics.pad_x = 16;
    const Rect tray = r.take_bottom(ui::keyboard_height(entry, metrics), 16);
    ui::keyboard(c, tray, entry, metrics);
    const float label = c.line_height(ui::type::small) + 10;
    r.take_top(label);
    url_view_.draw(c, r.take_top(ui::size::staff_field, 12), url_, {.field = {.id = "field:url", .label = app.say("tech.enrol.address"_msg), .editing = !in_code_}});
    r.take_top(label);
    code_view_.draw(c, r.take_top(ui::size::staff_field, 20), code_, {.field = {.id = "field:code", .label = app.say("tech.enrol.code"_msg), .editing = in_code_, .mono = true}});
    const bool busy = asked_.waiting();
    const ui::Button start{.id = "start", .label = app.say(busy ? "nav.wait"_msg : "tech.enrol.start"_msg), .look = ui::Look::filled, .off = busy, .why = app.say("nav.wait"_msg)};
    Rect row = r.take_top(ui::size::staff_button, 12);
    ui::button(c, row.take_right(std::max(260.f, ui::button_width(c, start)), 20), start);
    if (!trouble_.empty()) {
      const ui::Notice said{.tone = ui::Tone::alert, .body = trouble_, .type = ui::type::detail};
      ui::notice(c, {row.x, row.y, row.w, 0}, said);
    }
  }

  static constexpr float kGroups = 100, kPad = 32;
  static float done_height(const ui::Canvas& c) {
    return 2 * kPad + c.line_height(ui::type::heading) + 12 + c.line_height(ui::type::item) + 12 + kGroups;
  }

  void waiting(ui::Canvas& c, const Rect& r, const App& app) const {
    Rect inside = ui::card(c, r, {.pad_x = 40, .pad_y = kPad});
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const bool done = state_ == EnrolView::State::approved;
    const auto title = app.say(done ? "tech.enrol.done"_msg : "tech.enrol.wait"_msg);
    ui::state_words(c, inside.take_top(c.line_height(ui::type::heading), 12), done ? ui::Mark::ok : ui::Mark::waiting, title, ui::type::heading, ui::Colour::ink);
    if (!done) {
      const auto waited_ms = static_cast<std::int64_t>(app.now_ms() - since_ms_);
      inside.take_top(lines(c, inside, app.say("tech.enrol.waited"_msg, {{"span", span_words(app.words(), waited_ms)}}), ui::type::item, ui::Colour::ink_soft), 16);
      inside.take_top(lines(c, inside, app.say("tech.enrol.compare"_msg), ui::type::item), 12);
    }
    if (done) inside.take_top(lines(c, inside, app.say("tech.enrol.fingerprint"_msg), ui::type::item, ui::Colour::ink_soft), 12);
    groups(c, inside.take_top(kGroups, 24));
    if (done) return;
    const ui::Notice works{.tone = ui::Tone::info, .body = app.say("tech.enrol.works"_msg), .type = ui::type::detail};
    inside.take_top(ui::notice(c, inside.top_part(0), works), 20);
    if (!trouble_.empty()) inside.take_top(ui::notice(c, inside.top_part(0), {.tone = ui::Tone::warn, .body = trouble_, .type = ui::type::detail}), 20);
    const ui::Button again{.id = "again", .label = app.say("tech.enrol.again"_msg), .left = ui::Icon::sync};
    ui::button(c, inside.take_top(ui::size::staff_button).right_part(ui::button_width(c, again)), again);
  }

  void groups(ui::Canvas& c, const Rect& r) const {
    std::vector<std::string> parts(1);
    for (char ch : fingerprint_)
      if (ch == '-' || ch == ' ') parts.emplace_back();
      else parts.back() += ch;
    const auto cells = ui::columns(r, static_cast<int>(parts.size()), 16);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      c.stroke(cells[i], ui::Colour::line_strong, 2, ui::size::radius_staff);
      c.text(cells[i].inset(8, 0), parts[i], ui::Type{44, 1.2f, true, true}, ui::Colour::ink, ui::Align::centre);
    }
  }

  // Drawing lays the keys and the text out; it changes nothing that was typed.
  mutable ui::TextEntry url_{nullptr, ui::TextRules::line(), ui::TypingLanguage::english};
  mutable ui::TextEntry code_{nullptr, ui::TextRules::line(64), ui::TypingLanguage::english};
  mutable ui::TextFieldView url_view_, code_view_;
  bool in_code_ = false;
  std::string fingerprint_, trouble_;
  EnrolView::State state_ = EnrolView::State::none;
  Pending<EnrolView> asked_;
  Pending<TechnicianView> view_;
  Pending<ProbeReport> looking_;
  std::uint64_t since_ms_ = 0, tick_ms_ = 0, ask_ms_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_enrol() { return std::make_unique<Enrol>(); }

}  // namespace redress::technician
