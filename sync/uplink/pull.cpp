#include "sync/uplink/pull.h"

#include <algorithm>
#include <utility>

#include "sync/uplink/carried.h"
#include "sync/uplink/documents.h"
#include "sync/wire/document.h"
#include "sync/wire/paths.h"

namespace redress {

namespace {

constexpr int kPull_timeout_ms = 60'000;

PullUpdate to_update(const wire::PullPage& page) {
  PullUpdate update;
  const auto& header = page.block.header;
  update.page = {header.epoch, header.cursor_before, header.cursor, page.check, page.block.signature, {}};
  update.page.events.reserve(page.block.frames.size());
  for (const auto& frame : page.block.frames)
    update.page.events.push_back({frame.incarnation, frame.seq, frame.event, frame.sealed});
  for (const auto& device : page.devices)
    update.devices.push_back({device.incarnation, device.key, device.name, device.role, false});
  for (const auto& alarm : page.alarms)
    update.alarms.push_back(
        {alarm.event, alarm.number, alarm.incarnation, alarm.alarm, alarm.code, alarm.at, alarm.open});
  return update;
}

}  // namespace

Pull::Pull(Store& store, Network& network, Clock& clock, Random& random, LinkTarget target)
    : store_(store), network_(network), clock_(clock), random_(random), target_(std::move(target)) {}

PullReport Pull::run(const StopFlag& stop, int wait_ms) {
  report_ = {};
  prove_ = proved_ = remeasured_ = false;
  while (!stop && one_page(wait_ms)) wait_ms = 0;
  measure_earlier_clocks(stop);
  if (stop && report_.problem.none()) fail({Trouble::stopped, "stopped", -1});
  return std::move(report_);
}

// Each page asks by one of them.
void Pull::measure_earlier_clocks(const StopFlag& stop) {
  if (!report_.problem.none()) return;
  auto clocks = store_.unmeasured_clocks();
  if (!clocks.ok()) return fail(local_problem(clocks.error()));
  for (const auto& earlier : *clocks) {
    asks_by_ = earlier;
    if (!stop && report_.problem.none()) (void)one_page(0);
  }
  asks_by_.reset();
}

PullReport Pull::look() {
  report_ = {};
  prove_ = proved_ = remeasured_ = false;
  (void)one_page(0);
  return std::move(report_);
}

Result<wire::PullRequest> Pull::make_pull_request(int wait_ms) {
  REDRESS_TRY_ASSIGN(auto state, store_.sync_state());
  REDRESS_TRY_ASSIGN(auto alarms, store_.last_alarm_number());
  wire::PullRequest request;
  request.incarnation = store_.identity().incarnation;
  request.nonce = random_.array<8>();
  const auto stamp = asks_by_ ? *asks_by_ : store_.stamp();
  request.at = stamp.at;  // the clock that events go by, believed or not
  request.boot = stamp.boot;
  request.epoch = state.epoch;
  request.cursor = state.cursor;
  request.check = state.cursor_check;
  request.acknowledged = {state.stored.seq, state.stored.chain};
  if (prove_) request.acknowledgement = state.acknowledgement;
  using enum wire::DocumentKind;
  const auto have = [&](wire::DocumentKind kind) { return version_here(store_, target_.mall, kind); };
  request.have = {have(policy), have(site), have(staff), have(mall_key)};
  request.wait_ms = std::min(wait_ms, wire::kPull_wait_max_ms);
  request.alarms = alarms;
  std::lock_guard lock(health_mutex_);
  request.health = health_;
  return request;
}

void Pull::tell_health(wire::DeviceHealth health) {
  std::lock_guard lock(health_mutex_);
  health_ = std::move(health);
}

bool Pull::one_page(int wait_ms) {
  auto request = make_pull_request(wait_ms);
  if (!request.ok()) return fail(local_problem(request.error())), false;
  auto bytes = wire::encode_pull_request(*request, store_.identity().signing);
  auto asked_at_ms = clock_.monotonic_ms();
  auto exchange = judge(
      network_.exchange(make_request(target_, wire::kPath_pull, std::move(bytes), kPull_timeout_ms + wait_ms)));
  if (!exchange.problem.none()) return fail(exchange.problem), false;
  auto page = wire::decode_pull_page(exchange.body, target_.head_office);
  if (!page.ok()) return fail(answer_problem(page.error())), false;
  // A held answer was written just before it came; a quick one in the middle of the way.
  auto way_ms = wait_ms > 0 ? 0 : (clock_.monotonic_ms() - asked_at_ms) / 2;
  report_.clock_offset_ms = page->now - (clock_.wall() - way_ms);
  const bool more = take_page(*page, *request);
  if (!report_.problem.none() || !store_.hear_time(page->now, asked_at_ms)) return more;
  return !std::exchange(remeasured_, true) || more;  // what then still differs is the way
}

bool Pull::fits(const wire::PullPage& page, const wire::PullRequest& request) {
  const auto& header = page.block.header;
  if (page.nonce != request.nonce) return false;
  if (header.epoch == request.epoch) return !page.reset && header.cursor_before == request.cursor;
  return (page.reset || request.epoch.is_nil()) && header.cursor_before == 0;
}

bool Pull::take_page(const wire::PullPage& page, const wire::PullRequest& request) {
  if (!fits(page, request))
    return fail({Trouble::answer, "the page does not answer what was asked", -1}), false;
  bool new_epoch = page.block.header.epoch != request.epoch;
  if (new_epoch) {
    auto begun = store_.begin_epoch(page.block.header.epoch);
    if (!begun.ok()) return fail(local_problem(begun.error())), false;
    report_.reset = true;
  }
  auto applied = apply(page, request);
  if (!applied.ok()) return fail(local_problem(applied.error())), false;
  ++report_.pages;
  prove_ = page.prove && !proved_;
  proved_ = proved_ || prove_;
  bool moved = new_epoch || page.block.header.cursor > request.cursor;
  return (page.more && moved) || prove_;
}

Status Pull::apply(const wire::PullPage& page, const wire::PullRequest& request) {
  auto update = to_update(page);
  update.documents = check_documents(store_, target_, page.documents).documents;
  REDRESS_TRY(take_staff(store_, target_, update.documents));
  bool nothing = update.page.events.empty() && update.documents.empty() && update.devices.empty() &&
                 update.alarms.empty() && page.block.header.cursor == request.cursor &&
                 page.check == request.check;
  if (nothing) return {};  // an empty answer costs no write
  REDRESS_TRY(erase_carried(store_, update.page.events));
  REDRESS_TRY_ASSIGN(auto inserted, store_.apply_pull(update));
  report_.events += inserted.inserted;
  report_.documents += update.documents.size();
  report_.alarms += update.alarms.size();
  report_.cases.insert(report_.cases.end(), inserted.cases.begin(), inserted.cases.end());
  return {};
}

}  // namespace redress
