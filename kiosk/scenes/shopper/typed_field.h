// A field and the keyboard below it, for screens that take a line or a few sentences. What is typed stays in wiped
// memory; the cursor blinks for ten seconds and then rests lit. One a field; ui thread.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/ui/caret.h"
#include "kiosk/ui/shopper.h"
#include "kiosk/ui/text_field.h"

namespace redress::shopper {

class TypedField {
 public:
  TypedField(App& app, ui::TextRules rules, std::string_view text);

  void enter(App& app);  // shown, or uncovered again
  void leave(App& app);  // the composing run stays as letters; the cursor rests
  ui::EntryChange on(const ui::UiEvent& event, const App& app);
  std::uint64_t wants_tick_at_ms() const { return caret_.wants_tick_at_ms(); }

  // `look.field.editing` and the cursor are this object's.
  void draw_field(ui::Canvas& c, const ui::Rect& r, ui::TextFieldLook look) const;
  // At the bottom of the area; returns what is above it.
  ui::Rect draw_keyboard(ui::Canvas& c, ui::Rect area) const;

  ui::TextEntry& entry() { return *entry_; }
  const ui::TextEntry& entry() const { return *entry_; }
  std::string_view value() const { return entry_->value(); }

 private:
  std::unique_ptr<ui::TextEntry> entry_;
  mutable ui::TextFieldView view_;
  ui::Caret caret_;
};

}  // namespace redress::shopper
