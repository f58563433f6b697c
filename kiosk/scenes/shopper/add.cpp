// 25, adding to a case: a few sentences, sealed; nobody but those who handle it can read them.
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/status_words.h"
#include "kiosk/scenes/shopper/typed_field.h"

namespace redress::shopper {

namespace {

using ui::Rect;

class AddMore final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!text_) text_ = std::make_unique<TypedField>(app, ui::TextRules::story(), std::string_view());
    text_->enter(app);
    app.desk().prepare();
  }
  void leave(App& app) override { text_->leave(app); }
  bool has_text_field() const override { return true; }
  std::uint64_t wants_tick_at_ms() const override { return done_ ? 0 : text_->wants_tick_at_ms(); }

 protected:
  bool cancellable() const override { return false; }

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    page.title = app.say(done_ ? "status.add.done"_msg : "status.add.q"_msg);
    page.back = back_button(app);
    page.back.label = app.say("nav.return"_msg);
    if (done_) return page;
    const bool sending = act_.waiting();
    page.primary = {.id = "submit", .label = app.say(sending ? "review.saving"_msg : "nav.submit"_msg), .look = ui::Look::filled, .off = sending || text_->value().empty(), .why = app.say(sending ? "nav.wait"_msg : "status.add.q"_msg)};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (done_) return;
    ui::TextFieldLook look;
    look.field.id = "field:add";
    look.field.placeholder = app.say("text.placeholder"_msg);
    Rect rest = text_->draw_keyboard(c, areas.main);
    const auto hint = refused_.empty() ? app.say("text.private"_msg) : refused_;
    const float hint_h = c.paragraph_height(hint, ui::type::note, rest.w - 46);
    Rect foot = rest.take_bottom(hint_h, 14);
    const float high = std::min(rest.h, 520.f);
    foot.y = rest.y + high + 14;
    text_->draw_field(c, rest.top_part(high), look);
    c.icon(refused_.empty() ? ui::Icon::lock : ui::Icon::warn, {foot.x, foot.y + (c.line_height(ui::type::note) - 32) / 2, 32, 32}, refused_.empty() ? ui::Colour::ink_soft : ui::Colour::warn, 3.4f);
    c.paragraph({foot.x + 46, foot.y, foot.w - 46, 0}, hint, ui::type::note, refused_.empty() ? ui::Colour::ink_soft : ui::Colour::warn);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.kind == ui::UiEvent::Kind::wake) return news(app);
    if (done_) return Step::stay();
    if (event.tapped("submit") && !act_.waiting() && !text_->value().empty()) {
      text_->leave(app);
      act_ = app.desk().act(shopper_action(Verb::add, *app.visit.looked_up, Json::object(), Json::object().set("text", text_->value())), std::nullopt);
      return Step::redraw();
    }
    if (act_.waiting()) return Step::stay();
    return text_->on(event, app).used ? Step::redraw() : Step::stay();
  }

 private:
  Step news(App& app) {
    auto answer = act_.take();
    if (!answer) return Step::stay();
    done_ = answer->ok();
    if (done_) text_->entry().wipe();
    else refused_ = refusal_words(app, answer->error());
    return Step::redraw();
  }

  std::unique_ptr<TypedField> text_;
  Pending<Uuid> act_;
  std::string refused_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Scene> make_add() { return std::make_unique<AddMore>(); }

}  // namespace redress::shopper
