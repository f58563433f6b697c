// Tells a scanner that types like a keyboard from a person, by speed and terminator, so that a scan never
// lands in a text field. Pure: time comes with each character. One thread.
//
// Every printable ASCII character may be the first of a scan, so it is held back for max_gap_ms; if the next
// one does not follow as quickly as a scanner's, it was a person's and passes on in order. Characters a
// scanner cannot send pass at once. A person's key that falls between two of a scan's cannot be told apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress {

struct WedgeTiming {
  std::size_t min_characters = 6;
  std::int64_t mean_gap_ms = 35;  // over the burst
  std::int64_t max_gap_ms = 50;   // between two characters; also how long a single one is held back
  std::int64_t silence_ms = 80;   // ends a burst without terminator, if it looks like one of ours
};

struct WedgeOutput {
  std::string typed;                // a person's characters, in order; Enter and Tab as "\n" and "\t"
  std::optional<std::string> scan;  // one whole scan, without terminator; it came after `typed`
  bool empty() const { return typed.empty() && !scan; }
};

class WedgeDetector {
 public:
  explicit WedgeDetector(WedgeTiming timing = {}) : timing_(timing) {}

  // One character of hardware text (UTF-8), or "\n" / "\t" for the Enter and Tab keys.
  // Call tick(at_ms) before: what ended in the meantime comes first.
  WedgeOutput feed(std::string_view character, std::int64_t at_ms);
  // Time passed without a character. Call at deadline().
  WedgeOutput tick(std::int64_t now_ms);
  // When tick() has something to decide; nothing while no character is held.
  std::optional<std::int64_t> deadline() const;
  // Passes on what is held: before another kind of event is handled.
  WedgeOutput flush();

 private:
  struct Held {
    char c;
    std::int64_t at_ms;
  };
  bool fast(std::size_t from) const;       // held_[from…] is as quick as a scanner
  std::size_t persons_characters() const;  // at the beginning of what is held
  WedgeOutput end_burst(bool terminated);
  void release(std::size_t count, std::string& typed);

  WedgeTiming timing_;
  std::vector<Held> held_;
  std::int64_t scan_end_ms_ = -1'000'000;  // CR LF scanners end twice
};

}  // namespace redress
