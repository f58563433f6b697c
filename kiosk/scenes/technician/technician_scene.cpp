#include "kiosk/scenes/technician/technician_scene.h"

#include <cmath>

#include "core/policy/site.h"
#include "core/text/dates.h"

namespace redress::technician {

namespace {

using Kind = ui::UiEvent::Kind;

constexpr std::uint64_t kLeave_ms = std::uint64_t{kLeave_minutes} * 60'000;

std::vector<ui::NavItem> navigation(const App& app) {
  return {{.id = "nav:home", .label = app.say("tech.nav.home"_msg), .icon = ui::Icon::house},
          {.id = "nav:enrol", .label = app.say("tech.nav.enrol"_msg), .icon = ui::Icon::enrol},
          {.id = "nav:network", .label = app.say("tech.nav.network"_msg), .icon = ui::Icon::network},
          {.id = "nav:printer", .label = app.say("tech.nav.printer"_msg), .icon = ui::Icon::print},
          {.id = "nav:scanner", .label = app.say("tech.nav.scanner"_msg), .icon = ui::Icon::scan},
          {.id = "nav:storage", .label = app.say("tech.nav.storage"_msg), .icon = ui::Icon::store},
          {.id = "nav:settings", .label = app.say("tech.nav.settings"_msg), .icon = ui::Icon::gear}};
}

ui::StaffPage frame(const App& app) {
  ui::StaffPage page;
  page.brand = app.say("app.name"_msg);
  page.where = app.here().device_name;
  if (app.site()) page.where = app.site()->names.in(app.language()) + "·" + app.here().device_name;
  page.sync = {.words = app.say("tech.bar"_msg), .tone = ui::Tone::info, .mark = false};
  const auto local = app.local(app.now());
  page.clock = clock_words(local);
  page.date = bar_day_words(app.words(), local.date);
  if (app.staff) {  // a kiosk knows no names
    const auto role = app.words().text_of("role", kRoles.name(app.staff->person.role));
    page.person = app.staff->person.name.empty() ? role : app.staff->person.name + "·" + role;
  }
  page.foot_words = app.say("tech.auto_leave"_msg, {{"n", kLeave_minutes}});
  page.foot_icon = ui::Icon::clock;
  return page;
}

bool acts(Kind kind) { return kind != Kind::none && kind != Kind::tick && kind != Kind::wake; }

}  // namespace

Step end_maintenance(App& app) {
  app.staff.reset();
  return Step::home();
}

void TechnicianScene::enter(App& app) {
  leave_at_ms_ = app.now_ms() + kLeave_ms;
  opened(app);
}

std::uint64_t TechnicianScene::wants_tick_at_ms() const {
  const auto own = tick_at_ms();
  return own ? std::min(own, leave_at_ms_) : leave_at_ms_;
}

Step TechnicianScene::update(const ui::UiEvent& event, App& app) {
  if (acts(event.kind)) leave_at_ms_ = app.now_ms() + kLeave_ms;
  else if (event.kind == Kind::tick && app.now_ms() >= leave_at_ms_) return end_maintenance(app);
  if (event.tapped("leave")) return end_maintenance(app);
  if (auto where = event.tapped_after("nav:"); !where.empty()) {
    // Enrolled in the meantime: from now on the device knows who may.
    if (app.here().provisioned && !app.staff) return Step::replace("technician.signin");
    return "nav:" + where == here_id() ? Step::stay() : Step::replace("technician." + where);
  }
  const auto step = on(event, app);
  return step.kind == Step::Kind::stay && event.kind == Kind::wake ? Step::redraw() : step;
}

void TechnicianScene::draw(ui::Canvas& c, const App& app) const {
  auto work = ui::staff_page(c, frame(app));
  const ui::NavItem leave{.id = "leave", .label = app.say("tech.leave"_msg), .icon = ui::Icon::leave};
  work = ui::staff_navigation(c, work, has_navigation() ? navigation(app) : std::vector<ui::NavItem>{}, here_id(), leave);
  content(c, work, app);
}

namespace {

PrinterWords words_of(const App& app, const PrinterStatus& status) {
  using ui::Mark;
  if (!app.here().has_printer) return {Mark::off, app.say("printer.none"_msg), {}};
  switch (fault_of(status)) {
    case PrintFault::paper_out: return {Mark::fault, app.say("printer.paper_out"_msg), app.say("printer.fix.paper_out"_msg)};
    case PrintFault::cover_open: return {Mark::fault, app.say("printer.cover_open"_msg), app.say("printer.fix.cover_open"_msg)};
    case PrintFault::cutter_jam: return {Mark::fault, app.say("printer.cutter"_msg), app.say("printer.fix.cutter"_msg)};
    case PrintFault::overheated: return {Mark::fault, app.say("printer.hot"_msg), app.say("printer.fix.hot"_msg)};
    case PrintFault::offline: return {Mark::fault, app.say("printer.offline"_msg), app.say("printer.fix.offline"_msg)};
    default: break;
  }
  if (status.paper == PaperState::near_end) return {Mark::attention, app.say("printer.paper_low"_msg), {}};
  if (!status.answers_status) return {Mark::waiting, app.say("printer.unknown"_msg), {}};
  return {Mark::ok, app.say("printer.ready"_msg), {}};
}

}  // namespace

PrinterWords printer_words(const App& app, const PrinterStatus& status) {
  auto out = words_of(app, status);  // the same words stand inside sentences elsewhere
  if (char& first = out.state.front(); first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
  return out;
}

std::string gigabytes(std::int64_t bytes) {
  const auto tenths = bytes / 100'000'000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

std::string tenths(float n) {
  const auto whole = std::lround(n * 10);
  return std::to_string(whole / 10) + "." + std::to_string(whole % 10);
}

std::string mark_words(const App& app, ui::Mark mark) {
  switch (mark) {
    case ui::Mark::ok: return app.say("state.ok"_msg);
    case ui::Mark::attention: return app.say("state.attention"_msg);
    case ui::Mark::fault: return app.say("state.fault"_msg);
    case ui::Mark::waiting: return app.say("state.waiting"_msg);
    case ui::Mark::off: break;
  }
  return app.say("state.off"_msg);
}

std::string moment_words(const App& app, Instant t) { return relative_words(app.words(), app.local(t), app.today()); }

float lines(ui::Canvas& c, const ui::Rect& r, const std::string& words, ui::Type t, ui::Colour colour) {
  return c.paragraph({r.x, r.y, r.w, 0}, words, t, colour);
}

}  // namespace redress::technician
