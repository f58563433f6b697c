#include "kiosk/scenes/technician/probe_words.h"

#include <cstdlib>

#include "core/text/time_words.h"

namespace redress::technician {

namespace {

using ui::Mark;

constexpr std::int64_t kSlow_ms = 2'000, kWrong_ms = 120'000;
constexpr int kSoon_days = 30;

Mark mark_of(const ProbeReport& report, ProbeStep step) {
  if (!report.broken || step < *report.broken) return Mark::ok;
  return step == *report.broken ? Mark::fault : Mark::waiting;
}

ProbeLine certificate_line(const App& app, const ProbeReport& report) {
  ProbeLine line{mark_of(report, ProbeStep::certificate), app.say("tech.probe.certificate"_msg), {}};
  if (line.mark != Mark::ok) return line;
  if (!report.encrypted) return {Mark::off, line.what, app.say("tech.probe.plain"_msg)};
  if (!report.certificate_days) return line;
  if (*report.certificate_days < kSoon_days) line.mark = Mark::attention;
  line.detail = app.say("tech.probe.certificate.days"_msg, {{"n", std::int64_t{*report.certificate_days}}});
  return line;
}

ProbeLine clock_line(const App& app, const ProbeReport& report) {
  ProbeLine line{Mark::waiting, app.say("tech.tile.clock"_msg), {}};
  if (!report.clock_offset_ms) return line;
  const auto clock = offset_words(app, *report.clock_offset_ms);
  line.mark = clock.mark;
  line.detail = clock.words;
  return line;
}

}  // namespace

std::vector<ProbeLine> probe_lines(const App& app, const std::optional<ProbeReport>& report) {
  const MessageKey names[] = {"tech.probe.address"_msg, "tech.probe.name"_msg, "tech.probe.connection"_msg,
                              "tech.probe.certificate"_msg, "tech.probe.answer"_msg};
  std::vector<ProbeLine> out;
  for (int i = 0; i < 5; ++i) {
    const auto step = static_cast<ProbeStep>(i);
    if (report && step == ProbeStep::certificate)
      out.push_back(certificate_line(app, *report));
    else
      out.push_back({report ? mark_of(*report, step) : Mark::waiting, app.say(names[i]), {}});
    if (!report) continue;
    auto& line = out.back();
    if (line.mark == Mark::fault)
      line.detail = report->detail;
    else if (step == ProbeStep::name && line.mark == Mark::ok)
      line.detail = report->peer;
    else if (step == ProbeStep::connection && line.mark == Mark::ok)
      line.detail = app.say("tech.network.trip"_msg, {{"n", std::int64_t{report->trip_ms}}});
  }
  out.push_back(report ? clock_line(app, *report)
                       : ProbeLine{Mark::waiting, app.say("tech.tile.clock"_msg), {}});
  return out;
}

std::string probe_fix(const App& app, ProbeStep step) {
  switch (step) {
    case ProbeStep::address:
      return app.say("tech.probe.address.fix"_msg);
    case ProbeStep::name:
      return app.say("tech.probe.name.fix"_msg);
    case ProbeStep::connection:
      return app.say("tech.probe.connection.fix"_msg);
    case ProbeStep::certificate:
      return app.say("tech.probe.certificate.fix"_msg);
    case ProbeStep::answer:
      break;
  }
  return app.say("tech.probe.answer.fix"_msg);
}

ClockWords offset_words(const App& app, std::int64_t offset_ms) {
  const auto off_ms = std::abs(offset_ms);
  if (off_ms < kSlow_ms) return {Mark::ok, app.say("tech.clock.ok"_msg)};
  const auto span = span_words(app.words(), off_ms, Rounding::up);
  return {off_ms > kWrong_ms ? Mark::fault : Mark::attention,
          app.say(offset_ms > 0 ? "tech.clock.slow"_msg : "tech.clock.fast"_msg, {{"span", span}})};
}

}  // namespace redress::technician
