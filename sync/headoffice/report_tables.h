// A report as plain tables: what CSV, XLSX, JSON and the printed HTML of the command line are written from, so that they
// all say the same. Codes instead of labels; times in UTC+8 as ISO 8601.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/text/language.h"
#include "sync/headoffice/report.h"

namespace redress::headoffice {

using Cell = std::variant<std::string, std::int64_t, double>;

struct ReportTable {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};
std::vector<ReportTable> report_tables(const Report& report);

std::string report_csv(const Report& report);   // UTF-8 with mark, no cell is a formula
std::string report_json(const Report& report);  // one object
std::string report_html(const Report& report, Language language);  // stands alone, prints
// Errc::io: could not be written.
Status write_report_xlsx(const Report& report, const std::string& path);
Result<std::string> report_xlsx(Office& office, const Report& report);

}  // namespace redress::headoffice
