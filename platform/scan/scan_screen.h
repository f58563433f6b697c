// A screen whose events include scans: of a wedge scanner among the keys, and of a scanner of its own.
// The main program puts it around the real screen; everything behind sees InputEvent::Kind::scan only.
// Same thread rules as Screen: wake() from any thread, the rest on the ui thread.
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "core/env/clock.h"
#include "core/env/scanner.h"
#include "core/env/screen.h"
#include "platform/scan/wedge_filter.h"

namespace redress {

class ScanScreen final : public Screen {
 public:
  // `screen` and `clock` (the one that stamps the screen's events) outlive it. `scanner` may be null.
  // wedge: keys are looked through; off, they pass untouched.
  ScanScreen(Screen& screen, const Clock& clock, bool wedge = true,
             std::unique_ptr<Scanner> scanner = nullptr, WedgeTiming timing = {});
  ~ScanScreen() override;

  PixelBuffer pixels() override { return screen_.pixels(); }
  Status present(const std::vector<PixelRect>& damage) override { return screen_.present(damage); }
  bool wait(InputEvent& event, int timeout_ms) override;
  void wake() override { screen_.wake(); }

 private:
  bool take_ready(InputEvent& event);
  void keep(std::vector<InputEvent> events);
  int wait_ms(int timeout_ms, std::int64_t end_ms) const;

  Screen& screen_;
  const Clock& clock_;
  bool wedge_;
  WedgeFilter filter_;
  std::deque<InputEvent> ready_;
  std::mutex mutex_;  // guards scans_
  std::deque<std::string> scans_;
  std::unique_ptr<Scanner> scanner_;
};

}  // namespace redress
