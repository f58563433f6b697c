// Batches in, acknowledgement out. Receiving is idempotent for ever: the same bytes are duplicates, the same
// number with other bytes is a fork and both are kept (decision 5), what cannot be accepted is kept raw and
// counts as received (decision 20). Decoding, hashes, signature and parsing happen before the write lock; one
// transaction a batch.
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress::headoffice {

class Office;

struct IngestReply {
  int status =
      200;  // 200, or 409 of a forked device, with an acknowledgement; 400, 401, 403, 413, 503 with `what`
  Bytes acknowledgement;
  std::string what;
  bool known_device = false;
};
IngestReply ingest_batch(Office& office, ByteView body);

// A frame block that a device gives back after head office lost events (decision 15).
IngestReply ingest_relay(Office& office, ByteView body);

}  // namespace redress::headoffice
