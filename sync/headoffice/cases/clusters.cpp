#include "sync/headoffice/cases/clusters.h"

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>

#include "core/policy/cluster.h"
#include "sync/headoffice/cases/case_projection.h"
#include "sync/headoffice/cases/complainant.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_rows.h"

namespace redress::headoffice {

namespace {

bool same(const std::vector<ClusterFact>& a, const std::vector<ClusterFact>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ClusterFact& x, const ClusterFact& y) {
    return x.trigger == y.trigger && x.since == y.since && x.people == y.people && x.joined == y.joined;
  });
}

// How many people it was changes no case's row.
bool same_for_rows(std::vector<ClusterFact> a, std::vector<ClusterFact> b) {
  for (auto* facts : {&a, &b})
    for (auto& fact : *facts) fact.people = 0;
  return same(a, b);
}

struct Change {
  const SameComplaint* complaint;
  std::int64_t n;
  std::vector<ClusterFact> facts;
  bool for_reports;
};

std::string text_of(const std::vector<Instant>& moments) {
  std::string out;
  for (const Instant at : moments) out += (out.empty() ? "" : " ") + std::to_string(at.ms);
  return out;
}

std::vector<Instant> moments_from(const std::string& text) {
  std::vector<Instant> out;
  std::istringstream in(text);
  for (std::int64_t ms; in >> ms;) out.push_back({ms});
  return out;
}

Status keep(Database& db, std::int64_t n, const std::vector<ClusterFact>& facts) {
  REDRESS_TRY(db.run("DELETE FROM case_cluster WHERE n = ?", n));
  for (const auto& fact : facts)
    REDRESS_TRY(db.run("INSERT INTO case_cluster(n, trigger_code, since, people, joined) VALUES(?, ?, ?, ?, ?)", n, fact.trigger, fact.since,
                       fact.people, text_of(fact.joined)));
  return {};
}

// Who joined later says something only where somebody silenced the reason: of the others it is not kept.
Status forget_joined(Database& db, CaseCode code, std::vector<ClusterFact>& facts) {
  if (std::all_of(facts.begin(), facts.end(), [](const ClusterFact& fact) { return fact.joined.empty(); })) return {};
  REDRESS_TRY_ASSIGN(const auto regraded,
                     db.integer(0, "SELECT EXISTS(SELECT 1 FROM event WHERE code = ? AND kind = 'regraded' AND verdict < 2)", code.number));
  for (auto& fact : facts)
    if (!regraded) fact.joined.clear();
  return {};
}

}  // namespace

Status note_cluster_change(Database& db, const ClusterChange& change) {
  return db.run(
      "INSERT INTO cluster_due(mall, category, place, since, changes) VALUES(?1, ?2, ?3, ?4, 1)"
      " ON CONFLICT DO UPDATE SET since = min(since, ?4), changes = changes + 1",
      change.mall, change.category, change.place, change.since);
}

Result<std::vector<ClusterFact>> clusters_of_row(Database& db, std::int64_t n) {
  std::vector<ClusterFact> out;
  auto row = db.query("SELECT trigger_code, since, people, joined FROM case_cluster WHERE n = ? ORDER BY trigger_code", n);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({row.string(0), row.instant(1), static_cast<int>(row.integer(2)), {}, moments_from(row.string(3))});
  }
}

Result<std::vector<ClusterUpkeep::Member>> ClusterUpkeep::members(Database& db, const ClusterChange& from) {
  std::vector<Member> out;
  auto row = db.query(
      "SELECT c.n, c.code, c.submitted_at, d.incarnation, c.erased, c.counts_as FROM case_row c JOIN device d ON d.no = c.device"
      " WHERE c.mall = ? AND c.category = ? AND c.place = ? AND c.place <> '' AND c.submitted_at >= ?"
      " AND c.known = 1 AND c.contact_type = 'complaint'",
      from.mall, from.category, from.place, from.since);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    out.push_back({{CaseCode{row.number(1)}, row.instant(2), row.uuid(3), {}, {}}, row.integer(0)});
    if (row.integer(4) != 0) out.back().complaint.erased = static_cast<CountsAs>(row.integer(5));
  }
  for (auto& member : out) {
    REDRESS_TRY_ASSIGN(member.complaint.person, person_of(db, from.mall, member));
  }
  return out;
}

Result<std::vector<SameComplaint>> ClusterUpkeep::complaints(Database& db, const ClusterChange& from) {
  REDRESS_TRY_ASSIGN(const auto all, members(db, from));
  std::vector<SameComplaint> out;
  for (const auto& member : all) out.push_back(member.complaint);
  return out;
}

// Erased: nobody may know any more.
Result<std::string> ClusterUpkeep::person_of(Database& db, std::int64_t mall, const Member& member) {
  if (member.complaint.erased) {
    people_.erase(member.n);
    return std::string();
  }
  if (const auto known = people_.find(member.n); known != people_.end()) return known->second;
  REDRESS_TRY_ASSIGN(auto secret, person_secret(office_, db, mall));
  REDRESS_TRY_ASSIGN(auto person, complainant_of(office_, db, secret, member.complaint.code));
  if (!person) return std::string();
  return people_[member.n] = *person;
}

Result<int> ClusterUpkeep::work_some() {
  ClusterChange change;
  std::int64_t noted = 0;  // how often
  std::vector<Change> changed;
  std::vector<Member> all;
  {
    REDRESS_TRY_ASSIGN(auto reader, office_.store().read());
    auto row = reader->query("SELECT mall, category, place, since, changes FROM cluster_due LIMIT 1");
    REDRESS_TRY_ASSIGN(bool found, row.step());
    if (!found) return 0;
    change = {row.integer(0), row.string(1), row.string(2), row.instant(3)};
    noted = row.integer(4);
    const auto rules = office_.rules().of(change.mall);
    const std::int64_t window_ms = rules ? cluster_days(rules->policy) * kDay_ms : 0;
    if (window_ms > 0) {
      // Twice the window: those that may have changed, and those that lie with them in one.
      REDRESS_TRY_ASSIGN(all, members(*reader, {change.mall, change.category, change.place, change.since - 2 * window_ms}));
    }
    std::vector<SameComplaint> complaints;
    for (const auto& member : all) complaints.push_back(member.complaint);
    const ComplaintGroup same_complaints(complaints);
    for (const auto& member : all) {
      if (member.complaint.at < change.since - window_ms) continue;
      auto facts = same_complaints.clusters_of(rules->policy, member.complaint.code);
      REDRESS_TRY(forget_joined(*reader, member.complaint.code, facts));
      REDRESS_TRY_ASSIGN(auto before, clusters_of_row(*reader, member.n));
      if (same(facts, before)) continue;
      const bool for_reports = !same_for_rows(facts, before);
      changed.push_back({&member.complaint, member.n, std::move(facts), for_reports});
    }
  }
  ReportChanges changes;
  auto written = office_.store().write([&](Database& db) -> Status {
    CaseProjection cases(office_, db, office_.now());
    ReportRows reports(office_, db);
    for (const auto& [complaint, n, facts, for_reports] : changed) {
      REDRESS_TRY(keep(db, n, facts));
      cases.touch(complaint->code);
      REDRESS_TRY(for_reports ? reports.put_again(complaint->code) : reports.touch_case(complaint->code));
    }
    REDRESS_TRY(cases.finish());
    REDRESS_TRY_ASSIGN(changes, reports.finish());
    // Noted again meanwhile: it stays due.
    return db.run("DELETE FROM cluster_due WHERE mall = ? AND category = ? AND place = ? AND changes = ?", change.mall, change.category,
                  change.place, noted);
  });
  if (!written.ok()) return written.error();
  office_.running_days().follow(changes);
  return 1;
}

}  // namespace redress::headoffice
