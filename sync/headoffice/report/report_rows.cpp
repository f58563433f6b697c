#include "sync/headoffice/report/report_rows.h"

#include <algorithm>
#include <map>

#include "core/model/case_order.h"
#include "sync/headoffice/cases/case_projection.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

#define REDRESS_REPORT_COLUMNS                                                                                     \
  "mall, day, code, device, known_at, contact_type, category, place, channel, department, owner, cause, validity," \
  " level, ripens_at, ripe_level, captured_at, transit_ms, acknowledged_at, first_answer_at, resolved_at, took_ms," \
  " in_time, resolve_due, overdue_from, late_by_transit, closed_at, assigned, disputes, escalated, is_repeat, told," \
  " shopper_rating, staff_rating, attitude, cost_fen, minutes, policy," \
  " source, complexity, outside_party, staff_fault, reviews"

constexpr std::string_view kInsert = "INSERT INTO report_case(" REDRESS_REPORT_COLUMNS
    ", kinds, repeated_at, repeat_withdrawn_at)"
    " VALUES(?,?,?3,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
    " (SELECT at FROM report_link WHERE earlier = ?3 ORDER BY gone_at IS NOT NULL, at LIMIT 1),"
    " (SELECT gone_at FROM report_link WHERE earlier = ?3 ORDER BY gone_at IS NOT NULL, at LIMIT 1))";

// The events of the case that had happened before `end`; the registration always counts.
std::vector<CaseEvent> happened_before(const std::vector<CaseEvent>& events, Instant end) {
  std::vector<CaseEvent> out;
  for (const auto& event : events)
    if (event.corrected_at < end || event.event.kind == "submitted") out.push_back(event);
  return out;
}

// Of the counted events. A registration cannot have happened after it arrived, whatever its clock said.
std::vector<CaseEvent> counted_events(const CaseRecord& record) {
  std::vector<CaseEvent> out;
  for (const auto& event : record.events) {
    if (!counts_for_reports(event.event)) continue;
    out.push_back(event);
    if (event.event.kind == "submitted") out.back().corrected_at = std::min(event.corrected_at, event.arrived_at);
  }
  return out;
}

Instant last_arrival(const std::vector<CaseEvent>& events) {
  Instant last;
  for (const auto& event : events) last = std::max(last, event.arrived_at);
  return last;
}

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

struct Link {
  Instant at;
  std::optional<Instant> gone_at;
};

}  // namespace

const std::string_view kReport_columns = REDRESS_REPORT_COLUMNS ", repeated_at, repeat_withdrawn_at";
const int kReport_column_count = 1 + static_cast<int>(std::count(kReport_columns.begin(), kReport_columns.end(), ','));

void read_report_row(const Statement& row, ReportRow& out) {
  int at = 0;
  auto number = [&] { return row.integer(at++); };
  auto small = [&] { return static_cast<int>(row.integer(at++)); };
  auto flag = [&] { return row.integer(at++) != 0; };
  auto text = [&](std::string& into) { into.assign(row.text(at++)); };
  auto moment = [&](std::optional<Instant>& into) {
    into = row.is_null(at) ? std::nullopt : std::optional(row.instant(at));
    ++at;
  };
  auto& fact = out.fact;
  out.mall = number();
  out.day = civil_from_days(number());
  out.code.number = static_cast<std::uint64_t>(number());
  out.device = number();
  out.known_at = {number()};
  for (auto* word : {&fact.contact_type, &fact.category, &fact.place, &fact.channel, &fact.department, &fact.owner, &fact.cause})
    text(*word);
  fact.validity = static_cast<Validity>(small());
  fact.level = small();
  moment(fact.ripens_at);
  fact.ripe_level = small();
  fact.captured_at = {number()};
  fact.transit_ms = number();
  for (auto* time : {&fact.acknowledged_at, &fact.first_answer_at, &fact.resolved_at}) moment(*time);
  fact.took_ms = number();
  fact.in_time = flag();
  fact.resolve_due = {number()};
  moment(fact.overdue_from);
  fact.late_by_transit = flag();
  moment(fact.closed_at);
  fact.assigned = small();
  fact.disputes = small();
  for (auto* yes : {&fact.escalated, &fact.is_repeat, &fact.told}) *yes = flag();
  for (auto* stars : {&fact.shopper_rating, &fact.staff_rating, &fact.attitude}) *stars = small();
  fact.cost_fen = number();
  fact.minutes = number();
  text(out.policy);
  for (auto* word : {&fact.source, &fact.complexity, &fact.outside_party, &fact.staff_fault}) text(*word);
  read_reviews(row.text(at++), fact.reviews);
  moment(fact.repeated_at);
  moment(fact.repeat_withdrawn_at);
}

Status ReportRows::put_row(const ReportRow& row, int kinds) {
  const auto& f = row.fact;
  return db_.run(kInsert, row.mall, days_from_civil(row.day), row.code.number, row.device, row.known_at, f.contact_type,
                 f.category, f.place, f.channel, f.department, f.owner, f.cause, static_cast<int>(f.validity), f.level,
                 f.ripens_at, f.ripe_level, f.captured_at, f.transit_ms, f.acknowledged_at, f.first_answer_at,
                 f.resolved_at, f.took_ms, f.in_time, f.resolve_due, f.overdue_from, f.late_by_transit, f.closed_at,
                 f.assigned, f.disputes, f.escalated, f.is_repeat, f.told, f.shopper_rating, f.staff_rating, f.attitude,
                 f.cost_fen, f.minutes, row.policy, f.source, f.complexity, f.outside_party, f.staff_fault, text_of(f.reviews),
                 kinds);
}

Status ReportRows::put(CaseCode code, const CaseRecord& record, bool is_new) {
  if (!is_new) {
    REDRESS_TRY(note_rows(code, -1));
    REDRESS_TRY(db_.run("DELETE FROM report_case WHERE code = ?", code.number));
  }
  REDRESS_TRY(put_links(code, record, is_new));
  auto registration = std::find_if(record.events.begin(), record.events.end(),
                                   [](const CaseEvent& e) { return e.event.kind == "submitted"; });
  if (registration == record.events.end()) return {};
  auto rules = office_.rules().of_case(record.mall, registration->event.body, record.arrived_at);
  if (!rules) return {};
  auto events = counted_events(record);
  ReportRow row{code, record.mall, record.device, {}, last_arrival(events), rules->policy.version, {}};
  REDRESS_TRY_ASSIGN(const auto clusters, clusters_of_row(db_, record.first_n));
  row.fact = case_fact(rules->policy, rules->site, code, events, record.arrived_at, clusters);
  row.day = rules->site.zone.local(row.fact.captured_at).date;
  std::map<std::size_t, int> kinds_of;  // number of events that had happened → the periods that end there
  for (auto kind : kAllPeriodKinds) {
    auto end = Period::of(kind, row.day).end(rules->site.zone);
    auto past = std::count_if(events.begin(), events.end(), [&](const CaseEvent& e) {
      return e.corrected_at < end || e.event.kind == "submitted";
    });
    kinds_of[static_cast<std::size_t>(past)] |= kind_bit(kind);
  }
  for (auto [past, of_past] : kinds_of) {
    auto kinds = of_past;  // clang 14 captures no structured binding
    if (past == events.size()) {
      REDRESS_TRY(put_row(row, kinds));
      continue;
    }
    auto kind = *std::find_if(kAllPeriodKinds.begin(), kAllPeriodKinds.end(), [&](auto k) { return kinds & kind_bit(k); });
    auto then = happened_before(events, Period::of(kind, row.day).end(rules->site.zone));
    auto earlier = row;
    earlier.known_at = last_arrival(then);
    earlier.fact = case_fact(rules->policy, rules->site, code, then, record.arrived_at, clusters);
    REDRESS_TRY(put_row(earlier, kinds));
  }
  return note_rows(code, +1);
}

Status ReportRows::put_again(CaseCode code) {
  REDRESS_TRY_ASSIGN(const auto here, db_.integer(0, "SELECT count(*) FROM report_case WHERE code = ?", code.number));
  if (here == 0) return {};
  REDRESS_TRY_ASSIGN(const auto record, load_case(db_, code));
  return put(code, record, false);
}

// Who was this case linked to as its repeat, from when to when.
Status ReportRows::put_links(CaseCode code, const CaseRecord& record, bool is_new) {
  bool any = std::any_of(record.events.begin(), record.events.end(),
                         [](const CaseEvent& e) { return e.event.kind == "linked" || e.event.kind == "unlinked"; });
  if (is_new && !any) return {};
  std::set<std::uint64_t> others;
  auto row = db_.query("SELECT DISTINCT earlier FROM report_link WHERE later = ?", code.number);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    others.insert(row.number(0));
  }
  if (!any && others.empty()) return {};
  REDRESS_TRY(db_.run("DELETE FROM report_link WHERE later = ?", code.number));
  std::map<std::uint64_t, std::vector<Link>> links;
  const CaseOrder order(record.events);
  for (auto index : order.order()) {
    const auto& e = record.events[index];
    if (e.event.kind != "linked" && e.event.kind != "unlinked") continue;
    auto other = parse_case_code(e.event.body["other"].string());
    if (!other.ok()) continue;
    auto& of_other = links[other->number];
    bool repeat = e.event.kind == "linked" && e.event.body["relation"].string() == "repeat";
    bool open = !of_other.empty() && !of_other.back().gone_at;
    if (repeat && !open) of_other.push_back({e.corrected_at, {}});
    if (!repeat && open) of_other.back().gone_at = e.corrected_at;
  }
  for (const auto& [other, spans] : links) {
    others.insert(other);
    for (const auto& link : spans)
      REDRESS_TRY(db_.run("INSERT OR REPLACE INTO report_link(later, earlier, at, gone_at) VALUES(?,?,?,?)", code.number, other,
                          link.at, link.gone_at));
  }
  for (auto other : others) REDRESS_TRY(pass_on_repeat(other));
  return {};
}

Status ReportRows::pass_on_repeat(std::uint64_t earlier) {
  const CaseCode code{earlier};
  REDRESS_TRY(note_rows(code, -1));
  REDRESS_TRY(db_.run(
      "UPDATE report_case SET (repeated_at, repeat_withdrawn_at) = (SELECT at, gone_at FROM report_link WHERE earlier = ?1"
      " ORDER BY gone_at IS NOT NULL, at LIMIT 1) WHERE code = ?1",
      earlier));
  return note_rows(code, +1);
}

Status ReportRows::note_rows(CaseCode code, int sign) {
  static const std::string sql = "SELECT " + std::string(kReport_columns) + ", kinds FROM report_case WHERE code = ?";
  auto row = db_.query(sql, code.number);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return {};
    RowChange change;
    read_report_row(row, change.row);
    change.kinds = static_cast<int>(row.integer(kReport_column_count));
    change.sign = sign;
    touch(change.row.mall, change.row.day);
    changed_days_[{change.row.mall, change.row.day}].rows.push_back(std::move(change));
  }
}

Status ReportRows::touch_periods_of(std::uint64_t code) {
  auto row = db_.query("SELECT mall, day FROM report_case WHERE code = ?", code);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return {};
    touch(row.integer(0), civil_from_days(row.integer(1)));
  }
}

void ReportRows::touch(std::int64_t mall, CivilDate day) {
  changed_days_.try_emplace({mall, day});
  for (auto kind : kAllPeriodKinds)
    for (auto of : {std::int64_t{0}, mall}) touched_.emplace(kind, Period::of(kind, day).first_day(), of);
}

// A sheet that was counted before is out of date now; one that never was need not be remembered.
Result<DayChanges> ReportRows::finish() {
  for (const auto& [kind, first_day, mall] : touched_)
    REDRESS_TRY(db_.run("UPDATE report_sheet SET version = version + 1 WHERE kind = ? AND first_day = ? AND mall = ?",
                        static_cast<int>(kind), days_from_civil(first_day), mall));
  for (auto& [day, change] : changed_days_) {
    REDRESS_TRY_ASSIGN(change.version, db_.integer(0,
        "INSERT INTO report_day(mall, day, version) VALUES(?,?,1) ON CONFLICT DO UPDATE SET version = version + 1 RETURNING version",
        day.first, days_from_civil(day.second)));
  }
  touched_.clear();
  return std::exchange(changed_days_, {});
}

}  // namespace redress::headoffice
