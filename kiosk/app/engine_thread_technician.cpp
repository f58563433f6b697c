// What the technician's screens ask of the engine.
#include "core/seal/sign.h"
#include "kiosk/app/engine_thread.h"
#include "kiosk/app/place_settings.h"
#include "sync/uplink/enrol.h"
#include "sync/uplink/stick.h"

namespace redress {

namespace {

EnrolView view_of(const EnrolOutcome& outcome, const Store& store) {
  EnrolView view;
  view.fingerprint = fingerprint(store.identity().signing.public_key());
  view.reason = outcome.reason;
  view.state = outcome.status == wire::EnrolStatus::approved  ? EnrolView::State::approved
               : outcome.status == wire::EnrolStatus::waiting ? EnrolView::State::waiting
                                                              : EnrolView::State::rejected;
  return view;
}

}  // namespace

Pending<TechnicianView> EngineThread::inspect_device() {
  return ask<TechnicianView>([this] {
    auto view = engine_.inspect_device();
    if (view.ok() && uplink_) {
      auto progress = uplink_->progress();
      view->clock_measured = progress.clock_offset_ms.has_value();
      view->clock_offset_ms = progress.clock_offset_ms.value_or(0);
    }
    return view;
  });
}

Pending<EnrolView> EngineThread::enrol(const std::string& url, const std::string& code) {
  return ask<EnrolView>([=, this]() -> Result<EnrolView> {
    uplink_.reset();  // a forked device gets another name: nothing may be sending
    uplink_url_.clear();
    auto outcome = redress::enrol(engine_.store(), *network_, machine_.clock, url, code);
    auto loaded = outcome.ok() ? engine_.reload_documents() : Status(outcome.error());
    start_uplink();
    REDRESS_TRY(loaded);
    return view_of(*outcome, engine_.store());
  });
}

Pending<EnrolView> EngineThread::enrol_state() {
  return ask<EnrolView>([this]() -> Result<EnrolView> {
    auto outcome = ask_enrolment_again(engine_.store(), *network_, machine_.clock);
    if (!outcome.ok() && outcome.error().code == Errc::not_found) {
      EnrolView none;
      none.fingerprint = fingerprint(engine_.store().identity().signing.public_key());
      return none;
    }
    if (!outcome.ok()) return outcome.error();
    REDRESS_TRY(engine_.reload_documents());
    start_uplink();
    return view_of(*outcome, engine_.store());
  });
}

void EngineThread::sync_now() {
  post([this] {
    if (uplink_) uplink_->sync_now();
  });
}

Pending<PrintView> EngineThread::print_test_page() {
  return ask<PrintView>([this] { return printing_.print_test_page(engine_.test_page()); });
}

Pending<PrinterStatus> EngineThread::printer_status() {
  return ask<PrinterStatus>([this]() -> Result<PrinterStatus> {
    printing_.ask_status();
    return printing_.status();
  });
}

Pending<ProbeReport> EngineThread::probe(const std::string& url) {
  auto pending = Pending<ProbeReport>::started();
  if (!machine_.probe) {
    pending.set(Error{Errc::unavailable, "this program cannot look at the network"});
    return pending;
  }
  if (is_probing_.exchange(true)) {
    pending.set(Error{Errc::busy, "the network is being looked at"});
    return pending;
  }
  // The engine goes on meanwhile: complaints, printer and sync do not wait for a dead line.
  if (probing_.joinable()) probing_.join();
  probing_ = std::thread([this, pending, url] {
    pending.set(machine_.probe(machine_.config, url));
    is_probing_ = false;
    on_news_();
  });
  return pending;
}

Pending<std::vector<Stick>> EngineThread::sticks() {
  return ask<std::vector<Stick>>([this]() -> Result<std::vector<Stick>> { return mounted_sticks(machine_.files, machine_.config.export_folder); });
}

Pending<std::string> EngineThread::export_to(const std::string& folder) {
  return ask<std::string>([=, this]() -> Result<std::string> {
    auto path = folder + "/" + engine_.device_name() + "-" + to_text(engine_.store().identity().incarnation).substr(0, 6) + ".redress";
    REDRESS_TRY_ASSIGN(auto report, export_events(engine_.store(), machine_.files, path));
    return path + " (" + std::to_string(report.events) + ")";
  });
}

Pending<std::vector<std::string>> EngineThread::verify() {
  return ask<std::vector<std::string>>([this]() -> Result<std::vector<std::string>> {
    REDRESS_TRY_ASSIGN(auto report, engine_.store().verify());
    std::vector<std::string> out;
    for (const auto& fault : report.faults) out.push_back("seq " + std::to_string(fault.seq) + ": " + fault.what);
    return out;
  });
}

Pending<bool> EngineThread::save_settings(Config wanted) {
  return ask<bool>([this, wanted = std::move(wanted)]() -> Result<bool> {
    REDRESS_TRY(save_place_settings(machine_, engine_.folder(), wanted));
    return true;
  });
}

}  // namespace redress
