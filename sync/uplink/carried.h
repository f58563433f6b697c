// Batches carried for others hold what people typed; what was erased must not lie in them either (decision
// 16). Their signature covers the events alone, so a batch without a part is still its author's.
#pragma once

#include <span>

#include "core/base/bytes.h"
#include "core/store/store.h"

namespace redress {

// The batch without the parts that this store knows to be erased; as it is if there are none, or if it is no
// batch.
Bytes without_erased(Store& store, ByteView batch);
// Before these events take effect: parts that they erase leave the batches that still wait. Not the other way
// round, since the power may go in between and the events would not come again.
Status erase_carried(Store& store, std::span<const IncomingEvent> events);

}  // namespace redress
