#include "sync/uplink/ack_update.h"

namespace redress {

AckUpdate to_update(const wire::Acknowledgement& ack, const Bytes& bytes) {
  AckUpdate update;
  update.bytes = bytes;
  update.epoch = ack.epoch;
  update.stored = {ack.stored.seq, ack.stored.chain};
  update.backed_up = {ack.backed_up.seq, ack.backed_up.chain};
  for (const auto& result : ack.results)
    update.verdicts.push_back(
        {result.seq, static_cast<EventOutcome>(static_cast<int>(result.outcome)), result.reason, result.retryable});
  return update;
}

}  // namespace redress
