// The three charts of page 63: trend of resolving on time, categories with their usual range, causes by
// Pareto.
#pragma once

#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/report_words.h"

namespace redress::headoffice {

void add_trend(Html& html, const ReportWords& words, const Report& report);
void add_categories(Html& html, const ReportWords& words, const Report& report);
void add_causes(Html& html, const ReportWords& words, const Report& report);

}  // namespace redress::headoffice
