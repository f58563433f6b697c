#include "sync/headoffice/report/report_labels.h"

#include <algorithm>
#include <sstream>

#include "core/policy/level_words.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kCoded[] = {"category", "place",  "channel",    "kiosk",         "department", "owner",
                                       "cause",    "source", "complexity", "outside_party", "staff_fault", "escalated_to"};
// Of these the area of the catalogue has the column's name.
constexpr std::string_view kWorded[] = {"channel",    "cause",         "source",
                                        "complexity", "outside_party", "staff_fault"};

bool is_coded(std::string_view column) {
  return std::find(std::begin(kCoded), std::end(kCoded), column) != std::end(kCoded);
}

std::optional<std::string> found_in(const std::map<std::string, std::string, std::less<>>& names,
                                    const std::string& code) {
  const auto found = names.find(code);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

// Columns with a short list of words, and the area of the catalogue that says them.
struct Listed {
  std::string_view column, area;
};
constexpr Listed kListed[] = {{"unit", "report.unit"}, {"verdict", "report.judged"}, {"because", "report.because_of"}};
constexpr std::string_view kNot_counted = "not counted: ";

std::optional<std::string> text_at(const Catalogue& text, std::string_view area, std::string code) {
  std::replace(code.begin(), code.end(), ' ', '_');
  const auto key = std::string(area) + "." + code;
  return text.has(key) ? std::optional(text.text(MessageKey(key))) : std::nullopt;
}

// A word that only stands there for want of a better one is none.
std::optional<std::string> unless_same(std::string word, const std::string& code) {
  return word == code ? std::nullopt : std::optional(std::move(word));
}

}  // namespace

Result<ReportLabels> ReportLabels::of(Office& office, std::string_view mall, Language language) {
  ReportLabels out(language);
  for (auto& rules : office.rules().all())
    if (mall.empty() || rules->mall_id == mall) out.rules_.push_back(std::move(rules));
  REDRESS_TRY_ASSIGN(const auto devices, list_devices(office, mall, Visitor{}));
  for (const auto& device : devices)
    out.devices_[std::to_string(device.no)] =
        device.name.empty()
            ? out.text_.text_of("device_role", device.role) + " " + std::to_string(device.number)
            : device.name;
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(const auto people, list_people(*reader));
  for (const auto& row : people) out.staff_[row.person.staff] = row.person.name;
  return out;
}

std::string kpi_words(const Catalogue& text, std::string_view code) {
  return text.text_of("report.kpi", code, {{"h", limit_hours(code)}});
}

std::string ReportLabels::title(const ReportTable& table) const {
  if (auto known = text_at(text_, "report.sheet", table.name)) return *known;
  const std::string_view cut = std::string_view(table.name).substr(3);  // behind "by_"
  return text_.text("report.sheet.by"_msg, {{"cut", text_.text_of("report.cut", cut)}});
}

std::string ReportLabels::heading(std::string_view column) const { return text_.text_of("report.head", column); }

// Cells whose words are the same for everybody.
std::optional<std::string> ReportLabels::listed(std::string_view column, const std::string& code) const {
  if (column == "kpi") return kpi_words(text_, code);
  if (column == "what" && code.starts_with(kNot_counted))
    return text_.text("report.about.not_counted"_msg, {{"type", text_.text_of("contact_type", code.substr(kNot_counted.size()))}});
  if (column == "what") {
    const auto known = text_at(text_, "report.about", code);
    return known ? known : text_at(text_, "report.head", code);
  }
  if (column == "value" && code == "all") return text_.text("report.form.any"_msg);
  if (code == "yes" || code == "no") return text_.text_of("report", code);
  for (const auto& list : kListed)
    if (list.column == column) return text_at(text_, list.area, code);
  return std::nullopt;
}

std::string ReportLabels::roles_in_words(const std::string& codes) const {
  std::istringstream in(codes);
  std::vector<std::string> roles;
  for (std::string role; in >> role;) roles.push_back(text_.text_of("role", role));
  return join_list(text_, roles);
}

std::optional<std::string> ReportLabels::word(std::string_view column, const std::string& code) const {
  if (!is_coded(column)) return std::nullopt;
  if (code.empty()) return column == "escalated_to" ? std::string() : text_.text("report.cut.none"_msg);
  if (std::find(std::begin(kWorded), std::end(kWorded), column) != std::end(kWorded)) {
    const auto key = std::string(column) + "." + code;
    return text_.has(key) ? std::optional(text_.text(MessageKey(key))) : std::nullopt;
  }
  if (column == "escalated_to") return roles_in_words(code);
  if (column == "owner") return found_in(staff_, code);
  if (column == "kiosk") return found_in(devices_, code);
  for (const auto& rules : rules_) {
    std::optional<std::string> word;
    if (column == "category") word = unless_same(subject_words(rules->policy, code, "", language_), code);
    if (column == "place") word = unless_same(place_words(rules->site, code, language_), code);
    if (column == "department")
      if (const auto* row = rules->policy.department(code)) word = row->labels.in(language_);
    if (word) return word;
  }
  return std::nullopt;
}

std::vector<ReportTable> in_words(std::vector<ReportTable> tables, const ReportLabels& labels) {
  for (auto& table : tables) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const auto& name = table.columns[column];
      for (auto& row : table.rows) {
        const auto* code = std::get_if<std::string>(&row[column]);
        if (!code) continue;
        auto word = is_coded(name) ? labels.word(name, *code) : labels.listed(name, *code);
        if (word) row[column] = std::move(*word);
      }
    }
    for (auto& column : table.columns) column = labels.heading(column);
    table.name = labels.title(table);
  }
  return tables;
}

std::vector<ReportTable> with_words(const std::vector<ReportTable>& tables, const ReportLabels& labels) {
  std::vector<ReportTable> out;
  for (const auto& table : tables) {
    ReportTable wide{table.name, {}, std::vector<std::vector<Cell>>(table.rows.size())};
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const auto& name = table.columns[column];
      wide.columns.push_back(name);
      for (std::size_t row = 0; row < table.rows.size(); ++row)
        wide.rows[row].push_back(table.rows[row][column]);
      if (!is_coded(name)) continue;
      wide.columns.push_back(name + "_label");
      for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto* code = std::get_if<std::string>(&table.rows[row][column]);
        wide.rows[row].push_back(code ? labels.word(name, *code).value_or(*code) : std::string());
      }
    }
    out.push_back(std::move(wide));
  }
  return out;
}

}  // namespace redress::headoffice
