#include "kiosk/scenes/shopper/typed_field.h"

#include "kiosk/ui/keyboard.h"

namespace redress::shopper {

TypedField::TypedField(App& app, ui::TextRules rules, std::string_view text)
    : entry_(std::make_unique<ui::TextEntry>(app.input_method(), rules, ui::typing_language(app.language_code()))) {
  entry_->edit().load(text);
}

void TypedField::enter(App& app) {
  entry_->set_language(ui::typing_language(app.language_code()));
  caret_.touch(app.now_ms());
}

void TypedField::leave(App&) {
  entry_->leave();
  caret_.rest();
}

ui::EntryChange TypedField::on(const ui::UiEvent& event, const App& app) {
  using Kind = ui::UiEvent::Kind;
  if (event.kind == Kind::tick) return {.used = caret_.tick(app.now_ms())};
  if (event.kind == Kind::wake || event.kind == Kind::scan) return {};
  auto change = view_.on(event, *entry_);
  if (!change.used) change = entry_->on(event);
  if (change.used) caret_.touch(app.now_ms());
  return change;
}

void TypedField::draw_field(ui::Canvas& c, const ui::Rect& r, ui::TextFieldLook look) const {
  look.field.editing = true;
  look.field.secret = true;
  look.caret_lit = caret_.lit();
  view_.draw(c, r, *entry_, look);
}

ui::Rect TypedField::draw_keyboard(ui::Canvas& c, ui::Rect area) const {
  const auto metrics = c.portrait() ? ui::TrayMetrics::portrait() : ui::TrayMetrics::landscape();
  const float high = ui::keyboard_height(*entry_, metrics);
  if (!c.portrait()) area.h += 32;  // the tray stands on the bar
  ui::Rect tray = area.take_bottom(high, 16);
  if (c.portrait()) tray = {0, tray.y, c.area().w, high};
  ui::keyboard(c, tray, *entry_, metrics);
  return area;
}

}  // namespace redress::shopper
