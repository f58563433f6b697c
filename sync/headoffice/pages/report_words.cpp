#include "sync/headoffice/pages/report_words.h"

#include <stdlib.h>

#include "core/text/dates.h"
#include "sync/headoffice/report/report_labels.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kNothing = "—";

std::string two_digits(std::int64_t n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}

// 95 and 92.5, without a needless ".0".
std::string short_tenths(std::int64_t value) {
  return value % 10 == 0 ? group_digits(value / 10) : tenths(value);
}

std::int64_t hours_in_tenths(std::int64_t ms) {
  return (ms * 10 + (ms < 0 ? -kHour_ms : kHour_ms) / 2) / kHour_ms;
}

}  // namespace

std::string tenths(std::int64_t value) {
  auto size = value < 0 ? -value : value;
  return (value < 0 ? "−" : "") + group_digits(size / 10) + "." + std::to_string(size % 10);
}

std::string ReportWords::period(const Period& period) const {
  TextArgs args{{"year", period.year()}, {"n", period.number()}};
  TextArgs year{{"year", period.year()}};
  switch (period.kind()) {
    case PeriodKind::week:
      return words_("report.period.week"_msg, args);
    case PeriodKind::month:
      return month_words(words_.text(), period.year(), period.number());
    case PeriodKind::quarter:
      return words_("report.period.quarter"_msg, args);
    case PeriodKind::half_year:
      return words_(period.number() == 1 ? "report.period.half_1"_msg : "report.period.half_2"_msg, year);
    case PeriodKind::year:
      break;
  }
  return words_("report.period.year"_msg, year);
}

std::string ReportWords::short_period(const Period& period) const {
  switch (period.kind()) {
    case PeriodKind::week:
      return words_("report.axis.week"_msg, {{"n", period.number()}});
    case PeriodKind::month:
      return words_.text().text_of("date.month_short", std::to_string(period.number()));
    case PeriodKind::year:
      return std::to_string(period.year());
    default:
      return period.name().substr(2);  // 26-Q4
  }
}

// One that is not complete never reads as 100 %: it gets a second digit, rounded down.
std::string ReportWords::share(std::int64_t part, std::int64_t whole) const {
  if (whole == 0) return std::string(kNothing);
  auto mille = (part * 1000 + whole / 2) / whole;
  if (mille != 1000 || part == whole) return tenths(mille) + " %";
  auto fine = part * 10'000 / whole;
  return std::to_string(fine / 100) + "." + two_digits(fine % 100) + " %";
}

FigureText ReportWords::value(const Kpi& kpi, const Figure& figure) const {
  if (!figure.value) return {std::string(kNothing), ""};
  auto value = *figure.value;
  switch (kpi.unit) {
    case KpiUnit::share: {
      auto text = share(figure.numerator, figure.denominator);
      return {text.substr(0, text.size() - 2), "%"};
    }
    case KpiUnit::change:
      return {(value > 0 ? "+" : "") + tenths(value), "%"};
    case KpiUnit::hours:
      return {tenths(hours_in_tenths(value)), words_("report.unit.hours"_msg)};
    case KpiUnit::ratio:
      return {tenths((value + 5) / 10), ""};
    case KpiUnit::yuan:
      return {tenths((value + 5) / 10), words_("report.unit.yuan"_msg)};
  }
  return {};
}

std::string ReportWords::target_value(KpiUnit unit, std::int64_t value) const {
  switch (unit) {
    case KpiUnit::share:
      return short_tenths(value) + " %";
    case KpiUnit::change:
      return (value < 0 ? "−" : "+") + short_tenths(std::abs(value)) + " %";
    case KpiUnit::hours:
      return short_tenths(hours_in_tenths(value)) + " " + words_("report.unit.hours"_msg);
    default:
      return short_tenths(value / 10);
  }
}

std::string ReportWords::part(const Kpi& kpi, std::int64_t n) const {
  if (kpi.unit == KpiUnit::hours || kpi.unit == KpiUnit::change) return tenths(hours_in_tenths(n));
  if (kpi.unit == KpiUnit::yuan) return group_digits(n / 100);
  return group_digits(n);
}

std::string ReportWords::kpi(std::string_view code) const {
  return kpi_words(words_.text(), code);
}

std::string ReportWords::formula(KpiCode code, const Figure& figure) const {
  const auto& rule = redress::kpi(code);
  // Means have a count below the line.
  bool counted = rule.unit == KpiUnit::hours || rule.unit == KpiUnit::yuan;
  return words_.text().text_of(
      "report.formula", rule.code,
      {{"a", part(rule, figure.numerator)},
       {"b", counted ? group_digits(figure.denominator) : part(rule, figure.denominator)},
       {"c", group_digits(figure.excluded)},
       {"h", limit_hours(rule.code)}});
}

std::string ReportWords::count(KpiCode code, std::int64_t n) const {
  TextArgs args{{"n", group_digits(n)}};
  if (code == KpiCode::completeness) return words_("report.count.events"_msg, args);
  return words_(code == KpiCode::satisfaction ? "report.count.ratings"_msg : "report.count.cases"_msg, args);
}

std::string ReportWords::target(const Kpi& kpi) const {
  if (!kpi.floor) return words_("report.target.none"_msg);
  auto floor = target_value(kpi.unit, *kpi.floor);
  return kpi.goal ? floor + " / " + target_value(kpi.unit, *kpi.goal) : floor;
}

std::string ReportWords::against(const Kpi& kpi, const Figure& now, const Figure& before) const {
  if (!now.value || !before.value || kpi.unit == KpiUnit::change) return std::string(kNothing);
  auto difference = *now.value - *before.value;
  std::string sign = difference > 0 ? "+" : "";
  switch (kpi.unit) {
    case KpiUnit::share:
      return words_("report.points"_msg, {{"n", sign + tenths(difference)}});
    case KpiUnit::hours:
      return sign + tenths(hours_in_tenths(difference)) + " " + words_("report.unit.hours"_msg);
    case KpiUnit::yuan:
      return sign + tenths(difference / 10) + " " + words_("report.unit.yuan"_msg);
    default:
      return sign + tenths(difference / 10);
  }
}

std::string ReportWords::verdict(const Kpi& kpi, Verdict verdict) const {
  auto floor = kpi.floor ? target_value(kpi.unit, *kpi.floor) : std::string();
  TextArgs target{
      {"target", kpi.goal && verdict == Verdict::met ? target_value(kpi.unit, *kpi.goal) : floor}};
  switch (verdict) {
    case Verdict::met:
      return words_(kpi.less_is_better ? "report.verdict.within"_msg : "report.verdict.met"_msg, target);
    case Verdict::above_floor:
      return words_("report.verdict.above_floor"_msg,
                    {{"floor", floor}, {"goal", target_value(kpi.unit, *kpi.goal)}});
    case Verdict::missed:
      return words_(kpi.less_is_better ? "report.verdict.beyond"_msg : "report.verdict.missed"_msg, target);
    case Verdict::none:
      break;
  }
  return {};
}

std::string ReportWords::of_cut(Cut cut, const std::string& word) const {
  if (word.empty()) return words_("report.cut.none"_msg);
  auto named = [&](const std::map<std::string, std::string>& names) {
    auto found = names.find(word);
    return found == names.end() ? word : found->second;
  };
  switch (cut) {
    case Cut::category:
      return words_.subject(word, "");
    case Cut::place:
      return words_.place(word);
    case Cut::channel:
    case Cut::cause:
    case Cut::source:
    case Cut::complexity:
    case Cut::outside_party:
    case Cut::staff_fault:
      return words_.word(kCuts.name(cut), word);
    case Cut::department:
      return words_.department(word);
    case Cut::level:
      return words_.level(std::atoi(word.c_str()));
    case Cut::owner:
      return named(staff_);
    case Cut::kiosk:
      return named(devices_);
  }
  return word;
}

}  // namespace redress::headoffice
