// Things of others that we carry to head office: batches that came on a stick, and pages that a new epoch
// lost.
#pragma once

#include <cstdint>

#include "core/store/store.h"
#include "sync/uplink/link.h"

namespace redress {

struct RelayReport {
  Problem problem;
  std::uint64_t batches = 0, pages = 0, refused = 0;
  bool pull_needed = false;  // head office speaks of another epoch
};

// Everything that waits. A batch or page that head office refuses as a whole never blocks the next: the batch
// goes raw into quarantine (its author still holds it), the page is offered again by
// `store.offer_refused_pages`.
RelayReport relay(Store& store, Network& network, Clock& clock, const LinkTarget& target,
                  const StopFlag& stop);

}  // namespace redress
