#include <cstdlib>

#include "core/seal/sign.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/store/set_aside.h"
#include "kiosk/app/engine.h"
#include "kiosk/app/fittings.h"
#include "core/base/version.h"
#include "sync/uplink/enrol.h"

namespace redress {

Result<Uuid> Engine::raise_alarm(const std::string& kind, const std::optional<CaseCode>& code) {
  auto body = Json::object();
  body.set("alarm", kind);
  REDRESS_TRY_ASSIGN(auto appended, store_->append(make_draft(std::string(device_event::alarm_raised), code, {}, std::move(body))));
  AlarmRow row;
  row.event = appended.id;
  row.incarnation = store_->identity().incarnation;
  row.alarm = kind;
  row.code = code ? to_compact(*code) : std::string();
  row.at = store_->now();
  REDRESS_TRY(store_->put_alarm(row));
  return appended.id;
}

namespace {

Json about(const Uuid& alarm) { return Json::object().set("alarm_event", to_text(alarm)); }

Status close_alarm(Store& store, const Uuid& alarm) {
  REDRESS_TRY_ASSIGN(auto open, store.alarms());
  for (auto row : open) {
    if (row.event != alarm) continue;
    row.open = false;
    REDRESS_TRY(store.put_alarm(row));
  }
  return {};
}

}  // namespace

Result<Uuid> Engine::withdraw_alarm(const Uuid& alarm) {
  REDRESS_TRY_ASSIGN(auto appended, store_->append(make_draft(std::string(device_event::alarm_withdrawn), {}, {}, about(alarm))));
  REDRESS_TRY(close_alarm(*store_, alarm));
  return appended.id;
}

Result<Uuid> Engine::answer_alarm(const Uuid& alarm, const Person& person) {
  auto draft = make_draft(std::string(device_event::alarm_answered), {}, actor_of(person), about(alarm));
  REDRESS_TRY_ASSIGN(auto appended, store_->append(draft));
  REDRESS_TRY(close_alarm(*store_, alarm));
  return appended.id;
}

Result<TechnicianView> Engine::inspect_device() {
  TechnicianView view;
  const auto& identity = store_->identity();
  view.incarnation = to_text(identity.incarnation);
  view.fingerprint = fingerprint(identity.signing.public_key());
  view.data_folder = folder_;
  view.version = kProgram_version;
  view.enrolled = provision_.has_value();
  view.approved = provision_ && provision_->status == wire::EnrolStatus::approved;
  if (policy_) view.policy_version = policy_->version;
  if (site_) view.site_version = site_->version;
  view.head_office = head_office_url();
  REDRESS_TRY_ASSIGN(auto head, store_->head());
  view.events = static_cast<std::int64_t>(head.seq);
  CaseQuery all;
  all.open_only = false;
  REDRESS_TRY_ASSIGN(auto cases, store_->count_cases(all));
  view.cases = static_cast<std::int64_t>(cases);
  REDRESS_TRY_ASSIGN(auto queue, store_->queue_state());
  view.quarantine = static_cast<std::int64_t>(queue.quarantined);
  auto space = store_->space();
  view.free_bytes = static_cast<std::int64_t>(space.free_bytes);
  view.config = machine_.config;
  view.test_page = test_page();
  view.findings = doctor(false);
  return view;
}

wire::DeviceHealth Engine::health(wire::PrinterHealth printer) {
  return {std::string(kProgram_version), printer, static_cast<std::int64_t>(store_->space().free_bytes)};
}

std::string Engine::head_office_url() {
  auto known = redress::provision(*store_);
  return known.ok() && *known && !(*known)->url.empty() ? (*known)->url : machine_.config.head_office_url;
}

namespace {

std::string of_printer(const Config& config, const PrinterStatus& status) {
  const std::string at = "printer at " + config.printer;
  switch (fault_of(status)) {
    case PrintFault::cover_open: return at + ": its cover is open";
    case PrintFault::paper_out: return at + " is out of paper";
    case PrintFault::cutter_jam: return at + ": its cutter is jammed";
    case PrintFault::overheated: return at + " is too hot: let it cool down";
    case PrintFault::offline:
      return "printer does not answer at " + config.printer + (status.detail.empty() ? "" : ": " + status.detail);
    default: break;
  }
  if (status.answers_status) return {};
  return at + " tells nothing of its state: paper and cover are unknown, print a test page";
}

// A folder that stands for a printer must be there: made on the way, a mistyped one would swallow every receipt.
std::string of_print_folder(Files& files, const std::string& folder) {
  constexpr std::string_view kTried = "/.redress-tried";
  const std::string tried = folder + std::string(kTried);
  if (const auto there = files.list(folder); !there.ok() && there.error().code == Errc::not_found)
    return "printer: the folder " + folder + " is not there: make it, or change [printer] address";
  const auto written = files.write_whole(tried, as_bytes(kTried));
  (void)files.remove(tried).ok();
  return written.ok() ? std::string() : "printer: the folder " + folder + " cannot be written: " + written.error().what;
}

std::string check_printer(Machine& machine) {
  constexpr std::string_view kFolder = "file:";
  const auto& address = machine.config.printer;
  if (address == "none") return {};
  if (address.starts_with(kFolder)) return of_print_folder(machine.files, address.substr(kFolder.size()));
  auto printer = machine.open_printer(machine.config);
  return printer.ok() ? of_printer(machine.config, (*printer)->status()) : "printer: " + printer.error().what;
}

void check_record(Store& store, const std::optional<PublicKey>& head_office, std::vector<std::string>& out) {
  if (auto whole = store.quick_check(); !whole.ok())
    out.push_back("the database is damaged (" + whole.error().what + "): start the screens, they save what can be read");
  const auto report = store.verify(head_office);
  if (!report.ok()) {
    out.push_back("the record cannot be checked: " + report.error().what);
  } else if (!report->faults.empty()) {
    const auto& first = report->faults.front();
    out.push_back("records that fail their check: " + std::to_string(report->faults.size()) + ", the first is seq " +
                  std::to_string(first.seq) + ": " + first.what + "; redress-kiosk verify names them all");
  }
}

}  // namespace

namespace {

// Beyond this, what people compare it with is another time.
constexpr std::int64_t kClock_off_most_ms = 2 * kMinute_ms;

void check_clock(Store& store, std::vector<std::string>& out) {
  if (!store.stamp().trusted)
    out.push_back("the clock is not trusted: receipts carry no date until it is set or measured");
  const auto off_ms = store.clock_off_ms().value_or(0);
  if (std::abs(off_ms) <= kClock_off_most_ms) return;
  out.push_back("the clock is " + std::to_string(std::abs(off_ms) / kMinute_ms) + " minutes " + (off_ms > 0 ? "fast" : "slow") +
                ": set it; meanwhile times are corrected as head office measured them");
}

}  // namespace

// One sentence a finding: what it is and what to do.
std::vector<std::string> Engine::doctor(Machine& machine, bool thorough) {
  std::vector<std::string> out;
  if (!provision_) out.push_back("not enrolled: run redress-kiosk enrol --url URL --code CODE");
  else if (auto now = standing(*store_); now.ok() && *now == Standing::revoked)
    out.push_back("head office revoked this device: enrol it anew with a new code");
  else if (now.ok() && *now == Standing::unknown)
    out.push_back("head office does not know this device (was a copy restored there?): enrol it anew with a new code");
  else if (provision_->status != wire::EnrolStatus::approved) out.push_back("waiting for approval at head office: have the fingerprint compared");
  if (provision_ && provision_->incarnation != store_->identity().incarnation)
    out.push_back("this device began a new log that head office does not know yet: enrol it with a new code");
  if (provision_ && !policy_) out.push_back("no usable policy: sync once, or enrol again");
  if (provision_ && !site_) out.push_back("no usable site document: sync once, or enrol again");
  if (auto queue = store_->queue_state(); queue.ok()) {
    if (queue->forked) out.push_back("this device's log exists twice (a copied disk?): enrol it anew");
    if (queue->quarantined > 0) out.push_back(std::to_string(queue->quarantined) + " events were refused by head office: export them and ask there");
    if (queue->oldest_at && store_->now() - *queue->oldest_at > kDay_ms) out.push_back("events wait for more than a day: check the network");
  }
  auto space = store_->space();
  if (!space.reserve_held) out.push_back("the disk is full: no new complaints are taken until space is free");
  check_clock(*store_, out);
  if (const auto url = head_office_url(); thorough && machine.probe && !url.empty()) {
    static constexpr std::string_view kSteps[] = {"address", "name", "connection", "certificate", "answer"};
    const auto report = machine.probe(machine.config, url);
    if (report.broken) out.push_back("head office at " + url + ": the " + std::string(kSteps[static_cast<int>(*report.broken)]) + " is wrong: " + report.detail);
  }
  if (thorough) {
    if (auto finding = check_printer(machine); !finding.empty()) out.push_back(std::move(finding));
    check_record(*store_, provision_ ? std::optional(provision_->head_office) : std::nullopt, out);
  }
  for (auto& finding : check_fittings(machine)) out.push_back(std::move(finding));
  for (const auto& folder : damaged_folders(folder_))
    if (machine.files.exists(folder + "/device.db")) out.push_back("the database was damaged and salvaged; the old file is in " + folder);
  return out;
}

}  // namespace redress
