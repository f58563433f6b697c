// BLAKE2b-256 over one or several pieces.
#pragma once

#include <initializer_list>
#include <string_view>

#include "core/base/bytes.h"

namespace redress {

Hash256 hash(ByteView bytes);
// Pieces are simply joined; callers put lengths or fixed sizes between them.
Hash256 hash(std::initializer_list<ByteView> pieces);
Hash256 keyed_hash(ByteView key, std::initializer_list<ByteView> pieces);
bool equal_in_constant_time(ByteView a, ByteView b);

// chain(n) = H(chain(n-1) ‖ H(event n)); chain(0) is all zero.
Hash256 next_chain(const Hash256& previous, const Hash256& event_hash);

}  // namespace redress
