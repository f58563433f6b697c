// 15 The earlier case code, typed: only symbols a code has; checked at the twelfth.
#include "core/model/case_code.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::shopper {

namespace {

using ui::Rect;

class EarlierCode final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!entry_)
      entry_ =
          std::make_unique<ui::TextEntry>(nullptr, ui::TextRules::case_code(), ui::TypingLanguage::english);
    (void)app;
  }
  bool has_text_field() const override { return true; }

 protected:
  bool keeps_editing() const override { return true; }

  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 3, "step.3"_msg);
    page.title = app.say("impact.code.q"_msg);
    page.explain = app.say("impact.code.sub"_msg);
    page.primary = {.id = "next", .label = app.say("nav.ok"_msg), .look = ui::Look::filled};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    Rect rest = areas.main;
    ui::TextFieldLook look;
    look.field.id = "field:code";
    look.field.placeholder = app.say("check.type"_msg);
    look.field.editing = true;
    look.field.mono = entry_->edit().code_points() > 0;
    look.field.type = ui::Type{c.portrait() ? 56.f : 44.f, 1.3f, true};
    if (entry_->edit().empty()) look.field.type = ui::type::field;
    look.field.error = wrong_.has_value();
    if (wrong_) look.field.message = app.say(*wrong_);
    look.grouping = ui::Grouping::code;
    view_.draw(c, rest.take_top(c.portrait() ? 124 : 100, 20 + c.line_height(ui::type::note)), *entry_, look);
    const float high = std::min(rest.h, c.portrait() ? 640.f : 560.f);
    ui::code_pad(c, rest.top_part(high));
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.kind == ui::UiEvent::Kind::scan) {
      const auto code = parse_scanned_code(event.text);
      if (code.ok()) return keep(*code, app);
      app.play(Tone::refused_scan);
      return refuse("impact.code.wrong"_msg);
    }
    if (event.tapped("next")) {
      if (entry_->edit().empty()) return Step::back();
      return check(app);
    }
    auto change = view_.on(event, *entry_);
    if (!change.used) change = entry_->on(event);
    if (!change.used) return Step::stay();
    if (change.value) wrong_.reset();
    if (change.done || (change.value && entry_->edit().full())) return check(app);
    return Step::redraw();
  }

 private:
  Step check(App& app) {
    const auto code = parse_case_code(entry_->value());
    return code.ok() ? keep(*code, app) : refuse("check.wrong"_msg);
  }
  Step keep(CaseCode code, App& app) {
    app.visit.earlier_case = to_compact(code);
    app.visit.before = Answer3::yes;
    return Step::back();
  }
  Step refuse(MessageKey why) {
    wrong_ = why;
    return Step::redraw();
  }

  std::unique_ptr<ui::TextEntry> entry_;
  mutable ui::TextFieldView view_;
  std::optional<MessageKey> wrong_;
};

}  // namespace

std::unique_ptr<Scene> make_code() {
  return std::make_unique<EarlierCode>();
}

}  // namespace redress::shopper
