// A report that may be shown to everybody: no figure rests on fewer than kFew_public cases, none can be found
// by subtraction, and neither codes, people nor devices stand in it (R120, R129).
//
// A cut keeps its sum: rows below the limit are pooled, with the next larger one if they are still too few
// together. Beside what was received a cut gives only means, since other counts of a row could be subtracted
// from their total.
#pragma once

#include <cstdint>
#include <vector>

#include "sync/headoffice/report/report_tables.h"

namespace redress::headoffice {

inline constexpr std::int64_t kFew_public = 5;
inline constexpr std::string_view kPooled = "pooled";  // in place of the row's code

std::vector<ReportTable> public_tables(const Report& report);

}  // namespace redress::headoffice
