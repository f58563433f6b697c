#include "sync/uplink/uplink.h"

namespace redress {

namespace {

constexpr int kRounds = 4;  // push, pull (reset), push again, pull what came of it

void add_round(RunReport& report, RunReport round) {
  report.problem = std::move(round.problem);
  report.sent += round.sent;
  report.bytes_sent += round.bytes_sent;
  report.duplicates += round.duplicates;
  report.conflicts += round.conflicts;
  report.refused += round.refused;
  report.relayed += round.relayed;
  report.pulled += round.pulled;
  report.documents += round.documents;
  report.alarms += round.alarms;
  report.reset = report.reset || round.reset;
  if (round.clock_offset_ms) report.clock_offset_ms = round.clock_offset_ms;
  report.cases.insert(report.cases.end(), round.cases.begin(), round.cases.end());
}

}  // namespace

Uplink::Uplink(Store& store, Network& network, Clock& clock, Random& random, LinkTarget target,
               PushLimits limits)
    : store_(store),
      network_(network),
      clock_(clock),
      target_(target),
      push_(store, network, clock, target, limits),
      pull_(store, network, clock, random, target) {}

RunReport Uplink::run_once(const StopFlag& stop) {
  RunReport report;
  for (int round = 0; round < kRounds; ++round) {
    bool pull_needed = false;
    add_round(report, send(stop, pull_needed));
    if (!report.problem.none()) break;
    auto pulled = listen(stop, 0);
    bool reset = pulled.reset;
    add_round(report, std::move(pulled));
    if (!report.problem.none() || (!pull_needed && !reset)) break;
    if (pull_needed && !reset)
      report.problem = {Trouble::answer, "head office lacks what it once confirmed and begins no new epoch",
                        -1};
    if (!report.problem.none()) break;
  }
  report.queue_empty = queue_empty();
  return report;
}

RunReport Uplink::send(const StopFlag& stop, bool& pull_needed,
                       const std::function<void(std::uint64_t)>& on_progress) {
  std::lock_guard lock(push_mutex_);
  RunReport report;
  auto state = store_.sync_state();
  if (!state.ok()) {
    report.problem = local_problem(state.error());
    return report;
  }
  // Before the first page we do not know the epoch that an acknowledgement must carry.
  pull_needed = state->epoch.is_nil();
  if (pull_needed) return report;
  if (forget_.exchange(false)) push_.forget();
  auto pushed = push_.run(stop, on_progress);
  report.problem = std::move(pushed.problem);
  report.sent = pushed.events;
  report.bytes_sent = pushed.bytes;
  report.duplicates = pushed.duplicates;
  report.conflicts = pushed.conflicts;
  report.refused = pushed.refused;
  pull_needed = pushed.pull_needed;
  if (!report.problem.none() || pull_needed) return report;
  offer_refused_pages();
  auto relayed = relay(store_, network_, clock_, target_, stop);
  report.problem = std::move(relayed.problem);
  report.relayed = relayed.batches + relayed.pages;
  report.refused += relayed.refused;
  pull_needed = relayed.pull_needed;
  return report;
}

RunReport Uplink::listen(const StopFlag& stop, int wait_ms) {
  std::lock_guard lock(pull_mutex_);
  auto pulled = pull_.run(stop, wait_ms);
  RunReport report;
  report.problem = std::move(pulled.problem);
  report.pulled = pulled.events;
  report.documents = pulled.documents;
  report.alarms = pulled.alarms;
  report.cases = std::move(pulled.cases);
  report.reset = pulled.reset;
  report.clock_offset_ms = pulled.clock_offset_ms;
  if (report.reset) forget_ = true;
  return report;
}

// Once an hour, as refused events are.
void Uplink::offer_refused_pages() {
  auto now_ms = clock_.monotonic_ms();
  if (pages_offered_ms_ && now_ms - *pages_offered_ms_ < kHour_ms) return;
  if (store_.offer_refused_pages().ok()) pages_offered_ms_ = now_ms;
}

bool Uplink::queue_empty() {
  auto queue = store_.queue_state();
  return queue.ok() && queue->waiting == 0 && queue->relay_batches == 0 && queue->relay_pages == 0;
}

}  // namespace redress
