#include "platform/scan/wedge_filter.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace redress {

namespace {

// SDL key values and modifiers.
constexpr int kTab = 9, kEnter = 13, kKeypadEnter = 0x40000058;
constexpr int kKeypadFirst = 0x40000054, kKeypadLast = 0x40000063;
constexpr int kShiftLeft = 0x400000e1, kShiftRight = 0x400000e5, kCapsLock = 0x40000039;
constexpr int kCtrlAltGui = 0x00c0 | 0x0300 | 0x0c00;
constexpr std::int64_t kTextComes_ms = 20;

bool is_terminator(const InputEvent& e) {
  return (e.key == kEnter || e.key == kKeypadEnter || e.key == kTab) && (e.modifiers & kCtrlAltGui) == 0;
}

// A key whose text event follows, or that only changes the next one.
bool announces_text(const InputEvent& e) {
  if (e.key == kShiftLeft || e.key == kShiftRight || e.key == kCapsLock) return true;
  bool printable = (e.key >= 0x20 && e.key < 0x7f) || (e.key >= kKeypadFirst && e.key <= kKeypadLast);
  return printable && (e.modifiers & kCtrlAltGui) == 0;
}

void append(std::vector<InputEvent>& out, std::vector<InputEvent>& events) {
  out.insert(out.end(), events.begin(), events.end());
  events.clear();
}

}  // namespace

void WedgeFilter::pass_group(std::vector<InputEvent>& out) {
  append(out, held_.front());
  held_.pop_front();
}

void WedgeFilter::settle(WedgeOutput output, std::vector<InputEvent>& out) {
  std::size_t passed = count_code_points(output.typed);
  for (std::size_t i = 0; i < passed && !held_.empty(); ++i) pass_group(out);
  if (!output.scan) return;
  InputEvent scan;
  scan.kind = InputEvent::Kind::scan;
  scan.at_ms = held_.empty() ? 0 : held_.back().back().at_ms;
  scan.text = std::move(*output.scan);
  held_.clear();
  out.push_back(std::move(scan));
}

std::vector<InputEvent> WedgeFilter::on(const InputEvent& event) {
  using Kind = InputEvent::Kind;
  // An event without its own meaning for keys does not end what is held.
  if (event.kind == Kind::wake || event.kind == Kind::expose || event.kind == Kind::none) return {event};
  std::int64_t at_ms = static_cast<std::int64_t>(event.at_ms);
  std::vector<InputEvent> out;
  settle(detector_.tick(at_ms), out);
  if (event.kind == Kind::key_down && announces_text(event)) {
    if (open_.empty()) open_since_ms_ = at_ms;
    open_.push_back(event);
    return out;
  }
  bool terminator = event.kind == Kind::key_down && is_terminator(event);
  if (terminator || event.kind == Kind::text) {
    std::string_view text =
        terminator ? std::string_view(event.key == kTab ? "\t" : "\n") : std::string_view(event.text);
    open_.push_back(event);
    std::size_t end = 0;
    if (!text.empty()) next_code_point(text, end);
    if (end != text.size() ||
        text.empty()) {  // several characters at once: an input method's, not a scanner's
      settle(detector_.flush(), out);
      append(out, open_);
      return out;
    }
    held_.push_back(std::move(open_));
    open_.clear();
    settle(detector_.feed(text, at_ms), out);
    if (!detector_.deadline() && !held_.empty()) held_.clear();  // the second end of a CR LF scanner
    return out;
  }
  settle(detector_.flush(), out);
  append(out, open_);
  out.push_back(event);
  return out;
}

std::vector<InputEvent> WedgeFilter::tick(std::int64_t now_ms) {
  std::vector<InputEvent> out;
  settle(detector_.tick(now_ms), out);
  if (!open_.empty() && now_ms >= open_since_ms_ + kTextComes_ms) {
    settle(detector_.flush(), out);
    append(out, open_);
  }
  return out;
}

std::optional<std::int64_t> WedgeFilter::deadline() const {
  auto due = detector_.deadline();
  if (open_.empty()) return due;
  return due ? std::min(*due, open_since_ms_ + kTextComes_ms) : open_since_ms_ + kTextComes_ms;
}

}  // namespace redress
