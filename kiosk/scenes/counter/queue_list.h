// The rows the queue shows. A person never loses the row under their finger: answers that come by themselves wait
// until 2 s after the last touch, and cases that are new are announced before they take a place.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/app/app.h"

namespace redress::counter {

class QueueList {
 public:
  static constexpr std::uint64_t kRest_ms = 2000;

  // Asks for the page of app.staff->filter. `by_person`: a touch asked, the answer is shown at once and whole.
  void ask(App& app, bool by_person);
  void touched(std::uint64_t now_ms) { touched_ms_ = now_ms; }
  // On a wake or a tick: takes what came. True if something else is to be drawn.
  bool look(App& app);
  // When a held answer may be shown; 0: none is held.
  std::uint64_t tick_at_ms() const { return held_ ? touched_ms_ + kRest_ms : 0; }

  const QueueView* shown() const { return shown_ ? &*shown_ : nullptr; }
  bool failed() const { return failed_; }
  int new_cases() const { return new_; }

 private:
  bool show(QueueView view);

  Pending<QueueView> asked_;
  bool by_person_ = false, failed_ = false;
  std::optional<QueueView> shown_, held_;
  std::uint64_t touched_ms_ = 0;
  int new_ = 0, new_before_ = 0;
};

}  // namespace redress::counter
