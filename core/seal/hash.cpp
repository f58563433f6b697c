#include "core/seal/hash.h"

#include <sodium.h>

namespace redress {

Hash256 keyed_hash(ByteView key, std::initializer_list<ByteView> pieces) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, key.empty() ? nullptr : key.data(), key.size(), 32);
  for (auto piece : pieces) crypto_generichash_update(&state, piece.data(), piece.size());
  Hash256 out;
  crypto_generichash_final(&state, out.data(), out.size());
  return out;
}

Hash256 hash(std::initializer_list<ByteView> pieces) { return keyed_hash({}, pieces); }

Hash256 hash(ByteView bytes) {
  Hash256 out;
  crypto_generichash(out.data(), out.size(), bytes.data(), bytes.size(), nullptr, 0);
  return out;
}

bool equal_in_constant_time(ByteView a, ByteView b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Hash256 next_chain(const Hash256& previous, const Hash256& event_hash) { return hash({previous, event_hash}); }

}  // namespace redress
