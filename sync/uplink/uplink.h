// The device's side of sync: everything up, everything of our scope down, nothing believed without a
// signature.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "core/store/store.h"
#include "sync/uplink/link.h"
#include "sync/uplink/pull.h"
#include "sync/uplink/push.h"
#include "sync/uplink/relay.h"

namespace redress {

struct RunReport {
  Problem problem;
  std::uint64_t sent = 0, bytes_sent = 0, duplicates = 0, conflicts = 0, refused = 0;
  std::uint64_t relayed = 0;  // batches and pages of others
  std::uint64_t pulled = 0, documents = 0, alarms = 0;
  std::vector<CaseCode> cases;  // changed by what came down
  bool reset = false;           // a new epoch of head office began
  std::optional<std::int64_t> clock_offset_ms;
  bool queue_empty = false;  // every own event has a final result, nothing waits to be carried
};

class Uplink {
 public:
  // Store, network, clock and random must outlive it. One thread may push while another listens.
  Uplink(Store& store, Network& network, Clock& clock, Random& random, LinkTarget target,
         PushLimits limits = {});

  // One whole round: own events, carried things, pull until there is no more; again if a new epoch began.
  RunReport run_once(const StopFlag& stop);

  // The halves, for two threads. send(): push and relay; `pull_needed` tells to listen first.
  RunReport send(const StopFlag& stop, bool& pull_needed,
                 const std::function<void(std::uint64_t)>& on_progress = {});
  RunReport listen(const StopFlag& stop, int wait_ms);
  // How this device is, for page 64. Any thread.
  void tell_health(wire::DeviceHealth health) { pull_.tell_health(std::move(health)); }

 private:
  bool queue_empty();
  void offer_refused_pages();
  Store& store_;
  Network& network_;
  Clock& clock_;
  const LinkTarget target_;
  std::mutex push_mutex_, pull_mutex_;
  Push push_;
  Pull pull_;
  std::atomic<bool> forget_ = false;
  std::optional<std::int64_t> pages_offered_ms_;  // those refused before; under push_mutex_
};

}  // namespace redress
