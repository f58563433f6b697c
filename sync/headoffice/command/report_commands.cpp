#include "core/store/folder.h"
#include "sync/headoffice/command/command_call.h"
#include "sync/headoffice/report/public_tables.h"
#include "sync/headoffice/report/rebuild.h"
#include "sync/headoffice/report/report_labels.h"
#include "sync/headoffice/report/scope_words.h"

namespace redress::headoffice {

namespace {

Outcome wrote(const Status& status) {
  return status.ok() ? Outcome{0, {}, {}} : Outcome{73, {}, status.error().what + "\n"};
}

Result<std::string> text_of(const std::vector<ReportTable>& tables, const Period& period,
                            std::string_view format, const ReportLabels& labels) {
  if (format == "csv") return report_csv(with_words(tables, labels));
  if (format == "json") return report_json(tables);
  if (format == "html") return report_html(in_words(tables, labels), period, labels.language());
  return invalid("--format: must be html, csv, xlsx or json");
}

}  // namespace

Outcome report(Call& call) {
  const auto& arguments = call.arguments;
  auto out = arguments.get("out");
  if (!out.empty()) out = call.path(out);
  auto name = arguments.need("period");
  if (!name.ok()) return failure(name.error());
  auto period = Period::parse(*name);
  if (!period) return failure(invalid("--period: must be like 2026-W47, 2026-11, 2026-Q4, 2026-H2 or 2026"));
  ReportScope asked;
  asked.mall = arguments.get("mall");
  for (std::size_t i = 0; i < kCut_count; ++i) asked.only[i] = arguments.get(kCuts.names[i]);
  auto scope = read_scope(call.office, std::move(asked));
  if (!scope.ok()) return failure(scope.error());
  auto report = make_report(call.office, *period, *scope, console());
  if (!report.ok())
    return failure(report.error().code == Errc::not_found ? invalid(report.error().what) : report.error());
  auto tables = arguments.has("public") ? public_tables(*report) : report_tables(*report);
  auto format = arguments.get("format", "csv");
  auto language = find_language(arguments.get("language", "zh-Hans"));
  if (!language) return failure(invalid("--language: must be zh-Hans, zh-Hant or en"));
  auto labels = ReportLabels::of(call.office, scope->mall, *language);
  if (!labels.ok()) return failure(labels.error());
  if (format == "xlsx") {
    if (out.empty()) return failure(invalid("--out: is needed for xlsx"));
    return wrote(write_report_xlsx(in_words(tables, *labels), report->as_of, out));
  }
  auto text = text_of(tables, *period, format, *labels);
  if (!text.ok()) return failure(text.error());
  return out.empty() ? Outcome{0, std::move(*text), {}} : wrote(write_file_whole(out, as_bytes(*text), 0600));
}

Outcome rebuild(Call& call) {
  auto cases = rebuild_projections(call.office);
  return cases.ok() ? said("rebuilt from the events: " + std::to_string(*cases) + " cases\n") : failure(cases.error());
}

}  // namespace redress::headoffice
