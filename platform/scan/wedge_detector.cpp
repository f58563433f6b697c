#include "platform/scan/wedge_detector.h"

#include <algorithm>

#include "core/base/limits.h"

namespace redress {

namespace {

bool is_terminator(std::string_view c) {
  return c == "\n" || c == "\t";
}
bool is_printable(std::string_view c) {
  return c.size() == 1 && c[0] >= 0x20 && c[0] < 0x7f;
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

bool starts_like_link(const std::string& text) {
  constexpr std::string_view http = "HTTP";
  return text.size() > http.size() &&
         std::equal(http.begin(), http.end(), text.begin(), [](char a, char b) { return a == upper(b); }) &&
         (text[4] == ':' || upper(text[4]) == 'S');
}

// Twelve symbols, with or without hyphens between the groups.
bool is_bare_code(const std::string& text) {
  constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::size_t count = 0;
  bool hyphen = true;  // none at the beginning, never two
  for (char c : text) {
    bool symbol = symbols.find(upper(c)) != std::string_view::npos;
    if (!symbol && (c != '-' || hyphen || count % 4 != 0)) return false;
    hyphen = !symbol;
    if (symbol) ++count;
  }
  return count == 12 && !hyphen;
}

bool looks_like_ours(const std::string& text) {
  return starts_like_link(text) || is_bare_code(text);
}

}  // namespace

bool WedgeDetector::fast(std::size_t from) const {
  std::size_t count = held_.size() - from;
  if (count < 2) return true;
  std::int64_t span = held_.back().at_ms - held_[from].at_ms;
  return span <= timing_.mean_gap_ms * static_cast<std::int64_t>(count - 1);
}

void WedgeDetector::release(std::size_t count, std::string& typed) {
  for (std::size_t i = 0; i < count; ++i) typed += held_[i].c;
  std::for_each(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(count), [](Held& h) { h.c = 0; });
  held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(count));
}

// A person's last key may lie closer to the scan than a scanner's slowest gap. What is ours is known by its
// form; anything else by the step in the rhythm.
std::size_t WedgeDetector::persons_characters() const {
  std::string text;
  for (const Held& h : held_) text += h.c;
  if (looks_like_ours(text)) return 0;
  std::size_t most = held_.size() > timing_.min_characters
                         ? std::min<std::size_t>(3, held_.size() - timing_.min_characters)
                         : 0;
  for (std::size_t n = 1; n <= most; ++n)
    if (looks_like_ours(text.substr(n))) return n;
  std::vector<std::int64_t> gaps;
  for (std::size_t i = 1; i < held_.size(); ++i) gaps.push_back(held_[i].at_ms - held_[i - 1].at_ms);
  std::vector<std::int64_t> sorted = gaps;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                   sorted.end());
  std::int64_t step_ms = std::max<std::int64_t>(20, 3 * sorted[sorted.size() / 2]);
  for (std::size_t n = most; n >= 1; --n)
    if (gaps[n - 1] > step_ms) return n;
  return 0;
}

WedgeOutput WedgeDetector::end_burst(bool terminated) {
  WedgeOutput out;
  if (held_.size() >= timing_.min_characters && fast(0)) {
    release(persons_characters(), out.typed);
    std::string text;
    for (const Held& h : held_) text += h.c;
    if (held_.size() >= timing_.min_characters && (terminated || looks_like_ours(text))) {
      held_.clear();
      out.scan = std::move(text);
      return out;
    }
  }
  release(held_.size(), out.typed);
  return out;
}

WedgeOutput WedgeDetector::feed(std::string_view character, std::int64_t at_ms) {
  WedgeOutput out;
  if (is_terminator(character)) {
    if (held_.empty() && at_ms - scan_end_ms_ <= timing_.mean_gap_ms) return out;
    WedgeOutput end = end_burst(true);
    out.typed += end.typed;
    out.scan = std::move(end.scan);
    if (out.scan)
      scan_end_ms_ = at_ms;
    else
      out.typed += character;
    return out;
  }
  if (!is_printable(character) || held_.size() >= limits::kScan_bytes) {
    release(held_.size(), out.typed);
    out.typed += character;
    return out;
  }
  held_.push_back({character[0], at_ms});
  // Slower than any scanner on the whole: only the last one may still begin a scan.
  if (!fast(0)) release(held_.size() - 1, out.typed);
  return out;
}

WedgeOutput WedgeDetector::tick(std::int64_t now_ms) {
  auto due = deadline();
  if (!due || now_ms < *due) return {};
  return end_burst(false);
}

std::optional<std::int64_t> WedgeDetector::deadline() const {
  if (held_.empty()) return std::nullopt;
  bool burst = held_.size() >= timing_.min_characters;
  return held_.back().at_ms + 1 + (burst ? timing_.silence_ms : timing_.max_gap_ms);
}

WedgeOutput WedgeDetector::flush() {
  WedgeOutput out;
  release(held_.size(), out.typed);
  return out;
}

}  // namespace redress
