#include "kiosk/ui/pointer.h"

#include "kiosk/ui/key_codes.h"

namespace redress::ui {
namespace {

UiEvent event_at(UiEvent::Kind kind, const InputEvent& input) {
  UiEvent out;
  out.kind = kind;
  out.x = input.x;
  out.y = input.y;
  out.at_ms = input.at_ms;
  return out;
}

UiEvent touched(const Widget& widget, const InputEvent& input) {
  UiEvent out = event_at(widget.off ? UiEvent::Kind::refused : UiEvent::Kind::tap, input);
  out.id = widget.id;
  if (widget.off) out.text = widget.why;
  return out;
}

bool any_editing(const Registry& registry) {
  for (const Widget& w : registry.widgets())
    if (w.editing) return true;
  return false;
}

}  // namespace

std::string UiEvent::tapped_after(std::string_view prefix) const {
  if (kind != Kind::tap || id.size() <= prefix.size() || !id.starts_with(prefix)) return {};
  return id.substr(prefix.size());
}

void Pointer::scene_changed(std::uint64_t now_ms) {
  armed_.clear();
  pressed_.clear();
  focused_.clear();
  outside_ = false;
  guarded_ = true;
  guard_until_ms_ = now_ms + kGuardMs;
}

UiEvent Pointer::on(const InputEvent& input, const Registry& presented) {
  using Kind = InputEvent::Kind;
  switch (input.kind) {
    case Kind::touch_down: return on_down(input, presented);
    case Kind::touch_move: return on_move(input, presented);
    case Kind::touch_up: return on_up(input, presented);
    case Kind::key_down: return on_key(input, presented);
    case Kind::text:
    case Kind::scan: {
      UiEvent out = event_at(input.kind == Kind::text ? UiEvent::Kind::text : UiEvent::Kind::scan, input);
      out.text = input.text;
      return out;
    }
    case Kind::wake: return event_at(UiEvent::Kind::wake, input);
    default: return {};
  }
}

UiEvent Pointer::on_down(const InputEvent& input, const Registry& presented) {
  if (down_ && input.finger != finger_) return {};  // a second finger; the same again: its release was lost
  down_ = true;
  finger_ = input.finger;
  armed_.clear();
  pressed_.clear();
  outside_ = false;
  focused_.clear();  // touching ends keypad operation
  if (guarded_ && input.at_ms < guard_until_ms_) return {};
  guarded_ = false;
  const Widget* widget = presented.hit(input.x, input.y);
  if (!widget) {
    outside_ = true;
    return {};
  }
  armed_ = pressed_ = widget->id;
  if (!widget->on_press || widget->off) return {};
  UiEvent out = event_at(UiEvent::Kind::press, input);
  out.id = widget->id;
  return out;
}

UiEvent Pointer::on_move(const InputEvent& input, const Registry& presented) {
  if (!down_ || input.finger != finger_ || armed_.empty()) return {};
  const Widget* widget = presented.hit(input.x, input.y);
  pressed_ = widget && widget->id == armed_ ? armed_ : std::string();
  UiEvent out = event_at(UiEvent::Kind::drag, input);
  out.id = armed_;
  return out;
}

UiEvent Pointer::on_up(const InputEvent& input, const Registry& presented) {
  if (!down_ || input.finger != finger_) return {};
  down_ = false;
  const std::string armed = std::move(armed_);
  armed_.clear();
  pressed_.clear();
  const Widget* widget = presented.hit(input.x, input.y);
  if (outside_) {
    outside_ = false;
    return widget ? UiEvent{} : event_at(UiEvent::Kind::outside, input);
  }
  if (armed.empty() || !widget || widget->id != armed) return {};
  if (widget->on_press && !widget->off) return {};  // it acted already
  return touched(*widget, input);
}

UiEvent Pointer::on_key(const InputEvent& input, const Registry& presented) {
  const bool guarded = guarded_ && input.at_ms < guard_until_ms_;
  const bool typing = any_editing(presented);
  const bool back = (input.modifiers & keys::shift_mask) != 0;
  int step = 0;
  if (input.key == keys::tab) step = back ? -1 : 1;
  if (!typing && (input.key == keys::right || input.key == keys::down)) step = 1;
  if (!typing && (input.key == keys::left || input.key == keys::up)) step = -1;
  if (step != 0) {
    focused_ = presented.next_focus(focused_, step);
    return {};
  }
  const bool enter = input.key == keys::enter || input.key == keys::keypad_enter;
  if (!focused_.empty() && (enter || (input.key == keys::space && !typing))) {
    const Widget* widget = guarded ? nullptr : presented.find(focused_);
    if (!widget) return {};
    if (!widget->editing) {
      UiEvent out = touched(*widget, input);
      if (widget->on_press && !widget->off) out.kind = UiEvent::Kind::press;
      return out;
    }
  }
  UiEvent out = event_at(UiEvent::Kind::key, input);
  out.key = input.key;
  out.modifiers = input.modifiers;
  return out;
}

}  // namespace redress::ui
