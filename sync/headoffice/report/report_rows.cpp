#include "sync/headoffice/report/report_rows.h"

#include <algorithm>
#include <map>

#include "core/model/case_order.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

// Had it happened before `end`? The registration always counts.
bool is_before(const CaseEvent& event, Instant end) { return event.corrected_at < end || event.event.kind == "submitted"; }

std::vector<CaseEvent> happened_before(const std::vector<CaseEvent>& events, Instant end) {
  std::vector<CaseEvent> out;
  for (const auto& event : events)
    if (is_before(event, end)) out.push_back(event);
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

struct Link {
  Instant at;
  std::optional<Instant> gone_at;
};

}  // namespace

Status ReportRows::put(CaseCode code, const CaseRecord& record, bool is_new) {
  if (!is_new) {
    REDRESS_TRY(note_rows(code, -1));
    REDRESS_TRY(db_.run("DELETE FROM report_case WHERE code = ?", code.number));
    REDRESS_TRY(beside_.take_out(code));
  }
  REDRESS_TRY(put_links(code, record, is_new));
  auto registration = std::find_if(record.events.begin(), record.events.end(),
                                   [](const CaseEvent& e) { return e.event.kind == "submitted"; });
  if (registration != record.events.end()) REDRESS_TRY(put_states(record, counted_events(record), {code, record.mall, record.device, {}, {}, {}}));
  return beside_.finish_case();
}

Status ReportRows::put_states(const CaseRecord& record, const std::vector<CaseEvent>& events, ReportRow row) {
  const auto registration = std::find_if(events.begin(), events.end(), [](const CaseEvent& e) { return e.event.kind == "submitted"; });
  auto rules = office_.rules().of_case(record.mall, registration->event.body, record.arrived_at);
  if (!rules) return {};
  const auto& zone = rules->site.zone;
  row.policy = rules->policy.version;
  REDRESS_TRY_ASSIGN(const auto clusters, clusters_of_row(db_, record.first_n));
  const auto fact_of = [&](const std::vector<CaseEvent>& of) {
    return case_fact(rules->policy, rules->site, row.code, of, record.arrived_at, clusters);
  };
  row.fact = fact_of(events);
  row.day = zone.local(row.fact.captured_at).date;
  std::map<std::size_t, int> kinds_of;  // number of events that had happened → the periods that settle there
  for (auto kind : kAllPeriodKinds) {
    const auto settled = Period::of(kind, row.day).settled(zone);
    const auto past = std::count_if(events.begin(), events.end(), [&](const CaseEvent& e) { return is_before(e, settled); });
    kinds_of[static_cast<std::size_t>(past)] |= kind_bit(kind);
  }
  for (const auto& [past, kinds] : kinds_of) {
    auto state = row;
    if (past < events.size()) {
      const auto of = kinds;  // clang 14 captures no structured binding
      const auto kind = *std::find_if(kAllPeriodKinds.begin(), kAllPeriodKinds.end(), [&](auto k) { return of & kind_bit(k); });
      state.fact = fact_of(happened_before(events, Period::of(kind, row.day).settled(zone)));
    }
    REDRESS_TRY(put_report_row(db_, state, kinds));
  }
  for (auto& standing : open_spells(rules->policy, rules->site, row.code, events, record.arrived_at, clusters, row.fact)) {
    auto state = row;
    state.fact = std::move(standing.fact);
    beside_.put({std::move(state), standing.from, standing.until});
  }
  for (const auto& event : events) beside_.put_late(row, event, zone);
  return note_rows(row.code, +1);
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
Status ReportRows::touch_sheets() {
  for (const auto& [kind, first_day, mall] : touched_)
    REDRESS_TRY(db_.run("UPDATE report_sheet SET version = version + 1 WHERE kind = ? AND first_day = ? AND mall = ?",
                        static_cast<int>(kind), days_from_civil(first_day), mall));
  // What stood open at some moment, or came late for one, is in the reports of all periods from there on.
  for (const auto& [mall, from] : beside_.changed_from()) {
    const auto rules = office_.rules().of(mall);
    if (!rules) continue;
    const auto date = rules->site.zone.local(from).date;
    for (auto kind : kAllPeriodKinds)
      REDRESS_TRY(db_.run("UPDATE report_sheet SET version = version + 1 WHERE kind = ? AND first_day >= ? AND mall IN (0, ?)",
                          static_cast<int>(kind), days_from_civil(Period::of(kind, date).first_day()), mall));
  }
  touched_.clear();
  return {};
}

Result<ReportChanges> ReportRows::finish() {
  REDRESS_TRY(touch_sheets());
  for (auto& [day, change] : changed_days_) {
    REDRESS_TRY_ASSIGN(change.version, db_.integer(0,
        "INSERT INTO report_day(mall, day, version) VALUES(?,?,1) ON CONFLICT DO UPDATE SET version = version + 1 RETURNING version",
        day.first, days_from_civil(day.second)));
  }
  REDRESS_TRY_ASSIGN(auto standing, beside_.finish());
  return ReportChanges{std::exchange(changed_days_, {}), std::move(standing)};
}

}  // namespace redress::headoffice
