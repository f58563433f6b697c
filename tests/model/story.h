// One case as devices write it, for tests.
#pragma once

#include <string>
#include <vector>

#include "core/model/case_fold.h"

namespace redress::test {

inline constexpr CaseCode kCode{5124095576030430};
inline constexpr int kConfirm_days = 7, kReopen_days = 7;
inline constexpr Instant kStart{1'776'319'560'000};

// Writes events of one case the way devices do: each names the heads it knew.
class Story {
 public:
  std::vector<CaseEvent> events;

  Uuid add(const char* kind, const char* body, std::vector<Uuid> seen, std::int64_t after_ms, Actor actor = {ActorKind::staff, "1001", Role::service, "service_desk"}) {
    CaseEvent e;
    std::array<std::uint8_t, 16> random{};
    random[15] = static_cast<std::uint8_t>(events.size());
    e.event.id = make_uuid7(kStart + after_ms, random);
    e.event.code = kCode;
    e.event.seq = events.size() + 1;
    e.event.seen = std::move(seen);
    e.event.at = e.corrected_at = e.arrived_at = kStart + after_ms;
    e.event.actor = std::move(actor);
    e.event.kind = kind;
    e.event.body = parse_json(body).value();
    events.push_back(e);
    return e.event.id;
  }
  Uuid submit() { return add("submitted", R"({"contact_type":"complaint","category":"after_sales"})", {}, 0, {ActorKind::shopper, "", {}, ""}); }
  CaseState fold(Instant now = kStart + kDay_ms) const { return fold_case(kCode, events, now, kConfirm_days); }
};

inline const Actor kShopper{ActorKind::shopper, "", {}, ""};
inline const Actor kManager{ActorKind::staff, "1004", Role::manager, "service_desk"};
inline const Actor kSecond_manager{ActorKind::staff, "1005", Role::manager, "service_desk"};
inline const Actor kOther{ActorKind::staff, "1002", Role::service, "service_desk"};

}  // namespace redress::test
