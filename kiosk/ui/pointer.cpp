#include "kiosk/ui/pointer.h"

#include <optional>

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

const Widget* edited(const Registry& registry) {
  for (const Widget& w : registry.widgets())
    if (w.editing) return &w;
  return nullptr;
}

// On a new screen: the field that takes the keys already, else what is read first.
std::string first_focus(const Registry& registry) {
  const Widget* field = edited(registry);
  return field && registry.can_focus(field->id) ? field->id : registry.next_focus({}, 1);
}

std::optional<Registry::Toward> arrow(int key) {
  switch (key) {
    case keys::left: return Registry::Toward::left;
    case keys::right: return Registry::Toward::right;
    case keys::up: return Registry::Toward::up;
    case keys::down: return Registry::Toward::down;
    default: return std::nullopt;
  }
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
  focus_rect_ = {};
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
  end_keypad();
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

bool Pointer::settle_focus(const Registry& presented) {
  if (!keypad_) return false;
  const bool lost = !presented.can_focus(focused_);
  const bool new_scene = focus_rect_.empty();
  if (lost) focused_ = new_scene ? first_focus(presented) : presented.focus_near(focus_rect_);
  if (focused_.empty()) return false;
  focus_rect_ = presented.find(focused_)->rect;
  return lost;
}

// Moves the focus if the key is one that does.
bool Pointer::move_focus(const InputEvent& input, const Registry& presented) {
  const auto toward = arrow(input.key);
  if (!toward && input.key != keys::tab) return false;
  const Widget* field = edited(presented);
  const bool sideways = input.key == keys::left || input.key == keys::right;
  if (field && sideways && (focused_.empty() || focused_ == field->id)) return false;
  const std::string& at = focused_.empty() && field ? field->id : focused_;
  const Widget* from = at.empty() ? nullptr : presented.find(at);
  const bool back = toward ? *toward == Registry::Toward::left || *toward == Registry::Toward::up
                           : (input.modifiers & keys::shift_mask) != 0;
  std::string next = toward && from ? presented.focus_toward(from->rect, *toward) : std::string();
  if (next.empty()) next = presented.next_focus(at, back ? -1 : 1);
  keypad_ = true;
  focused_ = std::move(next);
  if (const Widget* now = presented.find(focused_)) focus_rect_ = now->rect;
  return true;
}

UiEvent Pointer::on_key(const InputEvent& input, const Registry& presented) {
  const bool guarded = guarded_ && input.at_ms < guard_until_ms_;
  const bool typing = edited(presented) != nullptr;
  if (move_focus(input, presented)) return {};
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
