#include "sync/headoffice/pages/report_charts.h"

#include <algorithm>

#include "sync/headoffice/pages/chart_parts.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kCategories_drawn = 5;
constexpr std::int64_t kTrend_top = 20, kTrend_bottom = 210, kAxis_x = 46;
constexpr std::int64_t kRow_height = 46, kBars_end = 420;  // categories: the right column begins behind it
constexpr std::int64_t kPhone_row_height = 54;             // a line of words above each bar
constexpr auto kEvery_width = {Width::desk, Width::phone};

std::int64_t right_of(Width width) { return chart_width(width) - 10; }

std::string number(std::int64_t n) {
  return group_digits(n);
}

struct TrendValue {
  const TrendPoint* point;
  Figure figure;
};

// The last twelve, this period included.
std::vector<TrendValue> trend_values(const Report& report) {
  std::vector<TrendValue> out;
  auto from = report.trend.size() - std::min<std::size_t>(report.trend.size(), kTrend_periods);
  for (auto i = from; i < report.trend.size(); ++i)
    out.push_back({&report.trend[i], kpi(KpiCode::resolved_on_time).figure(report.trend[i].measured, {})});
  return out;
}

// Where the axis starts, in per mille: so that four even steps lead to 100 %, below the lowest point and the
// target.
std::int64_t axis_from(const std::vector<TrendValue>& values, const Kpi& rule) {
  auto least = rule.floor.value_or(1000);
  for (const auto& value : values) least = std::min(least, value.figure.value.value_or(least));
  return std::min<std::int64_t>(800, least / 200 * 200);
}

struct Point {
  std::int64_t x, y;
  std::string label;
};

void draw_series(Html& html, Markup line, Markup dot, int radius, const std::vector<Point>& points) {
  html << "<polyline class=\""_html << line << "\" points=\""_html;
  for (const auto& point : points) html << point.x << ","_html << point.y << " "_html;
  html << "\"/>"_html;
  for (const auto& point : points) draw_dot(html, dot, point.x, point.y, radius);
}

void draw_trend(Html& html, Width width, const ReportWords& words, const std::vector<TrendValue>& values, const Kpi& rule) {
  const auto right = right_of(width);
  const std::size_t named = width == Width::desk ? 1 : 2;  // every second period has room for its name, the last one has it
  auto from = axis_from(values, rule), span = 1000 - from;
  auto y_of = [&](std::int64_t value) {
    return kTrend_bottom - (value - from) * (kTrend_bottom - kTrend_top) / span;
  };
  for (int i = 0; i <= 4; ++i) {
    auto value = from + span * i / 4;
    draw_line(html, "gl"_html, kAxis_x, y_of(value), right, y_of(value));
    draw_text(html, kAxis_x - 6, y_of(value) + 4, "text-anchor=\"end\""_html, tenths(value));
  }
  draw_line(html, "goal"_html, kAxis_x, y_of(*rule.floor), right, y_of(*rule.floor));
  draw_text(html, kAxis_x + 4, y_of(*rule.floor) - 5, "class=\"k\""_html,
            words("report.trend.target"_msg, {{"n", words.target_value(rule.unit, *rule.floor)}}));
  std::vector<Point> points;
  auto step = (right - kAxis_x) / static_cast<std::int64_t>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto x = kAxis_x + step / 2 + static_cast<std::int64_t>(i) * step;
    if ((values.size() - 1 - i) % named == 0) draw_text(html, x, 232, "text-anchor=\"middle\""_html, words.short_period(values[i].point->period));
    if (auto value = values[i].figure.value) points.push_back({x, y_of(*value), tenths(*value)});
  }
  draw_series(html, "s1"_html, "d1"_html, 4, points);
  auto label = [&](const Point& point) {
    draw_text(html, point.x, point.y + (point.y < 180 ? 20 : -10), "class=\"b\" text-anchor=\"middle\""_html,
              point.label);
  };
  if (points.size() > 1) label(points.front());
  if (!points.empty()) label(points.back());
}

std::string finding_of(const ReportWords& words, const std::vector<TrendValue>& values, const Kpi& rule) {
  std::vector<Figure> known;
  for (const auto& value : values)
    if (value.figure.value) known.push_back(value.figure);
  if (known.empty()) return words("report.chart.none"_msg);
  return words("report.trend.finding"_msg, {{"first", words.value(rule, known.front()).str()},
                                            {"last", words.value(rule, known.back()).str()},
                                            {"target", words.target_value(rule.unit, *rule.floor)}});
}

void draw_change(Html& html, const ReportWords& words, const CategoryLine& line, std::int64_t right, std::int64_t y) {
  auto change = line.received - line.before;
  auto text = (change > 0 ? "+" : change < 0 ? "−" : "±") + number(std::abs(change));
  draw_text(html, right, y, line.above ? "class=\"b\" text-anchor=\"end\""_html : "class=\"k\" text-anchor=\"end\""_html,
            line.above ? text + " " + words("report.categories.above"_msg) : text);
}

void draw_category(Html& html, const ReportWords& words, const CategoryLine& line, std::int64_t axis,
                   std::int64_t most, std::int64_t y) {
  auto width_of = [&](std::int64_t n) { return n * (kBars_end - axis) / most; };
  if (line.usual_to)
    draw_bar(html, "bnd"_html, axis + width_of(*line.usual_from), y + 10,
             std::max<std::int64_t>(2, width_of(*line.usual_to) - width_of(*line.usual_from)), 34);
  draw_bar(html, "d1"_html, axis, y + 18, width_of(line.received), 18);
  draw_text(html, axis - 10, y + 32, "class=\"k\" text-anchor=\"end\""_html,
            words.of_cut(Cut::category, line.code));
  draw_text(html, axis + 8 + width_of(std::max(line.received, line.usual_to.value_or(0))), y + 32,
            "class=\"b\""_html, number(line.received));
  draw_change(html, words, line, 598, y + 32);
}

// Words above the bar: a phone has no room beside it.
void draw_category_on_phone(Html& html, const ReportWords& words, const CategoryLine& line, std::int64_t most, std::int64_t y) {
  const auto right = right_of(Width::phone);
  const auto width_of = [&](std::int64_t n) { return n * (right - 50) / most; };
  draw_text(html, 0, y + 14, "class=\"k\""_html, words.of_cut(Cut::category, line.code));
  draw_change(html, words, line, right, y + 14);
  if (line.usual_to)
    draw_bar(html, "bnd"_html, width_of(*line.usual_from), y + 20, std::max<std::int64_t>(2, width_of(*line.usual_to) - width_of(*line.usual_from)), 26);
  draw_bar(html, "d1"_html, 0, y + 26, width_of(line.received), 14);
  draw_text(html, 8 + width_of(std::max(line.received, line.usual_to.value_or(0))), y + 38, "class=\"b\""_html, number(line.received));
}

void draw_causes(Html& html, const ReportWords& words, const std::vector<CauseLine>& causes,
                 std::int64_t all) {
  constexpr std::int64_t kBottom = 250, kHeight = 224, kDesk_right = 590;
  for (int i = 0; i <= 4; ++i) {
    auto y = kBottom - i * kHeight / 4;
    draw_line(html, "gl"_html, kAxis_x, y, kDesk_right, y);
    draw_text(html, kAxis_x - 6, y + 4, "text-anchor=\"end\""_html, std::to_string(i * 25) + "%");
  }
  std::vector<Point> points;
  auto step = (kDesk_right - kAxis_x) / static_cast<std::int64_t>(causes.size());
  auto width = std::min<std::int64_t>(70, step - 12);
  for (std::size_t i = 0; i < causes.size(); ++i) {
    auto middle = kAxis_x + step / 2 + static_cast<std::int64_t>(i) * step,
         height = causes[i].cases * kHeight / all;
    draw_bar(html, "d1"_html, middle - width / 2, kBottom - height, width, height);
    const bool inside = height > 24;  // a low one has its number above it
    draw_text(html, middle, inside ? kBottom - 8 : kBottom - height - 6,
              inside ? "class=\"w\" text-anchor=\"middle\""_html : "class=\"b\" text-anchor=\"middle\""_html, number(causes[i].cases));
    draw_text(html, middle, kBottom + 22, "class=\"k\" text-anchor=\"middle\""_html,
              words.of_cut(Cut::cause, causes[i].code));
    points.push_back({middle, kBottom - causes[i].together * kHeight / all,
                      std::to_string((causes[i].together * 100 + all / 2) / all) + "%"});
  }
  draw_series(html, "s2"_html, "d2"_html, 5, points);
  for (const auto& point : points)
    draw_text(html, point.x, point.y - 11, "class=\"b\" text-anchor=\"middle\""_html, point.label);
  draw_line(html, "ax"_html, kAxis_x, kBottom, kDesk_right, kBottom);
}

void draw_cause_on_phone(Html& html, const ReportWords& words, const CauseLine& line, std::int64_t most, std::int64_t all, std::int64_t y) {
  const auto right = right_of(Width::phone), bar = line.cases * (right - 50) / most;
  draw_text(html, 0, y + 14, "class=\"k\""_html, words.of_cut(Cut::cause, line.code));
  draw_text(html, right, y + 14, "class=\"k\" text-anchor=\"end\""_html, words("report.causes.together"_msg, {{"share", words.share(line.together, all)}}));
  draw_bar(html, "d1"_html, 0, y + 22, bar, 18);
  draw_text(html, 8 + bar, y + 36, "class=\"b\""_html, number(line.cases));
}

// What a chart of categories shows, and how wide its bars may be.
struct DrawnCategories {
  std::vector<CategoryLine> lines;
  std::int64_t most = 1, axis = 130;
};

DrawnCategories drawn_categories(const ReportWords& words, const Report& report) {
  DrawnCategories out;
  out.lines.assign(report.categories.begin(), report.categories.begin() + static_cast<std::ptrdiff_t>(std::min(kCategories_drawn, report.categories.size())));
  for (const auto& line : out.lines) {
    out.most = std::max({out.most, line.received, line.usual_to.value_or(0)});
    out.axis = std::clamp<std::int64_t>(label_width(words.of_cut(Cut::category, line.code)) + 16, out.axis, 270);
  }
  return out;
}

void draw_categories(Html& html, Width width, const ReportWords& words, const DrawnCategories& drawn, std::int64_t row_height) {
  std::int64_t y = 0;
  for (const auto& line : drawn.lines) {
    if (width == Width::desk) draw_category(html, words, line, drawn.axis, drawn.most, y);
    else draw_category_on_phone(html, words, line, drawn.most, y);
    y += row_height;
  }
  if (width == Width::desk) draw_line(html, "ax"_html, drawn.axis, 4, drawn.axis, y + 6);
}

}  // namespace

void add_trend(Html& html, const ReportWords& words, const Report& report) {
  const auto rule = report.rule(KpiCode::resolved_on_time);
  auto values = trend_values(report);
  auto title = words("report.trend.title"_msg, {{"n", values.size()}});
  begin_figure(html, title, words("report.trend.note"_msg, {{"n", tenths(axis_from(values, rule))}}));
  for (auto width : kEvery_width) {
    begin_chart(html, width, 250, title, finding_of(words, values, rule));
    draw_trend(html, width, words, values, rule);
    end_chart(html);
  }
  begin_data(html, words, title,
             {words("report.col.period"_msg), words("report.col.in_time"_msg), words("report.col.closed"_msg),
              words("report.col.late"_msg), words.kpi(rule.code)});
  for (const auto& value : values) {
    const auto& tally = value.point->measured.tally;
    const auto name = words.period(value.point->period);
    add_data(html, value.point->settled ? name : words("report.provisional.mark"_msg, {{"period", name}}),
             {number(tally[Count::closed_in_time]), number(tally[Count::closed]),
              number(tally[Count::late]), words.value(rule, value.figure).str()});
  }
  end_figure(html);
}

void add_categories(Html& html, const ReportWords& words, const Report& report) {
  const auto drawn = drawn_categories(words, report);
  auto title = words("report.categories.title"_msg);
  begin_figure(html, title, words("report.categories.note"_msg, {{"n", kTrend_periods}}));
  if (drawn.lines.empty()) return end_without_chart(html, words);
  const auto finding = words("report.categories.finding"_msg,
                             {{"category", words.of_cut(Cut::category, drawn.lines[0].code)}, {"n", drawn.lines[0].received}});
  for (auto width : kEvery_width) {
    const auto row_height = width == Width::desk ? kRow_height : kPhone_row_height;
    begin_chart(html, width, static_cast<std::int64_t>(drawn.lines.size()) * row_height + 10, title, finding);
    draw_categories(html, width, words, drawn, row_height);
    end_chart(html);
  }
  begin_data(html, words, title,
             {words.cut(Cut::category), words("report.col.received"_msg), words("report.col.before"_msg),
              words("report.col.usual"_msg)});
  for (const auto& line : report.categories)
    add_data(html, words.of_cut(Cut::category, line.code),
             {number(line.received), number(line.before),
              line.usual_to ? number(*line.usual_from) + "–" + number(*line.usual_to) : "—"});
  end_figure(html);
}

void add_causes(Html& html, const ReportWords& words, const Report& report) {
  auto all = report.causes.empty() ? 0 : report.causes.back().together;
  auto title = words("report.causes.title"_msg, {{"n", all}});
  begin_figure(html, title, words("report.causes.note"_msg));
  if (all == 0) return end_without_chart(html, words);
  const auto finding = words("report.causes.finding"_msg, {{"cause", words.of_cut(Cut::cause, report.causes[0].code)},
                                                           {"share", words.share(report.causes[0].cases, all)}});
  begin_chart(html, Width::desk, 290, title, finding);
  draw_causes(html, words, report.causes, all);
  end_chart(html);
  begin_chart(html, Width::phone, static_cast<std::int64_t>(report.causes.size()) * kPhone_row_height, title, finding);
  std::int64_t y = 0;
  for (const auto& line : report.causes) {
    draw_cause_on_phone(html, words, line, report.causes.front().cases, all, y);
    y += kPhone_row_height;
  }
  end_chart(html);
  begin_data(html, words, title,
             {words.cut(Cut::cause), words("report.col.cases"_msg), words("report.col.share"_msg),
              words("report.col.together"_msg), words("report.col.cost"_msg)});
  const auto& cost = kpi(KpiCode::cost);
  for (const auto& line : report.causes) {
    Measured of_cause;
    of_cause.tally = line.tally;
    add_data(html, words.of_cut(Cut::cause, line.code),
             {number(line.cases), words.share(line.cases, all), words.share(line.together, all),
              words.value(cost, cost.figure(of_cause, {})).str()});
  }
  end_figure(html);
}

}  // namespace redress::headoffice
