#include "sync/uplink/pace.h"

#include <algorithm>

namespace redress {

namespace {

constexpr std::int64_t kLeast_ms = 100;

}  // namespace

std::int64_t Pace::below(std::int64_t limit) {
  std::uint64_t value = 0;
  for (auto b : random_.array<8>()) value = value << 8 | b;
  return static_cast<std::int64_t>(value % static_cast<std::uint64_t>(std::max<std::int64_t>(1, limit)));
}

void Pace::succeeded(std::int64_t now_ms, std::int64_t next_in_ms) {
  failures_ = 0;
  due_ms_ = std::min(due_ms_, now_ms + next_in_ms);
}

void Pace::failed(std::int64_t now_ms, int retry_after_s) {
  failures_ = std::min(failures_ + 1, 30);
  auto span_ms = std::min(limits_.cap_ms, limits_.base_ms << std::min(failures_ - 1, 20));
  due_ms_ = now_ms + kLeast_ms + below(span_ms);
  if (retry_after_s < 0) return;
  // Never before the named time; a little later, so that all who were told the same do not come together.
  auto named_ms = std::int64_t{retry_after_s} * 1'000;
  asked_to_wait_until_ms_ = now_ms + named_ms;
  due_ms_ = asked_to_wait_until_ms_ + below(limits_.base_ms + named_ms / 10);
}

void Pace::news(std::int64_t now_ms) {
  if (failures_ == 0) due_ms_ = std::min(due_ms_, now_ms);
}

void Pace::network_returned(std::int64_t now_ms) {
  auto soon_ms = now_ms + below(limits_.network_return_ms);
  due_ms_ = std::min(due_ms_, std::max(soon_ms, asked_to_wait_until_ms_));
}

}  // namespace redress
