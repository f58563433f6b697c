// 24, the code typed: only symbols a code has; the check symbol is looked at with the twelfth.
#include "core/model/case_code.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::shopper {

namespace {

using ui::Rect;

class FindCode final : public ShopperScene {
 public:
  void enter(App&) override {
    if (!entry_) entry_ = std::make_unique<ui::TextEntry>(nullptr, ui::TextRules::case_code(), ui::TypingLanguage::english);
  }
  bool has_text_field() const override { return true; }

 protected:
  bool cancellable() const override { return false; }

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    page.title = app.say("check.type.title"_msg);
    page.explain = app.say("check.type.sub"_msg);
    page.tight = false;
    page.back = back_button(app);
    page.back.label = app.say("nav.return"_msg);
    const bool whole = entry_->edit().full();
    page.primary = {.id = "find", .label = app.say("check.find"_msg), .look = ui::Look::filled, .right = ui::Icon::search, .off = !whole, .why = app.say("check.type.title"_msg)};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    Rect rest = areas.main;
    ui::TextFieldLook look;
    look.field.id = "field:code";
    look.field.placeholder = app.say("check.type"_msg);
    look.field.editing = true;
    look.field.mono = !entry_->edit().empty();
    look.field.type = entry_->edit().empty() ? ui::type::field : ui::Type{(c.portrait() ? 64.f : 52.f) / c.theme().text_scale, 1.3f, true};
    look.field.error = wrong_;
    if (wrong_) look.field.message = app.say("check.wrong"_msg);
    look.grouping = ui::Grouping::code;
    const float below = std::max(c.line_height(ui::type::note), c.paragraph_height(app.say("check.wrong"_msg), ui::type::note, rest.w - 46));
    view_.draw(c, rest.take_top(c.portrait() ? 132 : 108, 24 + below), *entry_, look);
    ui::code_pad(c, rest.top_part(std::min(rest.h, c.portrait() ? 660.f : 560.f)));
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.kind == ui::UiEvent::Kind::scan) {
      const auto code = parse_scanned_code(event.text);
      if (code.ok()) return found(*code, app);
      app.play(Tone::refused_scan);
      return refuse();
    }
    if (event.tapped("find")) return check(app);
    auto change = view_.on(event, *entry_);
    if (!change.used) change = entry_->on(event);
    if (!change.used) return Step::stay();
    if (change.value) wrong_ = false;
    if (change.value && entry_->edit().full() && !parse_case_code(entry_->value()).ok()) return refuse();
    return change.done ? check(app) : Step::redraw();
  }

 private:
  Step check(App& app) {
    const auto code = parse_case_code(entry_->value());
    return code.ok() ? found(*code, app) : refuse();
  }
  static Step found(CaseCode code, App& app) {
    app.visit.looked_up = code;
    return Step::go("shopper.status");
  }
  Step refuse() {
    wrong_ = true;
    return Step::redraw();
  }

  std::unique_ptr<ui::TextEntry> entry_;
  mutable ui::TextFieldView view_;
  bool wrong_ = false;
};

}  // namespace

std::unique_ptr<Scene> make_find() { return std::make_unique<FindCode>(); }

}  // namespace redress::shopper
