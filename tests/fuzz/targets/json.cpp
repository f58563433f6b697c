#include "core/base/json.h"

#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

void json(ByteView input) {
  auto value = parse_json(as_text(input), {.max_bytes = 64 * 1024, .max_depth = 8});
  if (!value.ok()) return;
  auto again = parse_json(value->dump(), {.max_bytes = 1 << 20, .max_depth = 8});
  require(again.ok(), "what was printed is read again");
  require(*again == *value, "what was printed is read as the same value");
}

}  // namespace redress::fuzz
