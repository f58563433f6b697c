// A report as plain tables: what CSV, XLSX, JSON and the printed HTML of the command line are written from,
// so that they all say the same. Codes, which report_labels.h puts into words; times in UTC+8 as ISO 8601.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/text/language.h"
#include "sync/headoffice/report/report.h"

namespace redress::headoffice {

using Cell = std::variant<std::string, std::int64_t, double>;

struct ReportTable {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};
std::vector<ReportTable> report_tables(const Report& report);

std::string_view unit_word(KpiUnit unit);
std::string_view verdict_word(Verdict verdict);
Cell scaled(const std::optional<std::int64_t>& value, KpiUnit unit);  // in the unit that is read; empty without a value
// What stands above and below the line in the unit that is read: hours, yuan, or a count. A change is one of hours.
Cell above(std::int64_t numerator, KpiUnit unit);
Cell below(std::int64_t denominator, KpiUnit unit);

// What is written and how: the tables of report_tables() or of public_tables().
std::string report_csv(const std::vector<ReportTable>& tables);   // UTF-8 with mark, no cell is a formula
std::string report_json(const std::vector<ReportTable>& tables);  // one object, decimals as numbers
std::string report_html(const std::vector<ReportTable>& tables, const Period& period, Language language);  // stands alone, prints
// `as_of` is when the file says it was made, so that the same report is the same file. Errc::io: could not be written.
Status write_report_xlsx(const std::vector<ReportTable>& tables, Instant as_of, const std::string& path);
Result<std::string> report_xlsx(Office& office, const std::vector<ReportTable>& tables, Instant as_of);

}  // namespace redress::headoffice
