#include "sync/uplink/uplink_thread.h"

#include <algorithm>

namespace redress {

namespace {

// Sending costs nothing while nothing waits; this look finds what a missed wake left behind.
constexpr std::int64_t kLook_ms = 30'000;
// A head office that answers long polls at once with nothing must not be asked in a loop.
constexpr std::int64_t kEmpty_answer_ms = 1'000;
constexpr std::int64_t kLongest_sleep_ms = 60'000;

}  // namespace

UplinkThread::UplinkThread(Store& store, Network& network, Clock& clock, Random& random, LinkTarget target,
                           Callbacks callbacks, UplinkThreadOptions options)
    : store_(store), network_(network), clock_(clock), callbacks_(std::move(callbacks)), options_(options),
      uplink_(store, network, clock, random, std::move(target), options.push), send_pace_(random, options.pace),
      listen_pace_(random, options.pace) {
  note_queue();
  running_ = 2;
  sender_ = std::thread([this] { run(Half::send); });
  listener_ = std::thread([this] { run(Half::listen); });
}

UplinkThread::~UplinkThread() {
  stop_ = true;
  std::unique_lock lock(mutex_);
  // An exchange that begins just now is not reached by one abort.
  while (running_ > 0) {
    changed_.notify_all();
    lock.unlock();
    network_.abort();
    lock.lock();
    changed_.wait_for(lock, std::chrono::milliseconds(20), [this] { return running_ == 0; });
  }
  lock.unlock();
  sender_.join();
  listener_.join();
}

void UplinkThread::wake(void (Pace::*how)(std::int64_t), bool listen_too) {
  {
    std::lock_guard lock(mutex_);
    auto now_ms = clock_.monotonic_ms();
    (send_pace_.*how)(now_ms);
    if (listen_too) (listen_pace_.*how)(now_ms);
  }
  changed_.notify_all();
}

void UplinkThread::news() { wake(&Pace::news, false); }
void UplinkThread::network_returned() { wake(&Pace::network_returned, true); }
void UplinkThread::sync_now() { wake(&Pace::asked, true); }

UplinkProgress UplinkThread::progress() const {
  std::lock_guard lock(mutex_);
  auto out = progress_;
  auto now_ms = clock_.monotonic_ms();
  out.next_try_in_ms = std::min(send_pace_.due_in_ms(now_ms), listen_pace_.due_in_ms(now_ms));
  return out;
}

bool UplinkThread::wait_until_due(std::unique_lock<std::mutex>& lock, Half half) {
  while (!stop_) {
    auto due_in_ms = pace(half).due_in_ms(clock_.monotonic_ms());
    if (due_in_ms == 0) return true;
    changed_.wait_for(lock, std::chrono::milliseconds(std::min(due_in_ms, kLongest_sleep_ms)));
  }
  return false;
}

void UplinkThread::run(Half half) {
  std::unique_lock lock(mutex_);
  while (wait_until_due(lock, half)) {
    // Taken before the work: news that come meanwhile make it due again.
    pace(half).begun(clock_.monotonic_ms(), half == Half::send ? kLook_ms : options_.poll_ms);
    lock.unlock();
    half == Half::send ? send_round() : listen_round();
    lock.lock();
  }
  --running_;
  changed_.notify_all();
}

void UplinkThread::send_round() {
  auto queue = store_.queue_state();
  {
    std::lock_guard lock(mutex_);
    progress_.total = queue.ok() ? queue->waiting : 0;
    progress_.sent = 0;
    progress_.sending = progress_.total > 0;
  }
  bool pull_needed = false;
  auto report = uplink_.send(stop_, pull_needed, [this](std::uint64_t sent) { note_sent(sent); });
  if (pull_needed) {
    std::lock_guard lock(mutex_);
    listen_pace_.asked(clock_.monotonic_ms());
  }
  if (pull_needed) network_.abort();  // the listener may be held in a long poll
  note(Half::send, report, kLook_ms);
}

void UplinkThread::listen_round() {
  auto begun_ms = clock_.monotonic_ms();
  int wait_ms = 0;
  {
    // The first answer after trouble is wanted at once: it brings what was missed and proves the line.
    std::lock_guard lock(mutex_);
    if (options_.listen && progress_.online && listen_trouble_ == Trouble::none) wait_ms = options_.wait_ms;
  }
  auto report = uplink_.listen(stop_, wait_ms);
  bool empty = report.pulled == 0 && report.documents == 0 && report.alarms == 0;
  bool held = clock_.monotonic_ms() - begun_ms >= std::min<std::int64_t>(wait_ms, kEmpty_answer_ms);
  std::int64_t next_in_ms = options_.listen ? (empty && wait_ms > 0 && !held ? kEmpty_answer_ms : 0) : options_.poll_ms;
  note(Half::listen, report, next_in_ms);
  if (!empty && callbacks_.on_received) callbacks_.on_received(report);
  if (report.reset) wake(&Pace::asked, false);
}

void UplinkThread::note_sent(std::uint64_t sent) {
  {
    std::lock_guard lock(mutex_);
    progress_.sent = sent;
  }
  if (callbacks_.on_progress) callbacks_.on_progress();
}

void UplinkThread::note(Half half, const RunReport& report, std::int64_t next_in_ms) {
  if (report.problem.trouble == Trouble::stopped) return;
  note_queue();
  const auto now = store_.now();
  {
    std::lock_guard lock(mutex_);
    auto now_ms = clock_.monotonic_ms();
    auto& trouble = half == Half::send ? send_trouble_ : listen_trouble_;
    trouble = report.problem.trouble;
    ++(half == Half::send ? progress_.sendings : progress_.listenings);
    if (half == Half::send) progress_.sending = false;
    // Only an exchange proves the line: a sending with nothing to send says nothing.
    bool talked = half == Half::listen || report.sent > 0 || report.relayed > 0;
    if (!report.problem.none()) {
      pace(half).failed(now_ms, report.problem.retry_after_s);
      if (progress_.online || !progress_.offline_since) progress_.offline_since = now;
      progress_.online = false;
      progress_.error_detail = report.problem.what;
    } else {
      pace(half).succeeded(now_ms, next_in_ms);
    }
    if (report.problem.none() && talked) {
      progress_.online = true;
      progress_.offline_since.reset();
      progress_.last_success = now;
      auto& other = half == Half::send ? listen_pace_ : send_pace_;
      if (other.failures() > 0) other.network_returned(now_ms);
    }
    progress_.trouble = listen_trouble_ != Trouble::none ? listen_trouble_ : send_trouble_;
    progress_.approved = progress_.trouble != Trouble::waiting && progress_.trouble != Trouble::unknown;
    progress_.error_key = std::string(text_key(progress_.trouble));
    if (progress_.trouble == Trouble::none) progress_.error_detail.clear();
    if (report.clock_offset_ms) progress_.clock_offset_ms = report.clock_offset_ms;
  }
  changed_.notify_all();
  if (callbacks_.on_progress) callbacks_.on_progress();
}

void UplinkThread::note_queue() {
  auto queue = store_.queue_state();
  auto state = store_.sync_state();
  if (!queue.ok() || !state.ok()) return;
  std::lock_guard lock(mutex_);
  progress_.waiting = queue->waiting;
  progress_.oldest_at = queue->oldest_at;
  progress_.confirmed = state->stored.seq;
  progress_.to_carry = queue->relay_batches + queue->relay_pages;
  progress_.quarantined = queue->quarantined;
  progress_.forked = queue->forked;
}

}  // namespace redress
