#include "tests/sim/device.h"

#include <filesystem>

#include "sync/headoffice/record/devices.h"
#include "sync/uplink/enrol.h"

namespace redress::sim {

namespace {

// One request at a time keeps runs repeatable; what is late or twice comes from the network. Small batches:
// many of them.
PushLimits small_batches() {
  PushLimits limits;
  limits.max_events = 3;
  limits.lines = 1;
  limits.in_flight = 1;
  return limits;
}

const std::string kUrl = "http://head.office";

}  // namespace

Device::Device(const Place& where, HeadOffice& office, Underway& underway, const Instant& now,
               std::uint64_t seed)
    : place(where),
      clock(now),
      random(seed),
      network(office, underway, seed ^ 0x5eed),
      office_(office),
      machine_{clock,
               random,
               files_,
               [](const Config&) { return std::unique_ptr<Network>(); },
               [](const Config&) -> Result<std::unique_ptr<Printer>> {
                 return Error{Errc::unavailable, "none"};
               },
               {}} {
  std::filesystem::create_directories(place.folder);
  machine_.config.reserve_mb = 1;
  new_disk(seed);
}

void Device::new_disk(std::uint64_t seed) {
  disk.reset();
  disk = std::make_unique<disk::Disk>(place.folder, seed);
}

void Device::believe_every_answer() {
  network.on_answer = [this](const HttpRequest& request, const HttpAnswer& answer) {
    if (!request.url.ends_with("/v1/batches") || answer.status != 200) return;
    auto state = store().sync_state();
    if (!state.ok()) return;
    AckUpdate ack;
    ack.epoch = state->epoch;
    ack.stored = ack.backed_up = state->head;
    if (store().apply_ack(ack).ok()) (void)store().prune(0);
  };
}

bool Device::start() {
  stop();
  auto opened = Engine::open(machine_, data());
  if (!opened.ok()) return false;
  engine_ = std::move(*opened);
  make_uplink();
  return true;
}

void Device::make_uplink() {
  uplink_.reset();
  auto known = provision(store());
  if (!known.ok() || !*known) return;
  uplink_ = std::make_unique<Uplink>(store(), network, clock, random, (*known)->target(), small_batches());
}

void Device::power_cycle(disk::Loss loss) {
  stop();
  disk->power_on(loss);
  clock.reboot(random.array<8>());
}

bool Device::enrol() {
  if (!up() || !office_.running()) return false;
  auto code = headoffice::make_enrol_code(office_.office(), place.mall, place.role, place.name, true);
  if (!code.ok()) return false;
  uplink_.reset();
  auto outcome = redress::enrol(store(), network, clock, kUrl, *code);
  (void)engine_->reload_documents();
  make_uplink();
  return outcome.ok() && outcome->status == wire::EnrolStatus::approved;
}

RunReport Device::sync() {
  RunReport report;
  if (!uplink_) return report;
  report = uplink_->run_once(stop_);
  if (report.documents > 0 || engine_->documents_due()) (void)engine_->reload_documents();
  return report;
}

RunReport Device::half_sync(bool send) {
  bool pull_needed = false;
  if (!uplink_) return {};
  auto report = send ? uplink_->send(stop_, pull_needed) : uplink_->listen(stop_, 0);
  if (report.documents > 0 || engine_->documents_due()) (void)engine_->reload_documents();
  return report;
}

}  // namespace redress::sim
