// What the address of a report page says: period, scope, grouping. A filter is an address, so it can be kept
// and sent.
#pragma once

#include <optional>
#include <string>

#include "sync/headoffice/http/http.h"
#include "sync/headoffice/report/report.h"

namespace redress::headoffice {

struct ReportAsk {
  explicit ReportAsk(const Period& of) : period(of) {}
  Period period;
  ReportScope scope;
  Cut by = Cut::category;
  std::string query() const;  // "?period=2026-11&mall=xinghe", percent-encoded
  ReportAsk with(const Period& other) const;
  ReportAsk narrowed(Cut cut, const std::string& word) const;
};

// `today` in the mall's zone: the month that holds it is shown if no period is named. Another "kind" than the
// named period's gives the one of that kind that holds the period's last day. Nothing: the name is no period.
std::optional<ReportAsk> report_ask(const Fields& query, CivilDate today);

}  // namespace redress::headoffice
