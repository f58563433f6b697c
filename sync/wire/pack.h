// Compression of event blocks: zstd 3, small ones with the shipped dictionary (a single event alone hardly shrinks).
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress::wire {

inline constexpr std::uint8_t kFlag_dictionary = 1;

struct Packed {
  std::uint8_t flags = 0;
  Bytes bytes;
};
Packed pack(ByteView plain);
// Errc::corrupt if it does not unfold to exactly `plain_bytes`; Errc::limit above `max_bytes`.
Result<Bytes> unpack(ByteView packed, std::uint8_t flags, std::size_t plain_bytes, std::size_t max_bytes);

ByteView dictionary();

}  // namespace redress::wire
