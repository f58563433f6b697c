// 20 Review: every line can be changed and comes back here; what is promised is said before submitting.
#include "core/policy/policy.h"
#include "core/text/dates.h"
#include "kiosk/scenes/shopper/paged_text.h"
#include "kiosk/scenes/shopper/review_lines.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/submission.h"
#include "kiosk/ui/text_field.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kEdit = 168, kLabel = 144, kGap = 24, kPager = 84, kOne_line = 120;
constexpr int kStory_lines = 6, kStory_lines_landscape = 2;

class Review final : public ShopperScene {
 public:
  void enter(App& app) override {
    app.visit.editing = false;
    if (!submission_.running()) promise_asked_ = app.desk().preview(intake_of(app));
    if (settled_) tick_ms_ = app.now_ms();  // the answer came under a dialog
  }
  std::uint64_t wants_tick_at_ms() const override { return tick_ms_; }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 5, "step.5"_msg);
    page.title = app.say(reading_ ? "review.text"_msg : "review.q"_msg);
    if (!reading_) page.explain = app.say("review.hint"_msg);
    if (reading_) {
      page.back.label = app.say("nav.return"_msg);
      return page;
    }
    const bool saving = submission_.running() || settled_;
    page.primary = {.id = "submit", .label = saving ? app.say("review.saving"_msg) : app.words().text_of("review.submit", type(app)), .look = ui::Look::filled, .right = saving ? ui::Icon::none : ui::Icon::next, .off = saving, .why = app.say("nav.wait"_msg)};
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (reading_) return full_text(c, areas, app);
    Rect rest = areas.main;
    if (!promise_) {
      list(c, rest, app);
      return;
    }
    const ui::Notice promise{.tone = ui::Tone::quiet, .icon = ui::Icon::clock, .body = promise_words(app, *promise_), .type = ui::Type{34, 1.45f}};
    if (!c.portrait()) {
      ui::notice(c, {areas.side.x, areas.side.y, areas.side.w, 0}, promise);
      list(c, rest, app);
      return;
    }
    const float high = ui::notice_height(c, rest.w, promise);
    Rect rows = rest;
    rows.h -= high + 28;
    const float used = list(c, rows, app);
    ui::notice(c, {rest.x, rest.y + used + 28, rest.w, 0}, promise);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::wake) return news(app);
    if (event.kind == Kind::tick) return leave_here(app);
    if (submission_.running() || settled_) return Step::stay();
    if (event.tapped("submit")) {
      submission_.start(app);
      return Step::redraw();
    }
    if (event.tapped("full_text")) return read(app);
    if (reading_) return view_.on(event, *story_).used ? Step::redraw() : Step::stay();
    if (event.tapped("page:prev") || event.tapped("page:next")) {
      page_ += event.tapped("page:next") ? 1 : -1;
      return Step::redraw();
    }
    const auto what = event.tapped_after("edit:");
    const auto scene = what == "impact" && !app.visit.complains() ? "shopper.injury" : review_scene(what);
    if (scene.empty()) return Step::stay();
    app.visit.editing = true;
    return Step::go(std::string(scene));
  }

  bool on_back(App&) override {
    if (submission_.running() || settled_) return true;  // too late to change
    if (!reading_) return false;
    story_.reset();
    reading_ = false;
    return true;
  }

 private:
  static std::string type(const App& app) { return app.visit.contact_type.empty() ? "complaint" : app.visit.contact_type; }

  Step news(App& app) {
    bool changed = false;
    if (auto promised = promise_asked_.take(); promised && promised->ok()) {
      promise_ = **promised;
      changed = true;
    }
    if (submission_.settle(app)) {
      settled_ = true;
      return leave_here(app);
    }
    return changed ? Step::redraw() : Step::stay();
  }

  // Under a dialog this step is dropped; `enter` then asks for a tick to take it again.
  Step leave_here(App& app) {
    tick_ms_ = 0;
    if (!settled_) return Step::stay();
    if (app.visit.submitted) {
      return Step::replace(finish_scene(app));
    }
    settled_ = false;
    return Step::go("shopper.error");
  }

  // A day and its time stay on one line.
  static std::string unbroken(std::string words) {
    constexpr std::string_view kNo_break_space = "\u00A0";
    for (std::size_t at = 0; (at = words.find(' ', at)) != std::string::npos; at += kNo_break_space.size()) words.replace(at, 1, kNo_break_space);
    return words;
  }
  static std::string promise_words(const App& app, const Submitted& promised) {
    if (!promised.first_answer) return app.say("review.promise.untrusted"_msg, {{"n", promised.untrusted_hours}});
    return app.say("review.promise"_msg, {{"t", "**" + unbroken(promised_words(app.words(), app.local(*promised.first_answer), app.today().year)) + "**"}});
  }

  // --- the lines ---
  struct Row {
    const ReviewLine* line;
    float high;
    int shown_lines;  // 0: all
  };
  static float label_width(const Canvas& c) { return kLabel * std::min(c.theme().text_scale * (c.language() == "en" ? 1.15f : 1), 1.35f); }
  static float edit_width(const Canvas& c, const App& app) {
    return std::max(kEdit, c.measure(app.say("review.edit"_msg), ui::Type{32, 1.3f}).w + 88);
  }
  float value_width(const Canvas& c, float width, const App& app) const { return width - label_width(c) - edit_width(c, app) - 2 * kGap; }

  Row row_of(const Canvas& c, const ReviewLine& line, float width, const App& app) const {
    const ui::Type t = value_type(c);
    int lines = c.line_count(line.value, t, value_width(c, width, app));
    const int most = c.portrait() ? kStory_lines : kStory_lines_landscape;
    const bool cut = line.story && lines > most;
    if (cut) lines = most;
    const float least = c.portrait() ? 110 : 94, pad = line.story ? 44 : 20;
    float high = std::max(least, static_cast<float>(lines) * c.line_height(t) + (c.portrait() ? pad : pad - 8));
    if (cut && c.portrait()) high = std::max(high, 2 * 88.f + 16 + 44);
    return {&line, high, cut ? lines : 0};
  }
  static ui::Type value_type(const Canvas& c) { return c.portrait() ? ui::type::value : ui::Type{32, 1.4f}; }

  // Height used. Turns pages where larger letters need more room than there is.
  float list(Canvas& c, Rect r, const App& app) const {
    const auto lines = review_lines(app);
    std::vector<Row> rows;
    float all = 2;
    for (const auto& line : lines) {
      rows.push_back(row_of(c, line, r.w, app));
      all += rows.back().high;
    }
    if (rows.empty()) return 0;
    std::vector<std::size_t> first{0};
    if (all > r.h) {
      float room = r.h - kPager - 16;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (room < rows[i].high && i > first.back()) {
          first.push_back(i);
          room = r.h - kPager - 16;
        }
        room -= rows[i].high;
      }
    }
    const int pages = static_cast<int>(first.size());
    page_ = std::clamp(page_, 0, pages - 1);
    const auto from = first[static_cast<std::size_t>(page_)];
    const auto to = page_ + 1 < pages ? first[static_cast<std::size_t>(page_) + 1] : rows.size();
    float y = r.y;
    c.rule({r.x, y, r.w, 2});
    for (auto i = from; i < to; ++i, y += rows[i - 1].high) row(c, {r.x, y, r.w, rows[i].high}, rows[i], app);
    if (pages == 1) return y - r.y;
    pager(c, {r.x, r.bottom() - kPager, r.w, kPager}, pages, app);
    return r.h;
  }

  void row(Canvas& c, Rect r, const Row& row, const App& app) const {
    const auto& line = *row.line;
    c.rule({r.x, r.bottom() - 2, r.w, 2});
    const bool words = line.what == "text" && !app.visit.complains();
    const std::string label = app.words().text_of("review", words ? "words" : line.what);
    const float chip = c.portrait() ? 88 : 84, edit_w = edit_width(c, app);
    Rect edit = r.take_right(edit_w, kGap);
    const bool stacked = row.shown_lines > 0;
    const bool tall = line.story && c.portrait() && row.high > kOne_line;  // begins at the top
    const Rect at = tall ? edit.below(11).top_part(chip) : edit.centred(edit_w, chip);
    ui::chip(c, at, {.id = "edit:" + line.what, .label = app.say("review.edit"_msg), .icon = ui::Icon::pencil, .spoken = app.say("review.edit.of"_msg, {{"what", label}})});
    if (stacked && c.portrait())
      ui::chip(c, at.moved(0, chip + 16), {.id = "full_text", .label = app.say("review.full_text"_msg), .type = ui::Type{30, 1.3f}});
    if (stacked && !c.portrait()) {
      const float w = std::max(200.f, c.measure(app.say("review.full_text"_msg), ui::Type{30, 1.3f}).w + 56);
      ui::chip(c, r.take_right(w, kGap).centred(w, chip), {.id = "full_text", .label = app.say("review.full_text"_msg), .type = ui::Type{30, 1.3f}});
    }
    const Rect label_area = r.take_left(label_width(c), kGap);
    ui::Widget widget;
    widget.role = ui::Role::status;
    widget.label = label;
    widget.value = line.value;
    widget.rect = r;
    widget.secret = line.typed;
    const Canvas::Scope scope(c, std::move(widget));
    const ui::Type t = value_type(c), small{30, 1.35f};
    const float label_h = c.paragraph_height(label, small, label_area.w);
    const float value_h = c.line_height(t) * static_cast<float>(stacked ? row.shown_lines : c.line_count(line.value, t, r.w));
    const float pad = tall ? 22 : 0;
    if (pad > 0) c.paragraph({label_area.x, r.y + pad, label_area.w, 0}, label, small, Colour::ink_soft);
    else c.paragraph({label_area.x, r.mid_y() - label_h / 2, label_area.w, 0}, label, small, Colour::ink_soft);
    const float y = pad > 0 ? r.y + pad : r.mid_y() - value_h / 2;
    if (stacked) cut_text(c, {r.x, y, r.w, value_h}, line.value, t, row.shown_lines);
    else c.paragraph({r.x, y, r.w, 0}, line.value, t);
  }

  // The first lines, with "…" where they stop.
  static void cut_text(Canvas& c, const Rect& r, std::string text, ui::Type t, int lines) {
    const std::string_view mark = "…";
    text.resize(fitting_bytes(c, text, t, r.w, lines, mark));
    text += mark;
    c.paragraph({r.x, r.y, r.w, 0}, text, t);
    redress::wipe(text);
  }

  void pager(Canvas& c, const Rect& r, int pages, const App& app) const {
    ui::pager(c, r, {.page = page_, .pages = pages, .prev = app.say("nav.prev_page"_msg), .next = app.say("nav.next_page"_msg), .words = app.say("nav.page"_msg, {{"n", page_ + 1}, {"m", pages}}), .first_why = app.say("nav.first_page"_msg), .last_why = app.say("nav.last_page"_msg)});
  }

  // --- the whole story ---
  Step read(App& app) {
    story_ = std::make_unique<ui::TextEntry>(nullptr, ui::TextRules::story(), ui::typing_language(app.language_code()));
    story_->edit().load(app.visit.story.view());
    view_.reset();
    reading_ = true;
    return Step::redraw();
  }
  void full_text(Canvas& c, const ui::ShopperAreas& areas, const App& app) const {
    ui::TextFieldLook look;
    look.field.id = "field:full";
    look.field.secret = true;
    look.field.label = {};
    look.field.placeholder = app.say("review.text"_msg);
    view_.draw(c, areas.main, *story_, look);
  }

  Pending<Submitted> promise_asked_;
  std::optional<Submitted> promise_;
  Submission submission_;
  bool settled_ = false, reading_ = false;
  std::unique_ptr<ui::TextEntry> story_;
  mutable ui::TextFieldView view_;
  mutable int page_ = 0;  // clamped to what there is when drawn
  std::uint64_t tick_ms_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_review() { return std::make_unique<Review>(); }

}  // namespace redress::shopper
