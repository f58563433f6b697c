#include "sync/headoffice/pages/report_ask.h"

#include <algorithm>

namespace redress::headoffice {

std::string ReportAsk::query() const {
  std::string out = "?period=" + period.name();
  auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) out += "&" + std::string(name) + "=" + encode_percent(value);
  };
  add("mall", scope.mall);
  for (std::size_t i = 0; i < kCut_count; ++i) add(kCuts.names[i], scope.only[i]);
  if (by != Cut::category) add("by", kCuts.name(by));
  return out;
}

ReportAsk ReportAsk::with(const Period& other) const {
  auto out = *this;
  out.period = other;
  return out;
}

ReportAsk ReportAsk::narrowed(Cut cut, const std::string& word) const {
  auto out = *this;
  out.scope[cut] = word;
  return out;
}

std::optional<ReportAsk> report_ask(const Fields& query, CivilDate today) {
  auto named = query["period"];
  auto period = named.empty() ? Period::of(PeriodKind::month, today) : Period::parse(named);
  if (!period) return std::nullopt;
  auto kind = kPeriodKinds.find(query["kind"]);
  if (kind && *kind != period->kind())
    period = Period::of(*kind, std::max(period->first_day(), std::min(period->last_day(), today)));
  ReportAsk out(*period);
  out.scope.mall = query["mall"];
  for (std::size_t i = 0; i < kCut_count; ++i) out.scope.only[i] = query[kCuts.names[i]].substr(0, 64);
  out.by = kCuts.find(query["by"]).value_or(Cut::category);
  return out;
}

}  // namespace redress::headoffice
