// Words in place of codes for people who read a report's files: categories, places, departments … in one
// language.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/catalogue.h"
#include "sync/headoffice/report/report_tables.h"
#include "sync/headoffice/rules/rule_shelf.h"

namespace redress::headoffice {

class ReportLabels {
 public:
  // `mall` empty: every mall's words; the first that knows a code names it.
  static Result<ReportLabels> of(Office& office, std::string_view mall, Language language);
  Language language() const { return language_; }
  std::string title(const ReportTable& table) const;
  std::string heading(std::string_view column) const;
  // Nothing: the column holds no codes, or nobody knows this one.
  std::optional<std::string> word(std::string_view column, const std::string& code) const;
  std::optional<std::string> listed(std::string_view column, const std::string& code) const;

 private:
  std::string roles_in_words(const std::string& codes) const;
  explicit ReportLabels(Language language) : language_(language), text_(Catalogue::of(language)) {}
  Language language_;
  const Catalogue& text_;
  std::vector<std::shared_ptr<const Rules>> rules_;
  std::map<std::string, std::string, std::less<>> devices_, staff_;
};

// Name of a figure, with its hours where it has a limit.
std::string kpi_words(const Catalogue& text, std::string_view code);

// For HTML and XLSX: the words instead of the codes, of titles and headings too.
std::vector<ReportTable> in_words(std::vector<ReportTable> tables, const ReportLabels& labels);
// For CSV: the codes stay, and a column of words, "category_label", stands behind each.
std::vector<ReportTable> with_words(const std::vector<ReportTable>& tables, const ReportLabels& labels);

}  // namespace redress::headoffice
