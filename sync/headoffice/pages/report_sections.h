// Parts of page 63, each a section with its own heading or caption.
#pragma once

#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/report_ask.h"
#include "sync/headoffice/pages/report_words.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

struct ReportView {
  Context& context;
  const ReportWords& words;
  const ReportAsk& ask;
  const Report& report;
};

void add_report_form(Html& html, const ReportView& view);
void add_tiles(Html& html, const ReportView& view);
void add_unusual_days(Html& html, const ReportView& view);
void add_clusters(Html& html, const ReportView& view);
void add_warning(Html& html, const ReportView& view);
void add_all_figures(Html& html, const ReportView& view);
void add_overdue(Html& html, const ReportView& view);
void add_groups(Html& html, const ReportView& view);  // every value of one cut side by side (R21, R138, R154)
void add_way(Html& html, const ReportView& view);     // transit and gaps (R133)
void add_late(Html& html, const ReportView& view);
void add_exclusions(Html& html, const ReportView& view);

}  // namespace redress::headoffice
