#include "core/model/clock_bounds.h"

namespace redress {

bool clock_may_say(Instant its_time, Instant now) {
  std::int64_t off_ms = 0;
  if (__builtin_sub_overflow(now.ms, its_time.ms, &off_ms)) return false;
  return off_ms >= -kClock_off_max_ms && off_ms <= kClock_off_max_ms;
}

std::optional<MeasuredClock> measured_clock(const Event& event) {
  if (event.kind != device_event::clock_measured || event.actor.kind != ActorKind::head_office) return {};
  auto incarnation = uuid_from_text(event.body["incarnation"].string());
  auto boot = array_from_base64url<8>(event.body["boot"].string());
  const auto& offset = event.body["offset_ms"];
  if (!incarnation || !boot || !offset.is_int() || !clock_may_say({}, {offset.integer()})) return {};
  return MeasuredClock{*incarnation, *boot, offset.integer()};
}

}  // namespace redress
