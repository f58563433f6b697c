// What page 63 warns of: categories and days above their usual range (R158), same complaints of different
// people (R53).
#include <algorithm>

#include "core/text/dates.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/report_sections.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kDays_shown = 5, kClusters_shown = 12;

}  // namespace

void add_warning(Html& html, const ReportView& view) {
  std::vector<const CategoryLine*> above;
  std::vector<std::string> names;
  for (const auto& line : view.report.categories) {
    if (!line.above) continue;
    above.push_back(&line);
    names.push_back(view.words.of_cut(Cut::category, line.code));
  }
  if (above.empty()) return;
  html << "<div class=\"note warn\" role=\"note\">"_html << mark(Mark::warn) << "<span>"_html
       << view.words("report.warning"_msg, {{"categories", join_list(view.words.page().text(), names)}});
  for (std::size_t i = 0; i < above.size(); ++i)
    html << "<br><a href=\"/reports/cases"_html << view.ask.narrowed(Cut::category, above[i]->code).query()
         << "&amp;count=received\">"_html
         << view.words("report.warning.see"_msg, {{"category", names[i]}, {"n", above[i]->received}})
         << "</a>"_html;
  html << "</span></div>"_html;
}

void add_unusual_days(Html& html, const ReportView& view) {
  const auto& days = view.report.unusual_days;
  if (days.empty()) return;
  const auto& words = view.words;
  html << "<section class=\"card\" aria-labelledby=\"unusual\"><h2 id=\"unusual\">"_html
       << words("report.unusual.title"_msg) << "</h2><ul>"_html;
  for (std::size_t i = 0; i < std::min(days.size(), kDays_shown); ++i) {
    const auto& text = words.page().text();
    html << "<li>"_html
         << words("report.unusual.day"_msg, {{"day", day_weekday_words(text, days[i].day)},
                                             {"category", words.of_cut(Cut::category, days[i].category)},
                                             {"n", days[i].received},
                                             {"weekday", weekday_words(text, days[i].day)},
                                             {"most", days[i].usual_to}})
         << "</li>"_html;
  }
  html << "</ul></section>"_html;
}

void add_clusters(Html& html, const ReportView& view) {
  const auto& clusters = view.report.sheet.clusters;
  if (clusters.empty()) return;
  const auto& words = view.words;
  html << "<section class=\"card\" aria-labelledby=\"clusters\"><h2 id=\"clusters\">"_html
       << words("report.clusters.title"_msg) << "</h2><ul class=\"links\">"_html;
  for (std::size_t i = 0; i < std::min(clusters.size(), kClusters_shown); ++i) {
    const auto& line = clusters[i];
    auto of_mall = words.page().with(view.context.office.rules().of(line.mall));
    auto narrowed = view.ask.narrowed(Cut::category, line.category).narrowed(Cut::place, line.place);
    html << "<li><a href=\"/reports/cases"_html << narrowed.query() << "&amp;count=received\">"_html
         << words("report.clusters.line"_msg, {{"category", of_mall.subject(line.category, "")},
                                               {"place", of_mall.place(line.place)},
                                               {"people", line.people},
                                               {"n", line.cases}})
         << "</a> <small>"_html << of_mall.mall() << "</small></li>"_html;
  }
  html << "</ul></section>"_html;
}

}  // namespace redress::headoffice
