// What screens know of the device without asking: the surroundings, looked at on the engine's thread.
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/app/engine_thread.h"
#include "sync/uplink/enrol.h"

namespace redress {

namespace {

SyncPhase phase_of(const UplinkProgress& progress) {
  if (!progress.approved) return progress.trouble == Trouble::waiting ? SyncPhase::waiting_for_approval : SyncPhase::unknown;
  if (progress.quarantined > 0) return SyncPhase::refused;
  if (progress.sending && progress.waiting > 0) return SyncPhase::syncing;
  if (progress.offline_since) return SyncPhase::offline;
  return progress.last_success ? SyncPhase::synced : SyncPhase::never;
}

wire::PrinterHealth printer_health(const Surroundings& here) {
  using enum wire::PrinterHealth;
  if (!here.has_printer) return none;
  switch (fault_of(here.printer)) {
    case PrintFault::paper_out:
      return out;
    case PrintFault::cover_open:
      return wire::PrinterHealth::cover_open;
    case PrintFault::cutter_jam:
      return wire::PrinterHealth::cutter_jam;
    case PrintFault::overheated:
      return wire::PrinterHealth::overheated;
    case PrintFault::offline:
      return here.printer.answers_status ? wire::PrinterHealth::offline : unknown;
    default:
      break;
  }
  if (here.printer.paper == PaperState::near_end) return low;
  return here.printer.paper == PaperState::ok ? ok : unknown;
}

SyncView view_of(const UplinkProgress& progress) {
  SyncView view;
  view.phase = phase_of(progress);
  view.waiting = static_cast<std::int64_t>(progress.waiting);
  view.sent = static_cast<std::int64_t>(progress.sent);
  view.total = static_cast<std::int64_t>(progress.total);
  view.last_success = progress.last_success;
  view.offline_since = progress.offline_since;
  view.oldest_waiting = progress.oldest_at;
  view.refused = static_cast<std::int64_t>(progress.quarantined);
  view.confirmed = static_cast<std::int64_t>(progress.confirmed);
  view.trouble = progress.error_key;
  view.detail = progress.error_detail;
  return view;
}

}  // namespace

void EngineThread::publish() {
  auto next = look_around();
  if (uplink_) uplink_->tell_health(engine_.health(printer_health(*next)));
  next->revision = ++revision_;
  {
    std::lock_guard lock(mutex_);
    surroundings_ = next;
  }
  on_news_();
}

// Head office answers alike to who still waits and whom it revoked; what was told before makes the difference.
SyncView EngineThread::look_at_sync() {
  const auto progress = uplink_->progress();
  auto view = view_of(progress);
  if (progress.online || !progress.approved) (void)note_answer(engine_.store(), progress.trouble).ok();
  const auto how = standing(engine_.store());
  if (view.phase == SyncPhase::waiting_for_approval && how.ok() && *how == Standing::revoked)
    view.phase = SyncPhase::revoked;
  return view;
}

std::shared_ptr<Surroundings> EngineThread::look_around() {
  auto here = std::make_shared<Surroundings>();
  auto& store = engine_.store();
  here->provisioned = engine_.provisioned();
  here->role = engine_.role();
  here->device_name = engine_.device_name();
  here->mall = engine_.provision() ? engine_.provision()->mall : std::string();
  here->fingerprint = fingerprint(store.identity().signing.public_key());
  here->policy = engine_.policy();
  here->site = engine_.site();
  here->wording = engine_.wording();
  if (here->site) here->zone = std::make_shared<const Zone>(here->site->zone);
  here->record = record_ == RecordState::ready && !store.space().reserve_held ? RecordState::full : record_;
  const auto stamp = store.stamp();
  here->clock_trusted = stamp.trusted;
  if (store.clock_off_ms()) here->booted_at = stamp.time - stamp.monotonic_ms;
  here->has_printer = printing_.has_printer();
  here->has_scanner = machine_.config.scanner != "none";
  here->scanner_side = machine_.config.scanner_side;
  here->floor = machine_.config.floor;
  here->printer = printing_.status();
  if (uplink_) here->sync = look_at_sync();
  if (auto head = store.head(); head.ok()) here->sync.registered = static_cast<std::int64_t>(head->seq);
  if (!uplink_)
    if (auto queue = store.queue_state(); queue.ok()) here->sync.waiting = static_cast<std::int64_t>(queue->waiting);
  auto alarms = store.alarms();
  auto devices = store.devices();
  if (alarms.ok()) {
    for (const auto& row : *alarms) {
      AlarmView view{to_text(row.event), row.alarm, {}, {}, row.at, false, false, row.number > 0};
      if (auto code = parse_case_code(row.code); code.ok()) view.code = *code;
      if (row.incarnation == store.identity().incarnation) view.device = engine_.device_name();
      if (devices.ok())
        for (const auto& device : *devices)
          if (device.incarnation == row.incarnation) view.device = device.name;
      here->alarms.push_back(std::move(view));
    }
  }
  here->new_cases = new_cases_;
  return here;
}

}  // namespace redress
