#include "sync/uplink/relay.h"

#include <algorithm>

#include "core/seal/hash.h"
#include "sync/wire/acknowledgement.h"
#include "sync/wire/batch.h"
#include "sync/wire/frames.h"
#include "sync/wire/paths.h"
#include "sync/wire/relay.h"

namespace redress {

namespace {

constexpr int kRelay_timeout_ms = 60'000;
constexpr std::size_t kStranded_events = 1'000;
constexpr std::size_t kStranded_bytes = 3u << 20;

class Relay {
 public:
  Relay(Store& store, Network& network, Clock& clock, const LinkTarget& target)
      : store_(store), network_(network), clock_(clock), target_(target) {}

  RelayReport run(const StopFlag& stop) {
    auto state = store_.sync_state();
    if (!check(state.ok() ? Status() : Status(state.error()))) return report_;
    epoch_ = state->epoch;
    while (!stop && one_stranded()) {
    }
    while (!stop && report_.problem.none() && one_batch()) {
    }
    while (!stop && report_.problem.none() && !report_.pull_needed && one_page()) {
    }
    if (stop && report_.problem.none()) report_.problem = {Trouble::stopped, "stopped", -1};
    return report_;
  }

 private:
  bool fail(Problem problem) {
    report_.problem = std::move(problem);
    return false;
  }
  bool check(const Status& status) { return status.ok() || fail(local_problem(status.error())); }

  // What this device owes under an earlier name becomes a batch of that name.
  bool one_stranded() {
    auto next = store_.next_stranded(kStranded_events, kStranded_bytes);
    if (!next.ok()) return fail(local_problem(next.error()));
    if (!*next) return false;
    const auto& owed = **next;
    wire::BatchEncoder encoder(epoch_, owed.author.incarnation, owed.first_seq, owed.run.chain_before);
    for (const auto& event : owed.run.events)
      if (auto added = encoder.add_checked(event.event, event.sealed, event.hash); !added.ok() || !*added)
        break;
    // A damaged event at the front cannot be vouched for; it stays here, verify names it.
    auto last_seq = owed.first_seq + std::max<std::uint32_t>(1, encoder.count()) - 1;
    if (encoder.count() > 0 && !check(store_.add_relay_batch(encoder.finish(owed.author.signing))))
      return false;
    return check(store_.stranded_taken(owed.author.incarnation, last_seq));
  }

  bool one_batch() {
    auto next = store_.next_relay_batch();
    if (!next.ok()) return fail(local_problem(next.error()));
    if (!*next) return false;
    const auto& batch = **next;
    auto exchange =
        judge(network_.exchange(make_request(target_, wire::kPath_batches, batch.bytes, kRelay_timeout_ms)));
    auto trouble = exchange.problem.trouble;
    // 401, 403 and 409 speak of the batch's author here, not of us; with 409 the events were kept.
    bool author_refused = trouble == Trouble::unknown || trouble == Trouble::waiting;
    if (exchange.whole_refused || author_refused)
      return set_aside(batch, exchange.problem.what, author_refused);
    if (!exchange.problem.none() && trouble != Trouble::fork) return fail(exchange.problem);
    return acknowledged(batch, exchange.body) && check(store_.relay_batch_done(batch.id)) &&
           ++report_.batches;
  }

  bool acknowledged(const RelayBatch& batch, const Bytes& body) {
    auto ack = wire::decode_acknowledgement(body, target_.head_office);
    if (!ack.ok()) return fail(answer_problem(ack.error()));
    auto sent = wire::decode_batch(batch.bytes);
    if (!sent.ok()) return fail(local_problem(sent.error()));
    bool ours = ack->incarnation == sent->header.incarnation && ack->first_seq == sent->header.first_seq &&
                ack->count == sent->header.count;
    if (!ours) return fail({Trouble::answer, "the acknowledgement is for another batch", -1});
    return of_our_epoch(ack->epoch);
  }

  // Head office began another epoch, and only a pulled page can tell us of it; nothing counts before.
  bool of_our_epoch(const Uuid& epoch) {
    report_.pull_needed = epoch != epoch_;
    return !report_.pull_needed;
  }

  // Without what people typed: nothing could erase it there, and its author still holds it.
  bool set_aside(const RelayBatch& batch, const std::string& reason, bool retryable) {
    auto sent = wire::decode_batch(batch.bytes);
    auto kept = wire::without_sealed_parts(batch.bytes);
    QuarantineRow row{sent.ok() ? sent->header.incarnation : Uuid{}, sent.ok() ? sent->header.first_seq : 0, true,
                      "carried batch: " + reason, retryable, kept.ok() ? std::move(*kept) : Bytes(), clock_.wall()};
    ++report_.refused;
    return check(store_.put_in_quarantine(row)) && check(store_.relay_batch_done(batch.id));
  }

  bool one_page() {
    auto next = store_.next_page_to_relay();
    if (!next.ok()) return fail(local_problem(next.error()));
    if (!*next) return false;
    const auto& page = **next;
    std::vector<wire::Frame> frames;
    frames.reserve(page.events.size());
    for (const auto& kept : page.events)
      frames.push_back({kept.incarnation, kept.seq, kept.event, kept.sealed, {}});
    auto block = wire::encode_frames({page.epoch, page.cursor_before, page.cursor}, frames, page.signature);
    auto block_hash = hash(block);
    const auto& carrier = store_.identity();
    auto body = wire::encode_relay(carrier.incarnation, block, carrier.signing);
    auto exchange =
        judge(network_.exchange(make_request(target_, wire::kPath_relay, std::move(body), kRelay_timeout_ms)));
    // Nobody signed that refusal, it may be a portal's: the next page goes on, this one is offered again
    // later.
    if (exchange.whole_refused) return ++report_.refused, check(store_.page_refused(page.id));
    if (!exchange.problem.none()) return fail(exchange.problem);
    auto ack = wire::decode_relay_acknowledgement(exchange.body, target_.head_office);
    if (!ack.ok()) return fail(answer_problem(ack.error()));
    if (ack->block != block_hash)
      return fail({Trouble::answer, "the acknowledgement is for another page", -1});
    return of_our_epoch(ack->epoch) && check(store_.page_relayed(page.id)) && ++report_.pages;
  }

  Store& store_;
  Network& network_;
  Clock& clock_;
  const LinkTarget& target_;
  Uuid epoch_;
  RelayReport report_;
};

}  // namespace

RelayReport relay(Store& store, Network& network, Clock& clock, const LinkTarget& target,
                  const StopFlag& stop) {
  return Relay(store, network, clock, target).run(stop);
}

}  // namespace redress
