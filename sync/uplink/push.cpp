#include "sync/uplink/push.h"

#include <algorithm>
#include <utility>

#include "core/model/event.h"
#include "core/seal/hash.h"
#include "sync/uplink/ack_update.h"
#include "sync/wire/batch.h"
#include "sync/wire/paths.h"

namespace redress {

namespace {

bool sealed_part_rotted(const OutgoingEvent& event) {
  if (event.sealed.empty()) return false;
  auto parsed = parse_event(as_text(event.event));
  return parsed.ok() && parsed->sealed != hash(event.sealed);
}

}  // namespace

Push::Push(Store& store, Network& network, Clock& clock, LinkTarget target, PushLimits limits)
    : store_(store), network_(network), clock_(clock), target_(std::move(target)), limits_(limits),
      batch_events_(limits.max_events) {}

void Push::forget() {
  done_to_ = 0;
  set_aside_.clear();
  bare_.clear();
}

// What was refused before is taken now, so the refusal was not head office's: the others set aside go once more too.
void Push::offer_again(std::uint64_t stored_seq) {
  forget();
  done_to_ = packed_to_ = stored_seq;
}

PushReport Push::run(const StopFlag& stop, const std::function<void(std::uint64_t)>& on_progress) {
  report_ = {};
  forked_ = {};
  under_way_.clear();
  auto state = store_.sync_state();
  if (!state.ok()) {
    report_.problem = local_problem(state.error());
    return report_;
  }
  state_ = std::move(*state);
  if (done_to_ < state_.stored.seq) done_to_ = state_.stored.seq;
  packed_to_ = done_to_;
  horizon_ = 0;
  batch_events_ = limits_.max_events;
  bool refused_due = refused_tried_ms_ < 0 || clock_.monotonic_ms() - refused_tried_ms_ >= limits_.retry_refused_ms;
  if (packed_to_ == state_.head.seq && !refused_due) return report_;

  Lane lane(network_, limits_.lines);
  if (refused_due) retry_refused(lane);
  while (report_.problem.none() && !report_.pull_needed) {
    if (stop) {
      report_.problem = {Trouble::stopped, "stopped", -1};
      break;
    }
    // While halving, one at a time: what follows a refused batch would only be refused with it.
    auto window = batch_events_ < limits_.max_events ? 1 : limits_.in_flight;
    while (under_way_.size() < window && prepare(lane)) {}
    if (under_way_.empty()) break;
    if (finish_one(lane) == Step::stop) break;
    if (on_progress) on_progress(report_.events);
  }
  drain(lane);
  if (report_.problem.none()) report_.problem = std::exchange(forked_, {});
  return report_;
}

// Reads and packs the next batch. False: nothing left, or the store failed.
bool Push::prepare(Lane& lane) {
  if (!report_.problem.none()) return false;
  auto run = store_.outgoing(packed_to_, batch_events_, limits_.max_bytes);
  if (!run.ok()) {
    fail(local_problem(run.error()));
    return false;
  }
  if (run->events.empty()) return false;
  wire::BatchEncoder encoder(state_.epoch, store_.identity().incarnation, packed_to_ + 1, run->chain_before);
  for (const auto& event : run->events) {
    auto sealed = bare_.contains(event.seq) ? ByteView() : ByteView(event.sealed);
    auto added = encoder.add_checked(event.event, sealed, event.hash);
    if (!added.ok() && encoder.count() == 0) return set_aside(event.seq, event.event, "damaged here", false) && prepare(lane);
    if (!added.ok() || !*added) break;
  }
  Sent sent{packed_to_ + 1, encoder.count()};
  auto bytes = encoder.finish(store_.identity().signing);
  report_.bytes += bytes.size();
  lane.submit(make_request(target_, wire::kPath_batches, std::move(bytes), limits_.timeout_ms));
  under_way_.push_back(sent);
  packed_to_ = sent.last_seq();
  return true;
}

bool Push::set_aside(std::uint64_t seq, const Bytes& event, const std::string& reason, bool retryable) {
  auto kept = store_.put_in_quarantine(
      {store_.identity().incarnation, seq, true, reason, retryable, event, clock_.wall()});
  if (!kept.ok()) {
    fail(local_problem(kept.error()));
    return false;
  }
  ++report_.refused;
  set_aside_.insert(seq);
  packed_to_ = seq;
  if (done_to_ + 1 == seq) done_to_ = seq;
  return true;
}

Push::Step Push::finish_one(Lane& lane) {
  auto exchange = judge(lane.take());
  auto sent = under_way_.front();
  under_way_.pop_front();
  if (exchange.whole_refused) {
    drain(lane);
    return whole_refused(sent, exchange.problem);
  }
  // A fork: head office kept the events and says so; what still waits goes there too, then this device enrols anew.
  bool forked = exchange.problem.trouble == Trouble::fork;
  if (!forked && !exchange.problem.none()) return fail(exchange.problem);
  auto step = take_acknowledgement(sent, exchange.body, forked);
  if (forked && report_.problem.none()) forked_ = exchange.problem;
  return step;
}

Push::Step Push::whole_refused(const Sent& sent, const Problem& problem) {
  packed_to_ = sent.first_seq - 1;
  if (sent.count > 1) {
    batch_events_ = std::max<std::size_t>(1, sent.count / 2);
    return Step::go_on;
  }
  auto run = store_.outgoing(packed_to_, 1, limits_.max_bytes);
  if (!run.ok()) return fail(local_problem(run.error()));
  if (run->events.empty()) return Step::stop;
  const auto& event = run->events.front();
  // A sealed part that rotted here must not keep the event back.
  if (sealed_part_rotted(event) && bare_.insert(sent.first_seq).second) return Step::go_on;
  // Unsigned, so perhaps not head office's own word: tried again later.
  return set_aside(sent.first_seq, event.event, problem.what, true) ? Step::go_on : Step::stop;
}

bool Push::answers(const wire::Acknowledgement& ack, const Sent& sent) const {
  return ack.incarnation == store_.identity().incarnation && ack.first_seq == sent.first_seq && ack.count == sent.count;
}

Push::Step Push::take_acknowledgement(const Sent& sent, const Bytes& body, bool forked) {
  auto ack = wire::decode_acknowledgement(body, target_.head_office);
  if (!ack.ok()) return fail(answer_problem(ack.error()));
  if (!answers(*ack, sent)) return fail({Trouble::answer, "the acknowledgement is for another batch", -1});
  if (ack->epoch != state_.epoch) {
    report_.pull_needed = true;
    return Step::stop;
  }
  auto update = to_update(*ack, body);
  // Said out loud for one that was refused before and is sent again.
  if (!forked && sent.count == 1 && update.verdicts.empty()) update.verdicts.push_back({sent.first_seq, EventOutcome::accepted, {}, false});
  // The other log may have come first or later; either way this name must not go on counting.
  if (forked) update.verdicts.push_back({sent.first_seq, EventOutcome::conflict, "fork", false});
  auto applied = store_.apply_ack(update);
  if (!applied.ok()) return fail(local_problem(applied.error()));
  // The horizon stops below the batch: only an event that we set aside explains that. Two lines may overtake each
  // other; then the acknowledgement before this one, which counts both, was already taken.
  horizon_ = std::max(horizon_, ack->stored.seq);
  bool whole = horizon_ >= sent.last_seq();
  if (!whole && !set_aside_.contains(horizon_ + 1)) {
    report_.pull_needed = true;
    return Step::stop;
  }
  done_to_ = std::max({done_to_, sent.last_seq(), ack->stored.seq});
  if (sent.count == 1 && set_aside_.contains(sent.first_seq)) offer_again(ack->stored.seq);
  report_.events += sent.count;
  count_results(*ack);
  batch_events_ = std::min(limits_.max_events, batch_events_ * 2);
  return Step::go_on;
}

void Push::count_results(const wire::Acknowledgement& ack) {
  for (const auto& result : ack.results) {
    report_.duplicates += result.outcome == wire::Outcome::duplicate;
    report_.conflicts += result.outcome == wire::Outcome::conflict;
    report_.refused += result.outcome == wire::Outcome::refused;
  }
}

// Takes what is still under way, for good acknowledgements among it.
void Push::drain(Lane& lane) {
  if (under_way_.empty()) return;
  if (report_.problem.trouble == Trouble::network || report_.problem.trouble == Trouble::stopped) {
    under_way_.clear();  // the lane drops what has not begun
    return;
  }
  while (!under_way_.empty()) {
    auto exchange = judge(lane.take());
    auto sent = under_way_.front();
    under_way_.pop_front();
    if (!exchange.problem.none() && exchange.problem.trouble != Trouble::fork) continue;
    auto ack = wire::decode_acknowledgement(exchange.body, target_.head_office);
    if (ack.ok() && answers(*ack, sent) && ack->epoch == state_.epoch) (void)store_.apply_ack(to_update(*ack, exchange.body));
  }
}

// Refused as "later": sent once more, one by one, at most once an hour.
void Push::retry_refused(Lane& lane) {
  refused_tried_ms_ = clock_.monotonic_ms();
  auto rows = store_.quarantine();
  if (!rows.ok()) return;
  for (const auto& row : *rows) {
    if (!row.outgoing || !row.retryable || row.incarnation != store_.identity().incarnation || row.seq > done_to_) continue;
    auto go_on = packed_to_;
    packed_to_ = row.seq - 1;
    batch_events_ = 1;
    bool packed = prepare(lane);
    packed_to_ = go_on;
    batch_events_ = limits_.max_events;
    if (packed && finish_one(lane) == Step::stop) return;
    packed_to_ = done_to_;
  }
}

Push::Step Push::fail(Problem problem) {
  report_.problem = std::move(problem);
  return Step::stop;
}

}  // namespace redress
