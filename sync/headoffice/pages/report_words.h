// Words of reports: periods, values of figures, formulas with their real numbers, names of what a report is
// cut by.
#pragma once

#include <map>
#include <string>

#include "sync/headoffice/pages/page_words.h"
#include "sync/headoffice/report/report.h"

namespace redress::headoffice {

struct FigureText {
  std::string number, unit;  // "93.1", "%"
  std::string str() const { return unit.empty() ? number : number + " " + unit; }
};

class ReportWords {
 public:
  // Names by the number of a device and of a member of staff.
  ReportWords(PageWords words, std::map<std::string, std::string> devices,
              std::map<std::string, std::string> staff)
      : words_(std::move(words)), devices_(std::move(devices)), staff_(std::move(staff)) {}
  const PageWords& page() const { return words_; }
  std::string operator()(MessageKey key, const TextArgs& args = {}) const { return words_(key, args); }

  std::string period(const Period& period) const;        // 2026年11月
  std::string short_period(const Period& period) const;  // 11月, on axes
  std::string kpi(std::string_view code) const;
  std::string formula(KpiCode code, const Figure& figure) const;
  std::string target_value(KpiUnit unit, std::int64_t value) const;  // 95 %, 24 小时
  FigureText value(const Kpi& kpi, const Figure& figure) const;      // "—" without a denominator
  std::string share(std::int64_t part, std::int64_t whole) const;    // 93.1 %; never 100 % unless all of it
  std::string count(KpiCode code, std::int64_t n) const;             // 420 件
  std::string part(const Kpi& kpi, std::int64_t n) const;            // numerator or denominator in its unit
  std::string target(const Kpi& kpi) const;
  std::string against(const Kpi& kpi, const Figure& now, const Figure& before) const;  // +1.8 个百分点
  std::string verdict(const Kpi& kpi, Verdict verdict) const;
  std::string cut(Cut cut) const { return words_.text().text_of("report.cut", kCuts.name(cut)); }
  std::string of_cut(Cut cut, const std::string& word) const;

 private:
  PageWords words_;
  std::map<std::string, std::string> devices_, staff_;
};

std::string tenths(std::int64_t value);  // 931 → 93.1

}  // namespace redress::headoffice
