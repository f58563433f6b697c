// The text of one field while a person edits it: value, cursor, composing run, undo. No drawing.
// The value is always NFC, without control and bidi characters, within its limits (decision 27); it is
// never copied to or from a clipboard and wipe() leaves no byte of it. One thread.
#pragma once

#include <cstddef>
#include <deque>
#include <string_view>

#include "core/base/limits.h"
#include "kiosk/ui/secret_text.h"

namespace redress::ui {

// What a field takes. Full-width digits and letters become plain ones for digits and case codes.
enum class Charset {
  any,
  digits,     // 0-9
  phone,      // 0-9 and a leading +
  email,      // printable ASCII without spaces
  case_code,  // 0-9A-Z without I L O U: lower case is raised, I and L read as 1, O as 0
};

struct TextRules {
  std::size_t max_code_points = limits::kText_code_points;
  std::size_t max_bytes = limits::kText_bytes;
  bool multi_line = true;
  Charset charset = Charset::any;
  bool masked = false;  // drawn as dots (PIN)

  static constexpr TextRules story() { return {}; }
  static constexpr TextRules line(std::size_t code_points = limits::kLine_code_points) {
    return {code_points, limits::kLine_bytes, false, Charset::any, false};
  }
  static constexpr TextRules digits(std::size_t count) {
    return {count, count, false, Charset::digits, false};
  }
  static constexpr TextRules email() { return {limits::kLine_code_points, limits::kLine_bytes, false, Charset::email, false}; }
  static constexpr TextRules phone() { return {16, 16, false, Charset::phone, false}; }
  static constexpr TextRules pin(std::size_t count = 6) {
    return {count, count, false, Charset::digits, true};
  }
  static constexpr TextRules case_code() { return {12, 12, false, Charset::case_code, false}; }
};

enum class EditResult {
  unchanged,  // nothing to do, or nothing of it is allowed here
  changed,
  full,  // would pass the limit: nothing was put in
};

class TextEdit {
 public:
  // From here on the counter is bold: "almost full".
  static constexpr std::size_t kNearlyFull = 100;
  static constexpr std::size_t kUndoSteps = 64;

  explicit TextEdit(TextRules rules = TextRules::story()) : rules_(rules) {}

  const TextRules& rules() const { return rules_; }
  std::string_view value() const { return value_.view(); }
  std::size_t cursor() const { return cursor_; }  // byte offset, always between two characters
  std::size_t code_points() const { return code_points_; }
  std::size_t left() const { return rules_.max_code_points - code_points_; }
  bool nearly_full() const { return left() <= kNearlyFull && rules_.max_code_points > kNearlyFull; }
  bool full() const { return left() == 0; }
  bool empty() const { return value_.empty(); }

  // Puts text at the cursor, all of it or nothing.
  EditResult insert(std::string_view typed);
  // Replaces everything, without undo and with the cursor at the end: a draft coming back to the screen.
  EditResult load(std::string_view text);
  EditResult erase_back();  // the character before the cursor, with its accents
  EditResult erase_forward();
  EditResult erase_all();  // one undo step
  // Takes back the last insert or erase. There is no redo.
  EditResult undo();
  std::size_t undo_steps() const { return undo_.size(); }

  void move_to(std::size_t byte);  // the nearest character edge at or before it
  void move_left();
  void move_right();
  void move_home() { move_to(0); }
  void move_end() { move_to(value_.size()); }

  // The composing run: shown at the cursor, not part of the value, not undone.
  void set_composing(std::string_view text);
  std::string_view composing() const { return composing_.view(); }

  // Value with the composing run in it, as it is laid out, and back from a place in that text.
  SecretText shown() const;
  std::size_t shown_cursor() const { return cursor_ + composing_.size(); }
  std::size_t value_byte(std::size_t shown_byte) const;

  // Value, undo and composing run are overwritten; rules stay.
  void wipe();

 private:
  struct Step {
    std::size_t at = 0;
    SecretText removed;        // what stood there before
    std::size_t inserted = 0;  // bytes that stand there now
    std::size_t cursor = 0;    // where it was
  };
  EditResult splice(std::size_t at, std::size_t size, std::string_view added);  // keeps the value NFC
  EditResult replace(std::size_t at, std::size_t size, std::string_view with, std::size_t cursor);

  TextRules rules_;
  SecretText value_;
  SecretText composing_;
  std::size_t cursor_ = 0;
  std::size_t code_points_ = 0;
  std::deque<Step> undo_;
};

// Edges of what a person calls a character: combining marks, variation selectors, joined emoji,
// skin tones and flag pairs stay together.
std::size_t previous_character(std::string_view text, std::size_t byte);
std::size_t next_character(std::string_view text, std::size_t byte);

// "13900001234" → "139 0000 1234"; "7K3QF8M2" → "7K3Q-F8M2". For showing only.
std::string grouped_phone(std::string_view digits);
std::string grouped_code(std::string_view code);

}  // namespace redress::ui
