// 19, other ways to reach the shopper: form of address and e-mail, with the keyboard.
#include "core/model/intake.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/typed_field.h"

namespace redress::shopper {

namespace {

using ui::Rect;

class OtherWays final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!name_) {
      name_ = std::make_unique<TypedField>(app, ui::TextRules::line(), app.visit.name.view());
      email_ = std::make_unique<TypedField>(app, ui::TextRules::email(), app.visit.email.view());
    }
    active().enter(app);
  }
  void leave(App& app) override {
    active().leave(app);
    app.visit.name.set(name_->value());
    // Half an address would have the whole complaint refused.
    app.visit.email.set(is_complete() ? email_->value() : std::string_view());
  }
  bool has_text_field() const override { return true; }
  std::uint64_t wants_tick_at_ms() const override { return active().wants_tick_at_ms(); }

 protected:
  bool keeps_editing() const override { return true; }

  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 4, "step.4b"_msg);
    page.title = app.say("contact.other"_msg);
    page.explain = app.say("contact.other.what"_msg);
    page.primary = {.id = "next", .label = app.say("nav.ok"_msg), .look = ui::Look::filled};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    Rect rest = active().draw_keyboard(c, areas.main);
    const float label = c.line_height(ui::Type{32, 1.3f, true}) + 14, high = c.portrait() ? 104 : 84;
    const bool beside = !c.portrait();
    const auto cells = beside ? ui::columns(rest, 2, 24) : ui::rows({rest.x, rest.y, rest.w, 2 * (label + high) + 40}, 2, 40);
    field(c, {cells[0].x, cells[0].y + label, cells[0].w, high}, app, false);
    field(c, {cells[1].x, cells[1].y + label, cells[1].w, high}, app, true);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("next")) return finish(app);
    if (event.tapped("field:name")) change_to(app, false);
    if (event.tapped("field:email")) change_to(app, true);
    const auto change = active().on(event, app);
    if (change.done && !on_email_) {
      change_to(app, true);
      return Step::redraw();
    }
    if (change.done) return finish(app);
    told_ = told_ && !is_complete();
    return change.used ? Step::redraw() : Step::stay();
  }

 private:
  bool is_complete() const { return email_->value().empty() || is_email(email_->value()); }
  Step finish(App& app) {
    if (is_complete()) return Step::back();
    told_ = true;
    change_to(app, true);
    return Step::redraw();
  }
  TypedField& active() { return on_email_ ? *email_ : *name_; }
  const TypedField& active() const { return on_email_ ? *email_ : *name_; }

  void change_to(App& app, bool email) {
    if (email == on_email_) return;
    active().leave(app);
    on_email_ = email;
    active().enter(app);
  }

  void field(ui::Canvas& c, const Rect& r, const App& app, bool email) const {
    const auto& typed = email ? *email_ : *name_;
    ui::TextFieldLook look;
    look.field.id = email ? "field:email" : "field:name";
    look.field.label = app.say(email ? "contact.email"_msg : "contact.name"_msg);
    look.field.error = email && told_;
    if (look.field.error) look.field.message = app.say("contact.email.wrong"_msg);
    if (email == on_email_) return typed.draw_field(c, r, look);
    look.field.secret = true;
    ui::TextFieldView still;
    still.draw(c, r, typed.entry(), look);
  }

  std::unique_ptr<TypedField> name_, email_;
  bool on_email_ = false;
  bool told_ = false;  // that the address is not complete
};

}  // namespace

std::unique_ptr<Scene> make_contact_other() { return std::make_unique<OtherWays>(); }

}  // namespace redress::shopper
