#include "sync/uplink/carried.h"

#include <algorithm>
#include <map>

#include "core/model/author.h"
#include "sync/wire/batch.h"

namespace redress {

namespace {

bool has_typed_text(const wire::BatchItem& item) {
  return !item.sealed.empty();
}

// Cases that these events erase, and whether all of them goes.
std::map<CaseCode, bool> erased_cases(std::span<const IncomingEvent> events) {
  constexpr std::string_view kMark = R"("kind":"erased")";  // so that only erasures are parsed
  std::map<CaseCode, bool> out;
  for (const auto& incoming : events) {
    if (as_text(incoming.event).find(kMark) == std::string_view::npos) continue;
    auto event = parse_event(as_text(incoming.event));
    if (!event.ok() || !event->code || event->kind != "erased" ||
        !role_allows(action_rule(Verb::erase), event->actor))
      continue;
    out[*event->code] |= event->body["scope"].string() != "contact";
  }
  return out;
}

}  // namespace

Bytes without_erased(Store& store, ByteView batch) {
  auto lighter = wire::without_sealed_parts(batch, [&](const wire::BatchItem& item) {
    if (!has_typed_text(item)) return false;
    auto event = parse_event(as_text(item.event));
    if (!event.ok()) return false;
    auto erased = store.is_erased(*event);
    return erased.ok() && *erased;
  });
  return lighter.ok() ? std::move(*lighter) : Bytes(batch.begin(), batch.end());
}

Status erase_carried(Store& store, std::span<const IncomingEvent> events) {
  const auto cases = erased_cases(events);
  if (cases.empty()) return {};
  return store.rewrite_relay_batches([&](ByteView batch) {
    auto lighter = wire::without_sealed_parts(batch, [&](const wire::BatchItem& item) {
      if (!has_typed_text(item)) return false;
      auto event = parse_event(as_text(item.event));
      if (!event.ok() || !event->code || outlives_erasure(event->kind)) return false;
      const auto found = cases.find(*event->code);
      return found != cases.end() && (found->second || event->kind == "submitted");
    });
    return lighter.ok() ? std::move(*lighter) : Bytes(batch.begin(), batch.end());
  });
}

}  // namespace redress
