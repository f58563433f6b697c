#include "kiosk/ui/text_edit.h"

#include <algorithm>
#include <string>

#include "core/base/utf8.h"

namespace redress::ui {

namespace {

// Neither changes under NFC nor joins with what stands before it. Text that a keyboard makes is almost
// always of these, so that a key costs no normalising.
bool is_inert(char32_t c) {
  return (c >= 0x20 && c < 0x7f) || c == U'\n' || (c >= 0x3400 && c <= 0x4dbf) ||
         (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x3001 && c <= 0x3029) ||
         (c >= 0xff01 && c <= 0xff60) || c == 0xffe5;
}

bool all_inert(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!is_inert(next_code_point(text, at))) return false;
  return true;
}

// Plain letters and digits out of full-width ones.
char32_t narrow(char32_t c) {
  return c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c;
}

char32_t case_code_symbol(char32_t c) {
  if (c >= U'a' && c <= U'z') c -= 32;
  if (c == U'I' || c == U'L') return U'1';
  if (c == U'O') return U'0';
  bool allowed = (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z' && c != U'U');
  return allowed ? c : 0;
}

// The character as the field takes it; 0: not here.
char32_t allowed(Charset charset, char32_t c, bool first) {
  if (charset == Charset::any) return c;
  c = narrow(c);
  if (charset == Charset::email) return c > U' ' && c < 0x7f ? c : 0;
  if (charset == Charset::case_code) return case_code_symbol(c);
  if (c >= U'0' && c <= U'9') return c;
  return charset == Charset::phone && c == U'+' && first ? c : 0;
}

SecretText filtered(const TextRules& rules, std::string_view typed, bool at_start) {
  std::string kept;
  kept.reserve(typed.size());
  for (std::size_t at = 0; at < typed.size();)
    if (char32_t c = allowed(rules.charset, next_code_point(typed, at), at_start && kept.empty()))
      append_utf8(kept, c);
  SecretText out(kept);
  wipe(kept);
  return out;
}

// Cleaned NFC of any length; empty for invalid UTF-8.
SecretText clean(std::string_view text, bool multi_line) {
  auto cleaned = clean_typed_text(text, text.size() * 3 + 1, text.size() * 3 + 1, multi_line);
  if (!cleaned) return {};
  SecretText out(cleaned->text);
  wipe(cleaned->text);
  return out;
}

std::size_t inert_before(std::string_view text, std::size_t byte) {
  while (byte > 0) {
    std::size_t before = byte - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xc0) == 0x80) --before;
    std::size_t at = before;
    byte = before;
    if (is_inert(next_code_point(text, at))) break;
  }
  return byte;
}

std::size_t inert_after(std::string_view text, std::size_t byte) {
  while (byte < text.size()) {
    std::size_t at = byte;
    if (is_inert(next_code_point(text, at))) break;
    byte = at;
  }
  return byte;
}

std::size_t edge_at_or_before(std::string_view text, std::size_t byte) {
  if (byte >= text.size()) return text.size();
  return previous_character(text, byte + 1);
}

std::size_t edge_at_or_after(std::string_view text, std::size_t byte) {
  std::size_t edge = edge_at_or_before(text, byte);
  return edge == byte ? edge : next_character(text, edge);
}

}  // namespace

EditResult TextEdit::replace(std::size_t at, std::size_t size, std::string_view with, std::size_t cursor) {
  std::string_view before = value();
  std::size_t points = code_points_ - count_code_points(before.substr(at, size)) + count_code_points(with);
  bool grows = points > code_points_ || with.size() > size;
  if (grows && (points > rules_.max_code_points || before.size() - size + with.size() > rules_.max_bytes))
    return EditResult::full;
  if (before.substr(at, size) == with) return EditResult::unchanged;
  if (undo_.size() == kUndoSteps) undo_.pop_front();
  undo_.push_back({at, SecretText(before.substr(at, size)), with.size(), cursor_});
  value_.replace(at, size, with);
  code_points_ = points;
  cursor_ = std::min(cursor, value_.size());
  return EditResult::changed;
}

EditResult TextEdit::insert(std::string_view typed) {
  SecretText chosen = filtered(rules_, typed, cursor_ == 0);
  if (chosen.empty() || !is_valid_utf8(chosen.view())) return EditResult::unchanged;
  SecretText added = clean(chosen.view(), rules_.multi_line);
  return added.empty() ? EditResult::unchanged : splice(cursor_, 0, added.view());
}

EditResult TextEdit::splice(std::size_t at, std::size_t size, std::string_view added) {
  std::size_t to = inert_after(value(), at + size);
  if (to == at + size && all_inert(added)) return replace(at, size, added, at + added.size());
  // Marks may join with what stands around: normalise as far as joining reaches.
  std::size_t from = inert_before(value(), at);
  SecretText window(value().substr(from, at - from));
  window.replace(window.size(), 0, added);
  std::size_t left = clean(window.view(), rules_.multi_line).size();
  window.replace(window.size(), 0, value().substr(at + size, to - at - size));
  SecretText joined = clean(window.view(), rules_.multi_line);
  EditResult result = replace(from, to - from, joined.view(), from + std::min(left, joined.size()));
  if (result == EditResult::changed) cursor_ = edge_at_or_after(value(), cursor_);
  return result;
}

EditResult TextEdit::load(std::string_view text) {
  TextEdit fresh(rules_);
  EditResult result = fresh.insert(text);
  if (result == EditResult::full) return result;
  fresh.undo_.clear();
  std::swap(*this, fresh);
  fresh.wipe();
  return result;
}

EditResult TextEdit::erase_back() {
  if (cursor_ == 0) return EditResult::unchanged;
  std::size_t from = previous_character(value(), cursor_);
  return splice(from, cursor_ - from, {});
}

EditResult TextEdit::erase_forward() {
  std::size_t to = next_character(value(), cursor_);
  return to == cursor_ ? EditResult::unchanged : splice(cursor_, to - cursor_, {});
}

EditResult TextEdit::erase_all() {
  return empty() ? EditResult::unchanged : replace(0, value_.size(), {}, 0);
}

EditResult TextEdit::undo() {
  if (undo_.empty()) return EditResult::unchanged;
  Step step = std::move(undo_.back());
  undo_.pop_back();
  code_points_ -= count_code_points(value().substr(step.at, step.inserted));
  code_points_ += count_code_points(step.removed.view());
  value_.replace(step.at, step.inserted, step.removed.view());
  cursor_ = step.cursor;
  return EditResult::changed;
}

void TextEdit::move_to(std::size_t byte) {
  cursor_ = edge_at_or_before(value(), byte);
}
void TextEdit::move_left() {
  cursor_ = previous_character(value(), cursor_);
}
void TextEdit::move_right() {
  cursor_ = next_character(value(), cursor_);
}

void TextEdit::set_composing(std::string_view text) {
  composing_.set(text);
}

SecretText TextEdit::shown() const {
  SecretText text = value_;
  if (!composing_.empty()) text.replace(cursor_, 0, composing());
  return text;
}

std::size_t TextEdit::value_byte(std::size_t shown_byte) const {
  if (shown_byte <= cursor_) return shown_byte;
  if (shown_byte <= cursor_ + composing_.size()) return cursor_;
  return shown_byte - composing_.size();
}

void TextEdit::wipe() {
  value_.wipe();
  composing_.wipe();
  undo_.clear();
  undo_.shrink_to_fit();
  cursor_ = code_points_ = 0;
}

std::string grouped_phone(std::string_view digits) {
  std::string out;
  bool mainland = !digits.empty() && digits.front() != '+';
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (mainland && (i == 3 || i == 7)) out += ' ';
    out += digits[i];
  }
  return out;
}

std::string grouped_code(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += code[i];
  }
  return out;
}

}  // namespace redress::ui
