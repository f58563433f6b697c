#include "sync/headoffice/cases/case_export.h"

#include <time.h>

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kExport_columns[] = {"code",
                                         "mall",
                                         "contact_type",
                                         "category",
                                         "subcategory",
                                         "place",
                                         "channel",
                                         "device",
                                         "stage",
                                         "level",
                                         "department",
                                         "owner",
                                         "submitted_at",
                                         "arrived_at",
                                         "first_answer_due",
                                         "resolve_due",
                                         "acknowledged_at",
                                         "first_answer_at",
                                         "fed_back_at",
                                         "archived_at",
                                         "validity",
                                         "disputes",
                                         "rating",
                                         "overdue",
                                         "held"};

std::string time_or_empty(const std::optional<Instant>& t) {
  return t ? iso_time(*t) : std::string();
}

std::vector<std::string> cells(const CaseRow& row, Instant now) {
  return {to_grouped(row.code),
          row.mall,
          row.contact_type,
          row.category,
          row.subcategory,
          row.place,
          row.channel,
          row.device,
          std::string(row.known ? kStages.name(row.stage) : "unregistered"),
          row.level > 0 ? std::to_string(row.level) : "",
          row.department,
          row.owner,
          iso_time(row.submitted_at),
          iso_time(row.arrived_at),
          time_or_empty(row.first_answer_due),
          time_or_empty(row.resolve_due),
          time_or_empty(row.acknowledged_at),
          time_or_empty(row.first_answer_at),
          time_or_empty(row.fed_back_at),
          time_or_empty(row.archived_at),
          std::string(kValidities.name(row.validity)),
          std::to_string(row.disputes),
          row.rating > 0 ? std::to_string(row.rating) : "",
          row.overdue(now) ? "yes" : "no",
          row.held ? "yes" : "no"};
}

}  // namespace

std::string iso_time(Instant t) {
  time_t local = (t.ms + 8 * kHour_ms) / kSecond_ms;
  tm parts{};
  gmtime_r(&local, &parts);
  char text[40];
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S+08:00", &parts);
  return text;
}

std::string csv_cell(std::string_view text) {
  std::string out = "\"";
  std::size_t at = 0;
  char32_t first = text.empty() ? U'a' : next_code_point(text, at);
  if (first >= 0xFF01 && first <= 0xFF5E) first -= 0xFEE0;  // ＝ ＋ － ＠ count as well
  if (first == '=' || first == '+' || first == '-' || first == '@' || first == '\t' || first == '\r')
    out += '\'';
  for (char c : text) {
    if (c == '\n' || c == '\r') c = ' ';
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

Result<std::string> export_cases(Office& office, const CaseFilter& filter, const Visitor& visitor,
                                 ExportFormat format) {
  std::string out;
  if (format == ExportFormat::csv) {
    out = "\xEF\xBB\xBF";  // spreadsheets read UTF-8 by it
    for (auto column : kExport_columns) out += (out.size() > 3 ? "," : "") + csv_cell(column);
    out += "\r\n";
  }
  auto listed = each_case(office, filter, visitor, [&](const CaseRow& row) -> Status {
    auto values = cells(row, office.now());
    if (format == ExportFormat::csv) {
      for (std::size_t i = 0; i < values.size(); ++i) out += (i ? "," : "") + csv_cell(values[i]);
      out += "\r\n";
      return {};
    }
    auto json = Json::object();
    for (std::size_t i = 0; i < values.size(); ++i) json.set(std::string(kExport_columns[i]), values[i]);
    out += json.dump() + "\n";
    return {};
  });
  if (!listed.ok()) return listed.error();
  return out;
}

}  // namespace redress::headoffice
