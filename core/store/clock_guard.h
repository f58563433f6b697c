// What this device stamps, and what time it is.
//
// Stamps go on evenly with the monotonic clock, never back, through one *run*: from the start of the machine, or from
// the moment its wall clock was set, to the next. A run names the `boot` of its events, so one measurement by head
// office corrects all of them (decision 6). Once a run is measured, time is its stamp and that offset, whatever the wall
// clock says. Until then time is the wall clock, as far as it can be believed (decision 9).
#pragma once

#include <optional>

#include "core/env/clock.h"
#include "core/env/random.h"
#include "core/store/rows.h"

namespace redress {

struct ClockRun {
  BootId id{};
  BootId machine_boot{};
  std::int64_t stamp_ms = 0;  // stamped when the monotonic clock stood at 0 …
  std::int64_t time_ms = 0;   // … and the time then, as it was supposed when the run began
  bool told = false;          // that time is head office's word
};

// What no clock can undercut.
struct ClockFloor {
  Instant build_date, proven;  // so late it was for certain: by measurements of head office
  Instant stamp;               // of the last own event
  Instant time;                // of the last own event, corrected if its run was measured
};

class ClockGuard {
 public:
  // `last`: the newest run of this boot of the machine, if it began before this process.
  ClockGuard(Clock& clock, Random& random, const ClockFloor& floor, std::optional<ClockRun> last);
  Stamp now();
  // An event with this stamp was stored: no later one may be earlier.
  void raise(Instant stamp);

  // How far the wall clock is ahead of the time that head office measured; nothing: it measured none.
  std::optional<std::int64_t> wall_off_ms() const;

  const ClockRun& run() const { return run_; }
  void set_offset(std::optional<std::int64_t> offset_ms) { offset_ms_ = offset_ms; }  // as measured of run()
  // Head office said this between asking and now. True: what was measured is off by more than a minute, and a new run
  // began, to be measured.
  bool hear(Instant told, std::int64_t asked_mono_ms);
  // Under another incarnation nothing is measured yet.
  void begin_anew() { begin(time(), knows()); }

  bool unsaved() const { return unsaved_; }
  void set_unsaved(bool unsaved) { unsaved_ = unsaved; }

 private:
  bool knows() const { return offset_ms_ || run_.told; }
  bool believable(Instant wall) const;
  Instant stamp() const { return Instant{run_.stamp_ms + clock_.monotonic_ms()}; }
  Instant time() const { return Instant{(offset_ms_ ? run_.stamp_ms + *offset_ms_ : run_.time_ms) + clock_.monotonic_ms()}; }
  void begin(Instant time, bool told);
  void follow();
  bool is_trusted(const Stamp& stamp) const;

  Clock& clock_;
  Random& random_;
  ClockFloor floor_;
  ClockRun run_;
  std::optional<std::int64_t> offset_ms_;
  bool unsaved_ = false;
};

}  // namespace redress
