// What a person types on one form: texts with the keyboard, numbers and codes with a pad. One field at a time
// is typed into; the others keep their values. Texts stay as drafts of the person when the form is left
// (app.drafts). ui thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/ui/controls.h"
#include "kiosk/ui/text_entry.h"
#include "kiosk/ui/text_field.h"

namespace redress::counter {

enum class Typing { text, line, number, phone, code };

class TypedFields {
 public:
  ~TypedFields() { wipe(); }
  // Ids are "field:<name>" on the screen.
  void add(App& app, const std::string& name, Typing kind);
  bool has(std::string_view name) const { return fields_.find(name) != fields_.end(); }
  std::string_view value(std::string_view name) const;
  bool empty(std::string_view name) const { return value(name).empty(); }
  bool any() const;  // something is typed somewhere
  void set(const std::string& name, std::string_view text);
  // At the cursor, after what is typed.
  void insert(const std::string& name, std::string_view text);
  void set_language(const std::string& name, ui::TypingLanguage language);

  const std::string& typing() const { return typing_; }  // empty: nothing is typed into
  void start(const std::string& name);
  void leave();
  // A touch into a field, "typing:done", and what is typed. True: something is to be drawn.
  bool on(const ui::UiEvent& event);
  // Whether the value changed since the last ask.
  bool take_changed() { return std::exchange(changed_, false); }

  void recall(App& app, const std::string& prefix);
  void keep(App& app, const std::string& prefix) const;
  void forget(App& app, const std::string& prefix);
  void wipe();

  void draw(ui::Canvas& c, const ui::Rect& r, const std::string& name, ui::Field look = {}) const;
  // The field typed into alone, with its keyboard or pad: `offers` stand beside a text (ids and labels the
  // scene's).
  void draw_typing(ui::Canvas& c, ui::Rect work, const App& app, std::string_view label,
                   const std::vector<ui::Button>& offers = {}) const;

  // Only its keyboard, over the lower part of the screen: what is left above it is the scene's.
  ui::Rect tray(const ui::Canvas& c) const;
  void draw_tray(ui::Canvas& c) const;

 private:
  struct One {
    Typing kind = Typing::text;
    std::unique_ptr<ui::TextEntry> entry;
    ui::TextFieldView view;
  };
  One* live() const;
  mutable std::map<std::string, One, std::less<>> fields_;  // drawing notes where characters stand
  std::string typing_;
  bool changed_ = false;
};

}  // namespace redress::counter
