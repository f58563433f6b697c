#include "kiosk/scenes/shopper/finish.h"

#include "core/text/dates.h"

namespace redress::shopper {

namespace {

std::string date_words(const App& app, Instant t) {
  return app.say("date.before"_msg, {{"t", "**" + promised_words(app.words(), app.local(t), app.today().year) + "**"}});
}

bool fits_beside(const ui::Canvas& c, const std::vector<ui::KeyValue>& lines, float width) {
  for (const auto& line : lines) {
    std::string plain;
    for (const char letter : line.value)
      if (letter != '*') plain += letter;
    if (line.label_width + c.measure(plain, line.bold_type).w > width + 4) return false;
  }
  return true;
}

float height(const ui::Canvas& c, const ui::KeyValue& line, float width) {
  ui::Canvas::Rich look;
  look.type = line.value_type;
  look.bold = line.bold_type;
  return std::max(c.rich_height(line.value, look, width - line.label_width), c.paragraph_height(line.label, line.label_type, line.label_width - 12)) + 2 * line.pad;
}

}  // namespace

int seconds_left(std::uint64_t until_ms, const App& app) {
  const auto now = app.now_ms();
  return now >= until_ms ? 0 : static_cast<int>((until_ms - now + 999) / 1000);
}

std::uint64_t next_second(std::uint64_t until_ms, const App& app) {
  const auto now = app.now_ms();
  if (now >= until_ms) return now;
  const auto rest = (until_ms - now) % 1000;
  return now + (rest ? rest : 1000);
}

std::vector<ui::KeyValue> promised_lines(const ui::Canvas& c, const App& app) {
  std::vector<ui::KeyValue> out;
  const auto& submitted = app.visit.submitted;
  if (!submitted) return out;
  ui::KeyValue first{.label = app.say("done.first"_msg), .rule_above = true};
  if (!submitted->first_answer) first.value = app.say("done.first.within"_msg, {{"n", submitted->untrusted_hours}});
  else first.value = date_words(app, *submitted->first_answer);
  out.push_back(first);
  if (submitted->resolve) out.push_back({.label = app.say("done.result"_msg), .value = date_words(app, *submitted->resolve)});
  float widest = 136;
  for (const auto& line : out) widest = std::max(widest, c.measure(line.label, line.label_type).w);
  for (auto& line : out) line.label_width = std::min(widest + 24, 300.f);
  return out;
}

namespace {

// For two columns: each label as wide as it is.
std::vector<ui::KeyValue> narrow_lines(const ui::Canvas& c, const App& app) {
  auto lines = promised_lines(c, app);
  for (auto& line : lines) {
    line.pad = 12;
    line.label_width = c.measure(line.label, line.label_type).w + 14;
    line.bold_type = ui::Type{33, 1.45f, true};
  }
  return lines;
}

}  // namespace

float promised_dates(ui::Canvas& c, const ui::Rect& r, const App& app, bool beside) {
  auto lines = beside ? narrow_lines(c, app) : promised_lines(c, app);
  if (beside) {
    for (auto& line : lines) line.rule_above = true;
    const float half = (r.w - 40) / 2;
    if (lines.size() == 2 && fits_beside(c, lines, half)) {
      float used = 0;
      for (std::size_t i = 0; i < 2; ++i) used = std::max(used, ui::key_value(c, {r.x + static_cast<float>(i) * (half + 40), r.y, half, 0}, lines[i]));
      return used;
    }
    if (lines.size() == 2) lines[1].rule_above = false;
  }
  float y = r.y;
  for (const auto& line : lines) y += ui::key_value(c, {r.x, y, r.w, 0}, line);
  return y - r.y;
}

float promised_dates_height(const ui::Canvas& c, float width, const App& app, bool beside) {
  const auto lines = beside ? narrow_lines(c, app) : promised_lines(c, app);
  float all = 0, most = 0;
  for (const auto& line : lines) {
    const float h = height(c, line, width);
    all += h;
    most = std::max(most, h);
  }
  return beside && lines.size() == 2 && fits_beside(c, lines, (width - 40) / 2) ? most : all;
}

}  // namespace redress::shopper
