// Lists of cases as CSV or JSON lines. CSV: UTF-8, every cell quoted, and no cell that a spreadsheet would
// run.
#pragma once

#include <string>
#include <string_view>

#include "sync/headoffice/cases/case_list.h"

namespace redress::headoffice {

enum class ExportFormat { csv, json };
// `filter.page` is ignored. No text, no contact, no name stands in it.
Result<std::string> export_cases(Office& office, const CaseFilter& filter, const Visitor& visitor,
                                 ExportFormat format);

std::string csv_cell(std::string_view text);
std::string iso_time(Instant t);  // 2026-11-22T11:04:05+08:00

}  // namespace redress::headoffice
