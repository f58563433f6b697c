// The sheet to type a case code: 32 symbols, groups by themselves, the check symbol tested on the last key. A
// wrong code is wrong as a whole. Who has no code is found by phone.
#include "core/model/lookup.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Rect;

class TypeCode final : public StaffScene {
 public:
  bool overlay() const override { return true; }
  bool has_text_field() const override { return true; }

 protected:
  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("dialog:close") || event.tapped("cancel")) return Step::back();
    if (event.kind == ui::UiEvent::Kind::wake) return answer(app);
    if (event.tapped("next")) return check(app);
    if (event.tapped("lost")) return Step::replace("counter.lost");
    auto change = view_.on(event, entry_);
    if (!change.used) change = entry_.on(event);
    if (!change.used) return Step::stay();
    if (change.value) wrong_ = false;
    if (change.done || (change.value && entry_.edit().full())) return check(app);
    return Step::redraw();
  }

  void content(Canvas& c, const Rect&, const App& app) const override {
    ui::DialogSpec spec;
    spec.title = app.say("staff.code.title"_msg);
    spec.width = 1240;
    spec.content_height = 84 + 56 + 4 * 78 + 3 * 12;
    spec.close_button = true;
    const bool short_of = !entry_.edit().full();
    spec.buttons = {{.id = "cancel", .label = app.say("staff.cancel"_msg)},
                    {.id = "lost",
                     .label = app.say("lost.link"_msg),
                     .left = ui::Icon::phone,
                     .off = !app.staff || !may_look_up(app.staff->person.role),
                     .why = app.say("refuse.needs_service"_msg)},
                    {.id = "next",
                     .label = app.say("staff.code.open"_msg),
                     .look = ui::Look::filled,
                     .off = short_of,
                     .why = app.say("staff.code.hint"_msg)}};
    const ui::Dialog dialog(c, spec);
    Rect rest = dialog.content();
    ui::TextFieldLook look;
    look.field.id = "field:code";
    look.field.placeholder = app.say("staff.code.hint"_msg);
    look.field.editing = true;
    look.field.mono = !entry_.edit().empty();
    look.field.type = entry_.edit().empty() ? ui::type::item : ui::Type{40, 1.3f, true};
    look.field.error = wrong_;
    look.field.message = wrong_ ? app.say("staff.code.wrong"_msg) : std::string();
    look.grouping = ui::Grouping::code;
    view_.draw(c, rest.take_top(84, 56), entry_, look);
    ui::code_pad(c, rest);
  }

 private:
  Step check(App& app) {
    const auto code = parse_case_code(entry_.value());
    wrong_ = !code.ok();
    if (wrong_ || !app.staff) return Step::redraw();
    code_ = *code;
    look_up_ = app.desk().look_up(code_, app.staff->person);
    return answer(app);
  }
  Step answer(App& app) {
    auto view = look_up_.take();
    if (!view || !app.staff) return Step::redraw();
    if (!view->ok()) {
      tell(app.say("refuse.not_ready"_msg), ui::Tone::alert);
      return Step::redraw();
    }
    app.staff->open_case = code_;
    return Step::replace((*view)->state.known ? "counter.case" : "counter.unknown");
  }

  ui::TextEntry entry_{nullptr, ui::TextRules::case_code(), ui::TypingLanguage::english};
  mutable ui::TextFieldView view_;
  bool wrong_ = false;
  CaseCode code_;
  Pending<CaseView> look_up_;
};

}  // namespace

std::unique_ptr<Scene> make_code() { return std::make_unique<TypeCode>(); }

}  // namespace redress::counter
