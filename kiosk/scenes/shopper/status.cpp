// 25 Case status: where it stands, the newest answer, and only what this stage allows.
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/scenes/shopper/paged_text.h"
#include "kiosk/scenes/shopper/rating_rows.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/status_words.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr ui::Type kAnswer{34, 1.5f};
constexpr float kPager = 84, kChip = 84;

class CaseStatus final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (app.visit.looked_up) asked_ = app.desk().look_up(*app.visit.looked_up, std::nullopt);
  }

 protected:
  bool cancellable() const override { return false; }

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    page.back = back_button(app);
    page.back.label = app.say("nav.return"_msg);
    if (app.visit.looked_up) page.kicker = app.say("status.code"_msg, {{"code", "**" + to_grouped(*app.visit.looked_up) + "**"}});
    page.title = title(app);
    if (const auto& sync = app.here().sync; known() && sync.phase != SyncPhase::synced && sync.phase != SyncPhase::syncing && sync.last_success)
      page.right = app.say("check.as_of"_msg, {{"t", day_time_words(app.words(), app.local(*sync.last_success), app.today().year)}});
    if (!known()) return page;
    if (allowed(*view_, "confirm")) {
      const bool sending = act_.waiting();
      page.primary = {.id = "submit", .label = app.say(sending ? "review.saving"_msg : "nav.submit"_msg), .look = ui::Look::filled, .right = sending ? ui::Icon::none : ui::Icon::next, .off = sending || solved_ < 0, .why = app.say(sending ? "nav.wait"_msg : "status.need_choice"_msg)};
    } else if (view_->state.stage == Stage::archived && !allowed(*view_, "dispute")) {
      page.primary = {.id = "again", .label = app.say("status.again"_msg), .look = ui::Look::filled, .right = ui::Icon::next};
    }
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (!known()) return missing(c, areas.main, app);
    Rect rest = areas.main, side = areas.side;
    if (c.portrait()) rest.y -= 8, rest.h += 8;
    rest = rest.below(ui::stage_line(c, rest, stage_discs(app, *view_)) + 24);
    Rect& words = c.portrait() ? rest : side;
    for (const auto& notice : notices(app)) words = words.below(ui::notice(c, {words.x, words.y, words.w, 0}, notice) + 20);
    if (const auto next = next_words(app, *view_); !next.empty()) {
      ui::KeyValue line{.label = app.say("status.next"_msg), .value = next, .rule_above = true};
      line.label_width = std::max(140.f, c.measure(line.label, line.label_type).w + 28);
      line.bold_type = ui::Type{34, 1.45f, true};
      rest = rest.below(ui::key_value(c, rest, line) + 24);
    }
    bottom(c, rest, app);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::wake) return news(app);
    if (!known()) return event.tapped("call") ? Step::go("shopper.call") : Step::stay();
    if (event.tapped("solved:yes") || event.tapped("solved:no")) {
      solved_ = event.tapped("solved:yes") ? 1 : 0;
      refused_.clear();
      if (allowed(*view_, "confirm")) return Step::redraw();
      return Step::go("shopper.dispute");  // closed: only "not solved" is offered
    }
    if (rating_.on(event)) return Step::redraw();
    if (event.tapped("submit") && !act_.waiting()) return submit(app);
    if (event.tapped("add")) return Step::go("shopper.add");
    if (event.tapped("rate")) return Step::go("shopper.rate");
    if (event.tapped("again")) return again(app);
    if (event.tapped("answer:prev") || event.tapped("answer:next")) {
      page_ += event.tapped("answer:next") ? 1 : -1;
      return Step::redraw();
    }
    return Step::stay();
  }

 private:
  bool known() const { return view_ && view_->state.known && !view_->state.collision; }

  std::string title(const App& app) const {
    if (!view_ && !failed_) return app.say("nav.wait"_msg);
    if (known()) return status_title(app, *view_);
    if (view_ && view_->state.collision && app.site()) return app.say("status.none_of_ours"_msg, {{"phone", app.site()->phone}});
    return app.say("check.unknown"_msg);
  }

  std::vector<ui::Notice> notices(const App& app) const {
    auto out = status_notices(app, *view_);
    if (!refused_.empty()) out.push_back({.tone = ui::Tone::warn, .body = refused_, .type = ui::Type{32, 1.45f}});
    return out;
  }

  // --- what comes back ---
  Step news(App& app) {
    if (auto answer = asked_.take()) {
      failed_ = !answer->ok();
      if (answer->ok()) view_ = std::move(**answer);
      page_ = 0;
      return Step::redraw();
    }
    auto acted = act_.take();
    if (!acted) return Step::stay();
    if (!acted->ok()) {
      refused_ = refusal_words(app, acted->error());
      confirming_ = false;
      solved_ = -1;
      enter(app);
      return Step::redraw();
    }
    const bool may_rate = confirming_ && rating_.empty();
    if (confirming_ && !rating_.empty()) (void)app.desk().act(shopper_action(Verb::rate, *app.visit.looked_up, rating_.fields()), std::nullopt);
    confirming_ = false;
    solved_ = -1;
    enter(app);
    return may_rate && !rating_shown_ ? Step::go("shopper.rate") : Step::redraw();
  }

  Step submit(App& app) {
    if (solved_ == 0) return Step::go("shopper.dispute");
    if (solved_ != 1) return Step::stay();
    confirming_ = true;
    refused_.clear();
    act_ = app.desk().act(shopper_action(Verb::confirm, *app.visit.looked_up), std::nullopt);
    return Step::redraw();
  }

  static Step again(App& app) {
    app.visit.earlier_case = to_compact(*app.visit.looked_up);
    app.visit.before = Answer3::yes;
    return Step::go("shopper.type");
  }

  // --- below the stage line ---
  static void missing(Canvas& c, Rect rest, const App& app) {
    ui::button(c, rest.below(24).top_part(ui::size::button), {.id = "call", .label = app.say("rail.call"_msg), .left = ui::Icon::bell});
  }

  struct Ask {
    bool confirm = false, dispute = false, rate = false, inline_rating = false, heading = true, note = true;
    float height = 0;
  };
  static constexpr ui::Type kHead{38, 1.35f, true};

  Ask ask_of(const Canvas& c, const Rect& r, const App& app) const {
    Ask ask;
    ask.confirm = allowed(*view_, "confirm");
    ask.dispute = !ask.confirm && allowed(*view_, "dispute");
    ask.rate = !ask.confirm && allowed(*view_, "rate") && view_->state.ratings.empty() && view_->state.confirmed_at.has_value();
    const float least = answer_least(c), head = c.line_height(kHead) + 14;
    const float note = 12 + c.paragraph_height(app.say("status.no.what"_msg), ui::type::note, r.w);
    if (ask.confirm || ask.dispute || ask.rate) ask.height = 24 + ui::size::button;
    // The heading and the note give way to the answer; the next page says both again.
    ask.heading = (ask.confirm || ask.dispute) && r.h - ask.height - head >= least;
    if (ask.heading) ask.height += head;
    ask.note = ask.confirm && r.h - ask.height - note >= least;
    if (ask.note) ask.height += note;
    const float stars = 24 + c.line_height(kHead) + 12 + RatingRows::height();
    ask.inline_rating = ask.confirm && solved_ != 0 && allowed(*view_, "rate") && c.portrait() && r.h - ask.height - stars >= least;
    if (ask.inline_rating) ask.height += stars;
    return ask;
  }
  float answer_least(const Canvas& c) const {
    if (view_->state.answers.empty()) return c.line_height(kAnswer) + 24 + ui::size::chip;
    return ui::answer_card_height(c, 600, {"", "1"}, kChip) + c.line_height(kAnswer);
  }

  void bottom(Canvas& c, Rect rest, const App& app) const {
    const Ask ask = ask_of(c, rest, app);
    rating_shown_ = ask.inline_rating;
    rest = rest.below(answers(c, {rest.x, rest.y, rest.w, rest.h - ask.height}, app));
    if (ask.confirm || ask.dispute) {
      rest = rest.below(24);
      if (ask.heading) ui::section(c, rest.take_top(c.line_height(kHead), 14), app.say(ask.confirm ? "status.solved.q"_msg : "status.closed.more"_msg), {}, kHead);
      const Rect line = rest.take_top(ui::size::button, 12);
      if (ask.confirm) {
        const auto cells = ui::columns(line, 2, 24);
        ui::button(c, cells[0], {.id = "solved:yes", .label = app.say("status.yes"_msg), .left = solved_ == 1 ? ui::Icon::check : ui::Icon::none, .chosen = solved_ == 1});
        ui::button(c, cells[1], {.id = "solved:no", .label = app.say("status.no"_msg), .left = solved_ == 0 ? ui::Icon::check : ui::Icon::none, .chosen = solved_ == 0});
        if (ask.note) rest = rest.below(c.paragraph({rest.x, rest.y, rest.w, 0}, app.say("status.no.what"_msg), ui::type::note, Colour::ink_soft));
      } else {
        const auto cells = ui::columns(line, 2, 24);
        ui::button(c, cells[0], {.id = "solved:no", .label = app.say("status.no"_msg)});
        if (ask.rate) ui::button(c, cells[1], {.id = "rate", .label = app.say("status.rate"_msg)});
      }
    } else if (ask.rate) {
      ui::button(c, rest.below(24).top_part(ui::size::button), {.id = "rate", .label = app.say("status.rate"_msg)});
    }
    if (!ask.inline_rating) return;
    rest = rest.below(24);
    ui::section(c, rest.take_top(c.line_height(kHead), 12), app.say("status.rate"_msg), app.say("status.rate.ends"_msg), kHead);
    rating_.draw(c, rest.top_part(RatingRows::height()), app);
  }

  // One page of one answer, newest first; adding is always possible. Returns the height used.
  float answers(Canvas& c, const Rect& r, const App& app) const {
    const bool may_add = allowed(*view_, "add");
    const auto list = answer_words(app, *view_);
    if (list.empty()) {
      const float used = c.paragraph({r.x, r.y, r.w, 0}, app.say("status.no_answer"_msg), kAnswer, Colour::ink_soft) + 24;
      if (may_add) add_chip(c, {r.x, r.y + used, r.w, ui::size::chip}, app);
      return used + (may_add ? ui::size::chip : 0);
    }
    const float foot = may_add || list.size() > 1 ? kChip : 0;
    const float chrome = ui::answer_card_height(c, r.w, {"", "1"}, foot) - c.line_height(kAnswer);
    const int lines = std::max(1, static_cast<int>((r.h - chrome) / c.line_height(kAnswer)));
    // Every page of every answer, one after the other.
    struct Page {
      std::size_t answer, from, to;
    };
    std::vector<Page> pages;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto starts = text_pages(c, list[i].text, kAnswer, r.w - 72, lines);
      for (std::size_t k = 0; k < starts.size(); ++k) pages.push_back({i, starts[k], k + 1 < starts.size() ? starts[k + 1] : list[i].text.size()});
    }
    page_ = std::clamp(page_, 0, static_cast<int>(pages.size()) - 1);
    const auto& now = pages[static_cast<std::size_t>(page_)];
    const ui::AnswerCard card{list[now.answer].from, list[now.answer].text.substr(now.from, now.to - now.from)};
    const float high = ui::answer_card_height(c, r.w, card, foot);
    Rect inside = ui::answer_card(c, {r.x, r.y, r.w, high}, card);
    inside = inside.top_part(kChip);
    const Canvas::Ground ground(c, Colour::surface);
    if (may_add) add_chip(c, inside.take_left(add_width(c, app), 20), app);
    if (pages.size() > 1) turn(c, inside, static_cast<int>(pages.size()), app);
    return high;
  }
  static float add_width(const Canvas& c, const App& app) { return ui::chip_width(c, {.id = "add", .label = app.say("status.add"_msg), .icon = ui::Icon::pencil}); }
  static void add_chip(Canvas& c, const Rect& r, const App& app) {
    const ui::Chip chip{.id = "add", .label = app.say("status.add"_msg), .icon = ui::Icon::pencil};
    ui::chip(c, r.left_part(std::min(r.w, add_width(c, app))), chip);
  }
  void turn(Canvas& c, Rect r, int pages, const App& app) const {
    const auto square = [&](const std::string& id, ui::Icon icon, bool off, const std::string& why, MessageKey spoken) {
      ui::button(c, r.take_right(kPager, 12), {.id = id, .left = icon, .off = off, .why = why, .spoken = app.say(spoken)});
    };
    square("answer:next", ui::Icon::down, page_ + 1 >= pages, app.say("nav.last_page"_msg), "nav.next_page"_msg);
    square("answer:prev", ui::Icon::up, page_ == 0, app.say("nav.first_page"_msg), "nav.prev_page"_msg);
    const auto words = app.say("nav.page"_msg, {{"n", page_ + 1}, {"m", pages}});
    if (c.measure(words, ui::type::note).w <= r.w) c.text(r, words, ui::type::note, Colour::ink_soft, ui::Align::right);
  }

  Pending<CaseView> asked_;
  Pending<Uuid> act_;
  std::optional<CaseView> view_;
  bool failed_ = false, confirming_ = false;
  int solved_ = -1;  // 1 yes, 0 no
  std::string refused_;
  RatingRows rating_;
  mutable bool rating_shown_ = false;
  mutable int page_ = 0;  // clamped to what there is when drawn
};

}  // namespace

std::unique_ptr<Scene> make_status() { return std::make_unique<CaseStatus>(); }

}  // namespace redress::shopper
