// Turns touches and keys into what they mean on the frame the person saw.
// Acts on release inside the pressed widget; first finger only; nothing for 300 ms after a scene change;
// keys of a keyboard act on press.
// Keypad operation: Tab goes on in reading order, arrows go where they point, Enter or space touches. The
// first of them begins it, a touch ends it; between, something that can be touched always has the focus.
// While a field is edited, left, right and space are the field's unless the focus stands elsewhere.
#pragma once

#include <cstdint>
#include <string>

#include "core/env/screen.h"
#include "kiosk/ui/registry.h"

namespace redress::ui {

struct UiEvent {
  enum class Kind {
    none,
    tap,    // `id` was touched and released; an `off` widget gives `refused` instead
    refused,// an off widget was touched: `text` says why
    press,  // a keyboard key went down (`id`)
    drag,   // the finger moved on the pressed widget (handwriting, scrolling); x, y
    outside,// touched where nothing is
    key,    // hardware key not used for focus: `key`, `modifiers`
    text,   // hardware text
    scan,   // scanned string
    tick,   // time passed; sent by the app's loop
    wake,   // another thread has news
  };
  Kind kind = Kind::none;
  std::string id{};
  std::string text{};
  int key = 0, modifiers = 0;  // SDL values, see key_codes.h
  float x = 0, y = 0;          // real pixels
  std::uint64_t at_ms = 0;     // monotonic

  bool tapped(std::string_view wanted) const { return kind == Kind::tap && id == wanted; }
  // "category:" matches "category:price" and gives "price"; empty when it does not match.
  std::string tapped_after(std::string_view prefix) const;
};

class Pointer {
 public:
  static constexpr std::uint64_t kGuardMs = 300;

  // `presented`: registry of the frame on the screen when the event happened.
  UiEvent on(const InputEvent& input, const Registry& presented);
  // A new scene is shown: forget the press and the focus, ignore touches for kGuardMs.
  void scene_changed(std::uint64_t now_ms);
  // After each picture: keypad operation puts its focus on something that is there. True: draw again.
  bool settle_focus(const Registry& presented);

  const std::string& pressed() const { return pressed_; }  // id under the finger, drawn as pressed
  const std::string& focused() const { return focused_; }  // id with the key ring, empty without keypad use
  // Gives it back to where it was; nothing without keypad operation.
  void focus(std::string id) {
    if (keypad_) focused_ = std::move(id);
  }
  void end_keypad() {
    keypad_ = false;
    focused_.clear();
  }

 private:
  UiEvent on_down(const InputEvent& input, const Registry& presented);
  UiEvent on_move(const InputEvent& input, const Registry& presented);
  UiEvent on_up(const InputEvent& input, const Registry& presented);
  UiEvent on_key(const InputEvent& input, const Registry& presented);
  bool move_focus(const InputEvent& input, const Registry& presented);

  std::string armed_;    // id touched first; acts if released inside
  std::string pressed_;  // armed_ while the finger is inside it, else empty
  std::string focused_;
  Rect focus_rect_;  // where it was last, real pixels; empty after a scene change
  bool keypad_ = false;
  bool down_ = false;
  bool outside_ = false;  // went down on nothing
  int finger_ = 0;
  bool guarded_ = false;
  std::uint64_t guard_until_ms_ = 0;
};

}  // namespace redress::ui
