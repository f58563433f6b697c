// 25, "not solved": a reason, a few words if wanted, and what follows.
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/status_words.h"
#include "kiosk/scenes/shopper/typed_field.h"

namespace redress::shopper {

namespace {

using ui::Rect;

constexpr std::string_view kReasons[] = {"not_solved", "not_done", "happened_again", "disagree", "unclear", "other"};

class Dispute final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!text_) text_ = std::make_unique<TypedField>(app, ui::TextRules::line(), std::string_view());
    text_->enter(app);
    app.desk().prepare();
  }
  void leave(App& app) override { text_->leave(app); }
  bool has_text_field() const override { return true; }
  std::uint64_t wants_tick_at_ms() const override { return typing_ ? text_->wants_tick_at_ms() : 0; }

 protected:
  bool cancellable() const override { return false; }

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    page.title = app.say("status.dispute.q"_msg);
    page.explain = app.say("status.dispute.hint"_msg);
    page.back = back_button(app);
    page.back.label = app.say("nav.return"_msg);
    if (typing_) {
      page.primary = {.id = "line:done", .label = app.say("nav.ok"_msg), .look = ui::Look::filled};
      return page;
    }
    const bool sending = act_.waiting();
    page.primary = {.id = "submit", .label = app.say(sending ? "review.saving"_msg : "nav.submit"_msg), .look = ui::Look::filled, .right = sending ? ui::Icon::none : ui::Icon::next, .off = sending || reason_.empty(), .why = app.say(sending ? "nav.wait"_msg : "status.dispute.hint"_msg)};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    ui::TextFieldLook look;
    look.field.id = "field:dispute";
    look.field.placeholder = app.say("status.dispute.text"_msg);
    if (typing_) {
      const ui::Rect above = text_->draw_keyboard(c, areas.main);
      return text_->draw_field(c, above.top_part(112), look);
    }
    Rect rest = areas.main.below(8);
    const float high = 112, gap = 20;
    int i = 0;
    for (const auto reason : kReasons)
      ui::chip(c, ui::grid_cell(rest, i++, 2, high, ui::size::gutter, gap), {.id = "reason:" + std::string(reason), .label = app.words().text_of("dispute_reason", reason), .chosen = reason_ == reason, .type = ui::Type{34, 1.3f}});
    rest = rest.below(3 * (high + gap) + 12);
    const Rect line = rest.take_top(104, 32);
    if (text_->value().empty()) {
      ui::chip(c, line, {.id = "write", .label = app.say("status.dispute.text"_msg), .icon = ui::Icon::pencil, .offer = true, .align = ui::Align::left});
    } else {
      look.field.id = "write";
      look.field.secret = true;
      ui::TextFieldView still;
      still.draw(c, line, text_->entry(), look);
    }
    const bool refused = !refused_.empty();
    ui::notice(c, {rest.x, rest.y, rest.w, 0}, {.tone = refused ? ui::Tone::warn : ui::Tone::quiet, .icon = refused ? ui::Icon::none : ui::Icon::info, .body = refused ? refused_ : app.say("status.dispute.next"_msg), .type = ui::Type{32, 1.45f}});
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.kind == ui::UiEvent::Kind::wake) return news(app);
    if (act_.waiting()) return Step::stay();
    if (typing_) return type(event, app);
    if (event.tapped("write")) {
      typing_ = true;
      text_->enter(app);
      return Step::redraw();
    }
    if (event.tapped("submit") && !reason_.empty()) return submit(app);
    const auto reason = event.tapped_after("reason:");
    if (reason.empty()) return Step::stay();
    reason_ = reason;
    return Step::redraw();
  }

  bool on_back(App& app) override {
    if (!typing_) return false;
    text_->leave(app);
    typing_ = false;
    return true;
  }

 private:
  Step type(const ui::UiEvent& event, App& app) {
    const bool done = event.tapped("line:done");
    const auto change = done ? ui::EntryChange{} : text_->on(event, app);
    if (!done && !change.done) return change.used ? Step::redraw() : Step::stay();
    on_back(app);
    return Step::redraw();
  }

  Step submit(App& app) {
    Json sealed = Json::object();
    if (!text_->value().empty()) sealed.set("text", text_->value());
    act_ = app.desk().act(shopper_action(Verb::dispute, *app.visit.looked_up, Json::object().set("reason", reason_), std::move(sealed)), std::nullopt);
    return Step::redraw();
  }

  Step news(App& app) {
    auto answer = act_.take();
    if (!answer) return Step::stay();
    if (answer->ok()) return Step::back();  // the status below says what follows
    refused_ = refusal_words(app, answer->error());
    return Step::redraw();
  }

  std::unique_ptr<TypedField> text_;
  std::string reason_, refused_;
  Pending<Uuid> act_;
  bool typing_ = false;
};

}  // namespace

std::unique_ptr<Scene> make_dispute() { return std::make_unique<Dispute>(); }

}  // namespace redress::shopper
