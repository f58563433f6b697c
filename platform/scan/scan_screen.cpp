#include "platform/scan/scan_screen.h"

#include <algorithm>

namespace redress {

namespace {
constexpr std::size_t kMostWaiting = 16;  // scans nobody took; the screen is not being read
}

ScanScreen::ScanScreen(Screen& screen, const Clock& clock, bool wedge, std::unique_ptr<Scanner> scanner,
                       WedgeTiming timing)
    : screen_(screen), clock_(clock), wedge_(wedge), filter_(timing), scanner_(std::move(scanner)) {
  if (!scanner_) return;
  scanner_->start([this](std::string scan) {
    {
      std::lock_guard lock(mutex_);
      if (scans_.size() < kMostWaiting) scans_.push_back(std::move(scan));
    }
    screen_.wake();
  });
}

ScanScreen::~ScanScreen() {
  if (scanner_) scanner_->stop();
}

void ScanScreen::keep(std::vector<InputEvent> events) {
  for (InputEvent& e : events) ready_.push_back(std::move(e));
}

bool ScanScreen::take_ready(InputEvent& event) {
  if (ready_.empty()) {
    std::lock_guard lock(mutex_);
    if (scans_.empty()) return false;
    InputEvent scan;
    scan.kind = InputEvent::Kind::scan;
    scan.text = std::move(scans_.front());
    scan.at_ms = static_cast<std::uint64_t>(clock_.monotonic_ms());
    scans_.pop_front();
    ready_.push_back(std::move(scan));
  }
  event = std::move(ready_.front());
  ready_.pop_front();
  return true;
}

int ScanScreen::wait_ms(int timeout_ms, std::int64_t end_ms) const {
  const std::int64_t now_ms = clock_.monotonic_ms();
  std::int64_t left_ms = timeout_ms < 0 ? -1 : std::max<std::int64_t>(0, end_ms - now_ms);
  if (auto due = filter_.deadline()) {
    const std::int64_t due_ms = std::clamp<std::int64_t>(*due - now_ms, 0, 1000);
    left_ms = left_ms < 0 ? due_ms : std::min(left_ms, due_ms);
  }
  return static_cast<int>(left_ms);
}

bool ScanScreen::wait(InputEvent& event, int timeout_ms) {
  const std::int64_t end_ms = clock_.monotonic_ms() + timeout_ms;
  for (;;) {
    if (take_ready(event)) return true;
    InputEvent next;
    // Keys that came while the program was busy are read before time decides about those held.
    if (screen_.wait(next, wait_ms(timeout_ms, end_ms))) {
      if (!wedge_)
        ready_.push_back(std::move(next));
      else
        keep(filter_.on(next));
      continue;
    }
    keep(filter_.tick(clock_.monotonic_ms()));
    if (ready_.empty() && timeout_ms >= 0 && clock_.monotonic_ms() >= end_ms) return take_ready(event);
  }
}

}  // namespace redress
