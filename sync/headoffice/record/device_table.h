// Rows of devices as ingest and pull need them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/seal/sealed_part.h"
#include "core/seal/sign.h"
#include "core/store/database.h"

namespace redress::headoffice {

struct DeviceKey {
  std::int64_t no = 0, mall = 0;
  Uuid incarnation;
  std::string role, state;  // kiosk, counter, head_office; waiting, approved, revoked, lost
  PublicKey signing_key{};
  BoxPublicKey box_key{};
  std::uint64_t max_seq = 0, stored_seq = 0, backed_up_seq = 0;
  Hash256 stored_chain{}, backed_up_chain{};
  bool forked = false;
};

Result<std::optional<DeviceKey>> find_device(Database& db, const Uuid& incarnation);
Result<std::optional<DeviceKey>> find_device(Database& db, std::int64_t no);

// Of whom something is here; one that head office forgot gets a row, to which a later enrolment adds its keys.
Result<DeviceKey> author_of(Database& db, const Uuid& incarnation, std::int64_t mall, Instant now);

// Moves `stored` over everything contiguous; fills chains of relayed events on the way.
Status move_horizon(Database& db, DeviceKey& device);

}  // namespace redress::headoffice
