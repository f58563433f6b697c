#include "sync/headoffice/report/beside_rows.h"

#include <algorithm>

namespace redress::headoffice {

namespace {

// A row that only ends at another moment says the same before it.
Instant differs_from(const StandingRow& row, const std::vector<StandingRow>& others) {
  const auto same = std::find_if(others.begin(), others.end(),
                                 [&](const StandingRow& other) { return other.from == row.from && other.row == row.row; });
  return same == others.end() ? row.from : std::min(row.until, same->until);
}

}  // namespace

Status BesideRows::take_out(CaseCode code) {
  static const std::string sql = "SELECT " + std::string(kStanding_columns) + " FROM report_standing WHERE code = ?";
  auto row = db_.query(sql, code.number);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    read_standing_row(row, was_.emplace_back());
  }
  auto late = db_.query("SELECT mall, arrived_at, happened_at FROM report_late WHERE code = ?", code.number);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, late.step());
    if (!more) return {};
    late_was_.insert({late.integer(0), late.instant(1), code, late.instant(2)});
  }
}

void BesideRows::put_late(const ReportRow& row, const CaseEvent& event, const Zone& zone) {
  if (zone.local(event.corrected_at).date < zone.local(event.arrived_at).date)
    late_now_.insert({row.mall, event.arrived_at, row.code, event.corrected_at});
}

Status BesideRows::finish_case() {
  const auto in = [](const auto& all, const auto& one) { return std::find(all.begin(), all.end(), one) != all.end(); };
  for (const auto& row : was_)
    if (!in(now_, row)) REDRESS_TRY(note(row, -1, differs_from(row, now_)));
  for (const auto& row : now_)
    if (!in(was_, row)) REDRESS_TRY(note(row, +1, differs_from(row, was_)));
  for (const auto& late : late_was_)
    if (!late_now_.contains(late)) REDRESS_TRY(note(late, -1));
  for (const auto& late : late_now_)
    if (!late_was_.contains(late)) REDRESS_TRY(note(late, +1));
  was_.clear();
  now_.clear();
  late_was_.clear();
  late_now_.clear();
  return {};
}

Status BesideRows::note(const StandingRow& row, int sign, Instant from) {
  const auto mall = row.row.mall;
  changed(mall, from);
  changes_[mall].rows.emplace_back(row, sign);
  if (sign > 0) return put_standing_row(db_, row);
  return db_.run("DELETE FROM report_standing WHERE mall = ? AND until_at = ? AND from_at = ? AND code = ?", mall, row.until,
                 row.from, row.row.code.number);
}

Status BesideRows::note(const Late& late, int sign) {
  changed(late.mall, late.happened_at);
  return db_.run(sign > 0 ? "INSERT INTO report_late(mall, arrived_at, code, happened_at) VALUES(?,?,?,?)"
                          : "DELETE FROM report_late WHERE mall = ? AND arrived_at = ? AND code = ? AND happened_at = ?",
                 late.mall, late.arrived_at, late.code.number, late.happened_at);
}

void BesideRows::changed(std::int64_t mall, Instant from) {
  const auto at = changed_from_.try_emplace(mall, from).first;
  at->second = std::min(at->second, from);
}

Result<std::map<std::int64_t, StandingChange>> BesideRows::finish() {
  for (auto& [mall, change] : changes_) {
    REDRESS_TRY_ASSIGN(change.version,
                       db_.integer(0, "UPDATE mall SET standing = standing + 1 WHERE no = ? RETURNING standing", mall));
  }
  changed_from_.clear();
  return std::exchange(changes_, {});
}

}  // namespace redress::headoffice
