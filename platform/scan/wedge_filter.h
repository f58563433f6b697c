// Stands between the screen's events and everything else: the keys of a wedge scanner become one `scan`
// event; a person's keys pass in order, held back at most 50 ms after the last. One thread.
#pragma once

#include <deque>
#include <vector>

#include "core/env/screen.h"
#include "platform/scan/wedge_detector.h"

namespace redress {

class WedgeFilter {
 public:
  explicit WedgeFilter(WedgeTiming timing = {}) : detector_(timing) {}

  // The events to handle now, in order.
  std::vector<InputEvent> on(const InputEvent& event);
  // Call when deadline() has come.
  std::vector<InputEvent> tick(std::int64_t now_ms);
  std::optional<std::int64_t> deadline() const;

 private:
  void settle(WedgeOutput output, std::vector<InputEvent>& out);
  void pass_group(std::vector<InputEvent>& out);

  WedgeDetector detector_;
  // What is held, one group a character: its key events and its text.
  std::deque<std::vector<InputEvent>> held_;
  std::vector<InputEvent> open_;  // key events whose text has not come yet
  std::int64_t open_since_ms_ = 0;
};

}  // namespace redress
