// The bars of every signed-in screen, from what is known of the device.
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "core/text/time_words.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

std::string desk_words(const App& app) {
  return app.site() ? place_words(app, app.site()->desk) : std::string();
}

std::string where(const App& app) {
  const auto& device = app.here().device_name;
  if (!app.site()) return device;
  return app.say("staff.title.bar"_msg, {{"mall", app.site()->names.in(app.language())}, {"desk", desk_words(app)}, {"device", device}});
}

MessageKey fault_key(PrintFault fault) {
  switch (fault) {
    case PrintFault::paper_out: return "printer.paper_out"_msg;
    case PrintFault::cover_open: return "printer.cover_open"_msg;
    case PrintFault::cutter_jam: return "printer.cutter"_msg;
    case PrintFault::overheated: return "printer.hot"_msg;
    default: return "printer.offline"_msg;
  }
}

}  // namespace

std::string printer_trouble(const App& app) {
  if (!app.here().has_printer) return app.say("printer.none"_msg);
  const auto fault = fault_of(app.here().printer);
  return fault == PrintFault::none ? std::string() : app.say("refuse.printer"_msg, {{"fault", app.say(fault_key(fault))}});
}

namespace {

ui::StaffPage::Device printer(const App& app) {
  const auto& status = app.here().printer;
  const auto trouble = [&](MessageKey fault) { return app.say("staff.printer.trouble"_msg, {{"fault", app.say(fault)}}); };
  if (!app.here().has_printer) return {ui::Mark::off, app.say("printer.none"_msg)};
  if (const auto fault = fault_of(status); fault != PrintFault::none) return {ui::Mark::fault, trouble(fault_key(fault))};
  if (status.paper == PaperState::near_end) return {ui::Mark::attention, trouble("printer.paper_low"_msg)};
  return {ui::Mark::ok, app.say("staff.printer.ready"_msg)};
}

ui::StaffPage::Device scanner(const App& app) {
  if (app.here().has_scanner) return {ui::Mark::ok, app.say("staff.scan.ready"_msg)};
  return {ui::Mark::attention, app.say("staff.scan.gone"_msg)};
}

ui::StaffPage::Device network(const App& app) {
  const auto phase = app.here().sync.phase;
  if (phase == SyncPhase::offline || phase == SyncPhase::never) return {ui::Mark::attention, app.say("staff.network.down"_msg)};
  return {ui::Mark::ok, app.say("staff.network.up"_msg)};
}

std::string moment(const App& app, Instant t) {
  const auto local = app.local(t);
  return local.date == app.today() ? clock_words(local) : day_time_words(app.words(), local, app.today().year);
}

}  // namespace

ui::StatusChip sync_chip(const App& app) {
  const auto& sync = app.here().sync;
  ui::StatusChip chip{.id = "sync", .words = {}, .tone = ui::Tone::ok, .mark = true};
  const auto as = [&](ui::Tone tone, std::string words) {
    chip.tone = tone;
    chip.words = std::move(words);
    return chip;
  };
  if (sync.phase == SyncPhase::revoked) return as(ui::Tone::alert, app.say("sync.revoked"_msg));
  if (sync.phase == SyncPhase::unknown) return as(ui::Tone::alert, app.say("sync.unknown"_msg));
  if (sync.refused > 0) return as(ui::Tone::alert, app.say("sync.refused"_msg, {{"n", sync.refused}}));
  switch (sync.phase) {
    case SyncPhase::refused: return as(ui::Tone::alert, app.say("sync.error.refused"_msg));
    case SyncPhase::waiting_for_approval: return as(ui::Tone::warn, app.say("sync.unapproved"_msg, {{"n", sync.waiting}}));
    case SyncPhase::never: return as(ui::Tone::warn, app.say("sync.never"_msg));
    case SyncPhase::syncing: return as(ui::Tone::info, app.say("sync.busy"_msg, {{"n", sync.sent}, {"m", sync.total}}));
    case SyncPhase::offline: {
      const auto span_ms = sync.offline_since ? std::max<std::int64_t>(0, app.now() - *sync.offline_since) : 0;
      return as(ui::Tone::warn, app.say("sync.off"_msg, {{"span", span_words(app.words(), span_ms)}, {"n", sync.waiting}}));
    }
    default: break;
  }
  if (!sync.last_success) return as(ui::Tone::warn, app.say("sync.never"_msg));
  return as(ui::Tone::ok, app.say("sync.ok"_msg, {{"time", moment(app, *sync.last_success)}}));
}

ui::StaffPage staff_frame(const App& app) {
  ui::StaffPage page;
  page.brand = app.say("app.name"_msg);
  page.where = where(app);
  page.sync = sync_chip(app);
  const auto local = app.local(app.now());
  page.clock = clock_words(local);
  page.date = bar_day_words(app.words(), local.date);
  if (app.staff) {
    page.person = person_words(app, app.staff->person);
    page.lock = {.id = "lock", .label = app.say("staff.lock"_msg), .left = ui::Icon::lock};
    page.scan_prompt = app.say("staff.scan.prompt"_msg);
    page.type_code = {.id = "code", .label = app.say("staff.scan.type"_msg), .left = ui::Icon::keyboard};
  }
  page.devices = {scanner(app), printer(app), network(app)};
  return page;
}

}  // namespace redress::counter
