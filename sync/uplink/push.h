// Our own events up to head office: batches in order, the next one packed while one is under way. Nothing moves
// without a valid acknowledgement (decisions 15, 20). A batch refused as a whole is halved until the single event
// that cannot go is found and set aside; the others go on.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <set>

#include "core/store/store.h"
#include "sync/uplink/lane.h"
#include "sync/uplink/link.h"
#include "sync/wire/acknowledgement.h"

namespace redress {

struct PushLimits {
  std::size_t max_events = 1500;      // a batch
  std::size_t max_bytes = 3u << 20;   // of events and sealed parts in one batch
  std::size_t lines = 3;              // connections at once
  std::size_t in_flight = 3;          // under way or packed
  int timeout_ms = 60'000;
  std::int64_t retry_refused_ms = kHour_ms;  // refused as "try again later"
};

struct PushReport {
  Problem problem;
  std::uint64_t events = 0, bytes = 0;  // acknowledged events, bytes sent
  std::uint64_t duplicates = 0, conflicts = 0, refused = 0;
  bool pull_needed = false;             // head office speaks of another epoch or lacks what it once confirmed
};

class Push {
 public:
  Push(Store& store, Network& network, Clock& clock, LinkTarget target, PushLimits limits = {});
  // Everything that waits. `on_progress` after each acknowledgement: events confirmed in this run.
  PushReport run(const StopFlag& stop, const std::function<void(std::uint64_t)>& on_progress = {});
  void forget();  // after a new epoch: everything is offered again

 private:
  struct Sent {
    std::uint64_t first_seq = 0;
    std::uint32_t count = 0;
    std::uint64_t last_seq() const { return first_seq + count - 1; }
  };
  enum class Step { go_on, stop };

  bool prepare(Lane& lane);
  bool set_aside(std::uint64_t seq, const Bytes& event, const std::string& reason, bool retryable);
  void offer_again(std::uint64_t stored_seq);
  Step finish_one(Lane& lane);
  Step whole_refused(const Sent& sent, const Problem& problem);
  Step take_acknowledgement(const Sent& sent, const Bytes& body, bool forked);
  bool answers(const wire::Acknowledgement& ack, const Sent& sent) const;
  void count_results(const wire::Acknowledgement& ack);
  void drain(Lane& lane);
  void retry_refused(Lane& lane);
  Step fail(Problem problem);

  Store& store_;
  Network& network_;
  Clock& clock_;
  const LinkTarget target_;
  const PushLimits limits_;
  PushReport report_;
  Problem forked_;                     // head office has two logs under our name; told when the rest has gone up
  SyncState state_;
  std::size_t batch_events_;           // shrinks while a batch is being halved
  std::uint64_t packed_to_ = 0;        // last seq handed to the lane
  std::uint64_t done_to_ = 0;          // last seq with a final result; beyond stored only when something was set aside
  std::uint64_t horizon_ = 0;          // highest one acknowledged in this run
  std::set<std::uint64_t> set_aside_;  // cannot be sent at all
  std::set<std::uint64_t> bare_;       // sent without the sealed part, which was damaged here
  std::deque<Sent> under_way_;
  std::int64_t refused_tried_ms_ = -1;
};

}  // namespace redress
