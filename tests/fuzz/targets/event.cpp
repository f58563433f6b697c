#include "core/model/event.h"

#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

void event(ByteView input) {
  auto first = parse_event(as_text(input));
  if (!first.ok()) return;
  auto bytes = serialise(*first);
  auto second = parse_event(bytes);
  require(second.ok(), "a printed event is an event");
  require(serialise(*second) == bytes, "printing an event again gives the same bytes");
  require(second->at == first->at && second->seq == first->seq && second->id == first->id,
          "time, number and id stay");
  require(second->actor == first->actor && second->body == first->body, "actor and body stay");
}

}  // namespace redress::fuzz
