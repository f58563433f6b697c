#include "kiosk/scenes/technician/home_tiles.h"

#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/app/fittings.h"
#include "kiosk/scenes/technician/probe_words.h"
#include "kiosk/scenes/technician/technician_scene.h"

namespace redress::technician {

namespace {

using ui::Icon;
using ui::Mark;

constexpr std::int64_t kLow_bytes = 1'000'000'000, kVery_low_bytes = 200'000'000;

ui::StateTile tile(const App& app, Icon icon, MessageKey name, Mark mark, std::string headline,
                   std::string detail) {
  ui::StateTile out;
  out.icon = icon;
  out.name = app.say(name);
  out.mark = mark;
  out.state_word = mark_words(app, mark);
  out.headline = std::move(headline);
  out.detail = std::move(detail);
  return out;
}

ui::StateTile identity(const App& app, const TechnicianView& view) {
  const auto phase = app.here().sync.phase;
  Mark mark = Mark::ok;
  auto words = app.say("tech.identity.enrolled"_msg);
  if (!app.here().provisioned)
    mark = Mark::fault, words = app.say("tech.identity.none"_msg);
  else if (phase == SyncPhase::revoked)
    mark = Mark::fault, words = app.say("tech.identity.revoked"_msg);
  else if (phase == SyncPhase::unknown)
    mark = Mark::fault, words = app.say("sync.unknown"_msg);
  else if (!view.approved)
    mark = Mark::attention, words = app.say("tech.identity.pending"_msg);
  return tile(app, Icon::id_card, "tech.tile.identity"_msg, mark, words,
              app.say("tech.identity.fingerprint"_msg, {{"f", view.fingerprint}}));
}

ui::StateTile head_office(const App& app) {
  const auto& sync = app.here().sync;
  std::string detail;
  if (sync.last_success)
    detail = app.say("tech.head.last"_msg, {{"t", moment_words(app, *sync.last_success)}});
  Mark mark = sync.last_success ? Mark::ok : Mark::waiting;
  auto words = app.say("tech.head.confirmed"_msg, {{"n", group_digits(sync.confirmed)}});
  if (sync.refused > 0) mark = Mark::fault, words = app.say("tech.head.refused"_msg, {{"n", sync.refused}});
  return tile(app, Icon::cloud, "tech.tile.head_office"_msg, mark, words, detail);
}

ui::StateTile network(const App& app, const TechnicianView& view) {
  const bool down = app.here().sync.phase == SyncPhase::offline || app.here().sync.phase == SyncPhase::never;
  return tile(app, Icon::network, "tech.tile.network"_msg, down ? Mark::attention : Mark::ok,
              app.say(down ? "tech.network.down"_msg : "tech.network.up"_msg), view.head_office);
}

ui::StateTile queue(const App& app) {
  const auto& sync = app.here().sync;
  const auto age_ms = sync.oldest_waiting ? app.now() - *sync.oldest_waiting : 0;
  const Mark mark = sync.waiting == 0   ? Mark::ok
                    : age_ms > kDay_ms  ? Mark::fault
                    : age_ms > kHour_ms ? Mark::attention
                                        : Mark::waiting;
  const auto detail = sync.oldest_waiting
                          ? app.say("tech.queue.oldest"_msg, {{"t", moment_words(app, *sync.oldest_waiting)}})
                          : app.say("tech.queue.empty"_msg);
  return tile(app, Icon::sync, "tech.tile.queue"_msg, mark,
              app.say("tech.queue.count"_msg, {{"n", sync.waiting}}), detail);
}

ui::StateTile printer(const App& app, const TechnicianView& view) {
  const auto words = printer_words(app, app.here().printer);
  return tile(app, Icon::print, "tech.tile.printer"_msg, words.mark, words.state, view.config.printer);
}

ui::StateTile scanner(const App& app, const TechnicianView& view) {
  const bool there = app.here().has_scanner;
  return tile(app, Icon::scan, "tech.tile.scanner"_msg, there ? Mark::ok : Mark::attention,
              app.say(there ? "tech.scanner.ok"_msg : "tech.scanner.none"_msg), view.config.scanner);
}

ui::StateTile storage(const App& app, const TechnicianView& view) {
  const auto record = app.here().record;
  const bool broken = record == RecordState::full || record == RecordState::failed;
  const Mark mark = broken || view.free_bytes < kVery_low_bytes ? Mark::fault
                    : view.free_bytes < kLow_bytes              ? Mark::attention
                                                                : Mark::ok;
  return tile(
      app, Icon::store, "tech.tile.storage"_msg, mark,
      app.say("tech.stick.free"_msg, {{"size", gigabytes(view.free_bytes)}}),
      app.say("tech.storage.cases"_msg, {{"n", group_digits(view.cases)}, {"m", group_digits(view.events)}}));
}

ui::StateTile clock(const App& app, const TechnicianView& view) {
  if (!app.here().clock_trusted)
    return tile(app, Icon::clock, "tech.tile.clock"_msg, Mark::fault, clock_words(app.local(app.now())),
                app.say("tech.clock.untrusted"_msg) + "\n" + app.say("tech.clock.battery"_msg));
  if (!view.clock_measured)
    return tile(app, Icon::clock, "tech.tile.clock"_msg, Mark::waiting, app.say("tech.clock.never"_msg), {});
  const auto clock = offset_words(app, view.clock_offset_ms);
  return tile(app, Icon::clock, "tech.tile.clock"_msg, clock.mark, clock.words,
              clock.mark == Mark::ok ? std::string() : app.say("tech.clock.corrected"_msg));
}

ui::StateTile version(const App& app, const TechnicianView& view) {
  return tile(app, Icon::chip, "tech.tile.version"_msg, Mark::ok,
              app.say("tech.version.is"_msg, {{"version", view.version}}),
              app.say("tech.version.policy"_msg, {{"version", view.policy_version}}) + "\n" +
                  app.say("tech.version.site"_msg, {{"version", view.site_version}}));
}

ui::StateTile role(const App& app) {
  std::string floor = app.say("tech.role.no_floor"_msg);
  if (app.site())
    for (const auto& each : app.site()->floors)
      if (each.code == app.here().floor) floor = each.labels.in(app.language());
  const auto mall = app.site() ? app.site()->names.in(app.language()) + "\n" : std::string();
  return tile(app, Icon::desk, "tech.tile.role"_msg, Mark::ok,
              app.words().text_of("device_role", kDeviceRoles.name(app.here().role)), mall + floor);
}

ui::StateTile screen(const App& app, const TechnicianView& view, ui::Size pixels) {
  const auto limit = app.here().role == DeviceRole::kiosk ? kSmallest_shopper_button : kSmallest_staff_button;
  const float mm = button_mm(limit, view.config.screen_diagonal_tenth_inch);
  const bool small = !fit_for_fingers(view.config.screen_diagonal_tenth_inch);
  const auto size = app.say("tech.screen.pixels"_msg,
                            {{"w", static_cast<int>(pixels.w)}, {"h", static_cast<int>(pixels.h)}});
  const auto finger =
      app.say(small ? "tech.screen.small"_msg : "tech.screen.button"_msg, {{"mm", tenths(mm)}});
  return tile(app, Icon::hand, "tech.tile.screen"_msg, small ? Mark::attention : Mark::ok,
              app.say("tech.screen.size"_msg,
                      {{"size", tenths(static_cast<float>(view.config.screen_diagonal_tenth_inch) / 10)}}),
              size + "\n" + finger);
}

ui::StateTile sound(const App& app, const TechnicianView& view) {
  const bool on = view.config.volume_percent > 0;
  return tile(app, Icon::sound, "tech.tile.sound"_msg, on ? Mark::ok : Mark::off,
              on ? app.say("tech.sound.volume"_msg, {{"n", view.config.volume_percent}})
                 : app.say("tech.sound.off"_msg),
              app.say("tech.sound.what"_msg));
}

}  // namespace

std::vector<ui::StateTile> state_tiles(const App& app, const TechnicianView& view, ui::Size pixels) {
  return {identity(app, view), role(app),          network(app, view),        head_office(app),
          queue(app),          printer(app, view), scanner(app, view),        storage(app, view),
          clock(app, view),    version(app, view), screen(app, view, pixels), sound(app, view)};
}

}  // namespace redress::technician
