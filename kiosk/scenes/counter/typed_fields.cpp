#include "kiosk/scenes/counter/typed_fields.h"

#include <algorithm>

#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Rect;

constexpr float kCaption = 34, kOffers = 420, kGap = 12;
constexpr std::size_t kNumber_digits = 7;

ui::TextRules rules_of(Typing kind) {
  switch (kind) {
    case Typing::line:
      return ui::TextRules::line();
    case Typing::number:
      return ui::TextRules::digits(kNumber_digits);
    case Typing::phone:
      return ui::TextRules::phone();
    case Typing::code:
      return ui::TextRules::case_code();
    case Typing::text:
      break;
  }
  return ui::TextRules::story();
}

bool letters(Typing kind) {
  return kind == Typing::text || kind == Typing::line;
}

}  // namespace

void TypedFields::add(App& app, const std::string& name, Typing kind) {
  auto& one = fields_[name];
  one.kind = kind;
  one.entry = std::make_unique<ui::TextEntry>(
      letters(kind) ? app.input_method() : nullptr, rules_of(kind),
      letters(kind) ? ui::typing_language(app.language_code()) : ui::TypingLanguage::english);
}

TypedFields::One* TypedFields::live() const {
  auto found = fields_.find(typing_);
  return found == fields_.end() ? nullptr : &found->second;
}

std::string_view TypedFields::value(std::string_view name) const {
  auto found = fields_.find(name);
  return found == fields_.end() ? std::string_view() : found->second.entry->value();
}

bool TypedFields::any() const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [](const auto& one) { return !one.second.entry->edit().empty(); });
}

void TypedFields::set(const std::string& name, std::string_view text) {
  auto& one = fields_.at(name);
  one.entry->leave();
  one.entry->edit().load(text);
  one.view.reset();
  changed_ = true;
}

void TypedFields::insert(const std::string& name, std::string_view text) {
  fields_.at(name).entry->insert_phrase(text);
  changed_ = true;
}

void TypedFields::set_language(const std::string& name, ui::TypingLanguage language) {
  fields_.at(name).entry->set_language(language);
}

void TypedFields::start(const std::string& name) {
  if (typing_ == name || !has(name)) return;
  leave();
  typing_ = name;
}

void TypedFields::leave() {
  if (auto* one = live()) one->entry->leave();
  typing_.clear();
}

bool TypedFields::on(const ui::UiEvent& event) {
  if (event.tapped("typing:done") && !typing_.empty()) {
    leave();
    return true;
  }
  if (auto name = std::string(event.tapped_after("field:")); !name.empty() && name != typing_ && has(name)) {
    start(name);
    return true;
  }
  auto* one = live();
  if (!one) return false;
  auto change = one->view.on(event, *one->entry);
  if (!change.used) change = one->entry->on(event);
  changed_ = changed_ || change.value;
  if (change.hide || change.done) leave();
  return change.used;
}

void TypedFields::recall(App& app, const std::string& prefix) {
  for (auto& [name, one] : fields_)
    if (const auto draft = app.drafts.find(prefix + name); draft != app.drafts.end())
      one.entry->edit().load(draft->second.view());
}

void TypedFields::keep(App& app, const std::string& prefix) const {
  for (const auto& [name, one] : fields_) {
    one.entry->leave();
    app.drafts.erase(prefix + name);
    if (!one.entry->edit().empty()) app.drafts[prefix + name] = ui::SecretText(one.entry->value());
  }
}

void TypedFields::forget(App& app, const std::string& prefix) {
  for (const auto& [name, one] : fields_) app.drafts.erase(prefix + name);
}

void TypedFields::wipe() {
  for (auto& [name, one] : fields_)
    if (one.entry) one.entry->wipe();
  typing_.clear();
}

void TypedFields::draw(Canvas& c, const Rect& r, const std::string& name, ui::Field look) const {
  auto& one = fields_.at(name);
  look.id = "field:" + name;
  look.secret = true;
  look.editing = name == typing_;
  look.multiline = one.kind == Typing::text;
  one.view.draw(c, r, *one.entry,
                {.field = std::move(look),
                 .grouping = one.kind == Typing::code    ? ui::Grouping::code
                             : one.kind == Typing::phone ? ui::Grouping::phone
                                                         : ui::Grouping::none});
}

Rect TypedFields::tray(const Canvas& c) const {
  const auto* one = live();
  return one ? c.area().bottom_part(ui::keyboard_height(*one->entry, ui::TrayMetrics::counter())) : Rect{};
}

void TypedFields::draw_tray(Canvas& c) const {
  auto* one = live();
  if (!one) return;
  const Canvas::Layer layer(c);
  ui::keyboard(c, tray(c), *one->entry, ui::TrayMetrics::counter());
}

void TypedFields::draw_typing(Canvas& c, Rect r, const App& app, std::string_view label,
                              const std::vector<ui::Button>& offers) const {
  auto* one = live();
  if (!one) return;
  const ui::Button done{.id = "typing:done", .label = app.say("kbd.done"_msg), .look = ui::Look::filled};
  if (!letters(one->kind)) {
    // One column in the middle: what is typed, its keys, the way on.
    const bool code = one->kind == Typing::code;
    Rect column = r.centred(std::min(r.w, code ? 900.f : ui::kDigitPadSize.w), r.h);
    ui::caption(c, column.take_top(kCaption), label);
    draw(c, column.take_top(ui::size::staff_field, 16), typing_);
    const float keys_h = std::min(ui::kDigitPadSize.h, column.h - 16 - ui::size::staff_button_big);
    const Rect pad = column.take_top(keys_h, 16);
    ui::button(c, column.take_top(ui::size::staff_button_big), done);
    if (code)
      ui::code_pad(c, pad);
    else
      ui::digit_pad(c, pad);
    return;
  }
  const auto metrics = ui::TrayMetrics::counter().fitted(r.w);
  const Rect tray = r.take_bottom(ui::keyboard_height(*one->entry, metrics), kGap);
  const bool line = one->kind == Typing::line;
  Rect side = offers.empty() ? r.take_right(220, kGap) : r.take_right(kOffers, 20);
  if (line && offers.empty()) side.take_top(kCaption);  // beside the line, not far below it
  ui::button(c, line && offers.empty() ? side.take_top(ui::size::staff_button) : side.take_bottom(ui::size::staff_button, kGap), done);
  const float high = ui::size::staff_button, gap = 8;
  const auto fits = static_cast<std::size_t>(std::max(0.f, (side.h + gap) / (high + gap)));
  for (std::size_t i = 0; i < offers.size() && i < fits * 2; ++i)
    ui::button(c, ui::grid_cell(side, static_cast<int>(i), 2, high, gap, gap), offers[i]);
  ui::caption(c, r.take_top(kCaption), label);
  draw(c, line ? r.top_part(ui::size::staff_field) : r, typing_);
  ui::keyboard(c, tray, *one->entry, metrics);
}

}  // namespace redress::counter
