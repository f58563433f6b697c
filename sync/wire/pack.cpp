#include "sync/wire/pack.h"

#include "assets/asset.h"
#include "core/base/zstd.h"

namespace redress::wire {

namespace {

constexpr int kLevel = 3;
// Above this the data brings its own history and loading the dictionary only costs time.
constexpr std::size_t kSmall_bytes = 32 * 1024;

}  // namespace

// Never changed once shipped: files packed with it lie on sticks. Made by train_dictionary.py.
ByteView dictionary() { return as_bytes(asset("wire/events-1.dict")); }

Packed pack(ByteView plain) {
  if (plain.size() <= kSmall_bytes) return {kFlag_dictionary, zstd_compress(plain, kLevel, dictionary())};
  return {0, zstd_compress(plain, kLevel)};
}

Result<Bytes> unpack(ByteView packed, std::uint8_t flags, std::size_t plain_bytes, std::size_t max_bytes) {
  if ((flags & ~kFlag_dictionary) != 0) return invalid("packed part uses a method this program does not know");
  if (plain_bytes > max_bytes) return Error{Errc::limit, "packed part unfolds to more than allowed"};
  auto plain = zstd_decompress(packed, plain_bytes, flags & kFlag_dictionary ? dictionary() : ByteView());
  if (!plain.ok()) return plain.error();
  if (plain->size() != plain_bytes) return Error{Errc::corrupt, "packed part is shorter than it says"};
  return plain;
}

}  // namespace redress::wire
