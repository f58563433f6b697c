#include "core/base/uuid.h"

namespace redress {

Uuid make_uuid7(Instant now, const std::array<std::uint8_t, 16>& random) {
  Uuid id{random};
  auto ms = static_cast<std::uint64_t>(now.ms);
  for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

std::string to_text(const Uuid& id) { return to_base64url(id.bytes); }

std::optional<Uuid> uuid_from_text(std::string_view text) {
  auto bytes = array_from_base64url<16>(text);
  if (!bytes) return std::nullopt;
  return Uuid{*bytes};
}

}  // namespace redress
