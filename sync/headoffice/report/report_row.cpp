#include "sync/headoffice/report/report_row.h"

#include <algorithm>

namespace redress::headoffice {

namespace {

#define REDRESS_REPORT_COLUMNS                                                                                      \
  "mall, day, code, device, policy, contact_type, category, place, channel, department, owner, cause, source,"      \
  " complexity, outside_party, staff_fault, validity, level, ripens_at, ripe_level, captured_at, transit_ms,"       \
  " excuse_ms, acknowledged_at, first_answer_at, resolved_at, took_ms, in_time, resolve_due, overdue_from,"         \
  " late_by_transit, closed_at, assigned, disputes, escalated, is_repeat, told, shopper_rating, staff_rating,"      \
  " attitude, cost_fen, resolved_by, reviews, registered_ms, call_back"
#define REDRESS_REPORT_VALUES "?,?,?3,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"
#define REDRESS_LINK_OF_CASE " FROM report_link WHERE earlier = ?3 ORDER BY gone_at IS NOT NULL, at LIMIT 1)"

// "1001+ 1003-": who gave each reviewed result, and whether it stood.
std::string text_of(const std::vector<ReviewedResult>& reviews) {
  std::string out;
  for (const auto& review : reviews) out += (out.empty() ? "" : " ") + review.resolved_by + (review.upheld ? '+' : '-');
  return out;
}

void read_reviews(std::string_view text, std::vector<ReviewedResult>& into) {
  into.clear();
  while (!text.empty()) {
    const auto end = text.find_first_of("+-");
    if (end == std::string_view::npos) return;
    into.push_back({std::string(text.substr(0, end)), text[end] == '+'});
    text.remove_prefix(std::min(text.size(), end + 2));
  }
}

class Columns {
 public:
  explicit Columns(const Statement& row) : row_(row) {}
  std::int64_t number() { return row_.integer(at_++); }
  void number(std::optional<std::int64_t>& into) {
    into = row_.is_null(at_) ? std::nullopt : std::optional(row_.integer(at_));
    ++at_;
  }
  int small() { return static_cast<int>(number()); }
  bool flag() { return number() != 0; }
  std::string_view text() { return row_.text(at_++); }
  void text(std::string& into) { into.assign(text()); }
  void moment(std::optional<Instant>& into) {
    into = row_.is_null(at_) ? std::nullopt : std::optional(row_.instant(at_));
    ++at_;
  }

 private:
  const Statement& row_;
  int at_ = 0;
};

void read(Columns& next, ReportRow& out) {
  auto& fact = out.fact;
  out.mall = next.number();
  out.day = civil_from_days(next.number());
  out.code.number = static_cast<std::uint64_t>(next.number());
  out.device = next.number();
  next.text(out.policy);
  for (auto* word : {&fact.contact_type, &fact.category, &fact.place, &fact.channel, &fact.department, &fact.owner, &fact.cause,
                     &fact.source, &fact.complexity, &fact.outside_party, &fact.staff_fault})
    next.text(*word);
  fact.validity = static_cast<Validity>(next.small());
  fact.level = next.small();
  next.moment(fact.ripens_at);
  fact.ripe_level = next.small();
  fact.captured_at = {next.number()};
  fact.transit_ms = next.number();
  fact.excuse_ms = next.number();
  for (auto* time : {&fact.acknowledged_at, &fact.first_answer_at, &fact.resolved_at}) next.moment(*time);
  fact.took_ms = next.number();
  fact.in_time = next.flag();
  fact.resolve_due = {next.number()};
  next.moment(fact.overdue_from);
  fact.late_by_transit = next.flag();
  next.moment(fact.closed_at);
  fact.assigned = next.small();
  fact.disputes = next.small();
  for (auto* yes : {&fact.escalated, &fact.is_repeat, &fact.told}) *yes = next.flag();
  for (auto* stars : {&fact.shopper_rating, &fact.staff_rating, &fact.attitude}) *stars = next.small();
  fact.cost_fen = next.number();
  next.text(fact.resolved_by);
  read_reviews(next.text(), fact.reviews);
  next.number(fact.registered_ms);
  fact.call_back = static_cast<CallBackState>(next.small());
}

template <class... More>
Status write(Database& db, std::string_view sql, const ReportRow& row, const More&... more) {
  const auto& f = row.fact;
  return db.run(sql, row.mall, days_from_civil(row.day), row.code.number, row.device, row.policy, f.contact_type, f.category,
                f.place, f.channel, f.department, f.owner, f.cause, f.source, f.complexity, f.outside_party, f.staff_fault,
                static_cast<int>(f.validity), f.level, f.ripens_at, f.ripe_level, f.captured_at, f.transit_ms, f.excuse_ms,
                f.acknowledged_at, f.first_answer_at, f.resolved_at, f.took_ms, f.in_time, f.resolve_due, f.overdue_from,
                f.late_by_transit, f.closed_at, f.assigned, f.disputes, f.escalated, f.is_repeat, f.told, f.shopper_rating,
                f.staff_rating, f.attitude, f.cost_fen, f.resolved_by, text_of(f.reviews), f.registered_ms,
                static_cast<int>(f.call_back), more...);
}

}  // namespace

const std::string_view kReport_columns = REDRESS_REPORT_COLUMNS ", repeated_at, repeat_withdrawn_at";
const std::string_view kStanding_columns = REDRESS_REPORT_COLUMNS ", from_at, until_at";
const int kReport_column_count = 1 + static_cast<int>(std::count(kReport_columns.begin(), kReport_columns.end(), ','));

void read_report_row(const Statement& row, ReportRow& into) {
  Columns next(row);
  read(next, into);
  next.moment(into.fact.repeated_at);
  next.moment(into.fact.repeat_withdrawn_at);
}

void read_standing_row(const Statement& row, StandingRow& into) {
  Columns next(row);
  read(next, into.row);
  into.from = {next.number()};
  into.until = {next.number()};
}

Status put_report_row(Database& db, const ReportRow& row, int kinds) {
  return write(db, "INSERT INTO report_case(" REDRESS_REPORT_COLUMNS ", kinds, repeated_at, repeat_withdrawn_at)"
                   " VALUES(" REDRESS_REPORT_VALUES ",?, (SELECT at" REDRESS_LINK_OF_CASE ", (SELECT gone_at" REDRESS_LINK_OF_CASE ")",
               row, kinds);
}

Status put_standing_row(Database& db, const StandingRow& standing) {
  return write(db, "INSERT INTO report_standing(" REDRESS_REPORT_COLUMNS ", from_at, until_at)"
                   " VALUES(" REDRESS_REPORT_VALUES ",?,?)",
               standing.row, standing.from, standing.until);
}

}  // namespace redress::headoffice
