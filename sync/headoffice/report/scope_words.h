// What a person writes to narrow a report, checked: a word that nobody knows would count nothing and look
// like a quiet month.
#pragma once

#include "core/base/result.h"
#include "sync/headoffice/report/report_sheet.h"

namespace redress::headoffice {

class Office;

// A kiosk by its name, MALL/NUMBER or the number of the report's kiosk column becomes that number; everything
// else stays. Known is what policy, site, people and devices of the scope's malls name, and what a case
// already counted has. Errc::invalid names the option and what is known.
Result<ReportScope> read_scope(Office& office, ReportScope asked);

}  // namespace redress::headoffice
