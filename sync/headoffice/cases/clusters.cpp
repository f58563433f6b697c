#include "sync/headoffice/cases/clusters.h"

#include <algorithm>
#include <optional>
#include <set>

#include "core/policy/cluster.h"
#include "sync/headoffice/cases/case_projection.h"
#include "sync/headoffice/cases/complainant.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_rows.h"

namespace redress::headoffice {

namespace {

bool same(const std::vector<ClusterFact>& a, const std::vector<ClusterFact>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ClusterFact& x, const ClusterFact& y) {
    return x.trigger == y.trigger && x.since == y.since && x.people == y.people;
  });
}

Status keep(Database& db, std::int64_t n, const std::vector<ClusterFact>& facts) {
  REDRESS_TRY(db.run("DELETE FROM case_cluster WHERE n = ?", n));
  for (const auto& fact : facts)
    REDRESS_TRY(db.run("INSERT INTO case_cluster(n, trigger_code, since, people) VALUES(?, ?, ?, ?)", n, fact.trigger, fact.since, fact.people));
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
  auto row = db.query("SELECT trigger_code, since, people FROM case_cluster WHERE n = ? ORDER BY trigger_code", n);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({row.string(0), row.instant(1), static_cast<int>(row.integer(2)), {}});
  }
}

// Twice the window: those that may have changed, and those that lie with them in one.
Result<std::vector<ClusterUpkeep::Member>> ClusterUpkeep::members(Database& db, const Group& group, std::int64_t window_ms) {
  std::vector<Member> out;
  const auto& change = group.change;
  auto row = db.query(
      "SELECT c.n, c.code, c.submitted_at, d.incarnation, c.erased, c.counts_as FROM case_row c JOIN device d ON d.no = c.device"
      " WHERE c.mall = ? AND c.category = ? AND c.place = ? AND c.place <> '' AND c.submitted_at >= ?"
      " AND c.known = 1 AND c.contact_type = 'complaint'",
      change.mall, change.category, change.place, change.since - 2 * window_ms);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({{CaseCode{row.number(1)}, row.instant(2), row.uuid(3), {}, {}}, row.integer(0)});
    if (row.integer(4) != 0) out.back().complaint.erased = static_cast<CountsAs>(row.integer(5));
  }
}

// Erased: nobody may know any more.
Result<std::string> ClusterUpkeep::person_of(Database& db, const Group& group, const Member& member) {
  if (member.complaint.erased) {
    people_.erase(member.n);
    return std::string();
  }
  if (const auto known = people_.find(member.n); known != people_.end()) return known->second;
  REDRESS_TRY_ASSIGN(auto secret, person_secret(office_, db, group.change.mall));
  REDRESS_TRY_ASSIGN(auto person, complainant_of(office_, db, secret, member.complaint.code));
  if (!person) return std::string();
  return people_[member.n] = *person;
}

Result<int> ClusterUpkeep::work_some() {
  Group group;
  std::vector<std::pair<const Member*, std::vector<ClusterFact>>> changed;
  std::vector<Member> all;
  {
    REDRESS_TRY_ASSIGN(auto reader, office_.store().read());
    auto row = reader->query("SELECT mall, category, place, since, changes FROM cluster_due LIMIT 1");
    REDRESS_TRY_ASSIGN(bool found, row.step());
    if (!found) return 0;
    group = {{row.integer(0), row.string(1), row.string(2), row.instant(3)}, row.integer(4)};
    const auto rules = office_.rules().of(group.change.mall);
    const std::int64_t window_ms = rules ? cluster_days(rules->policy) * kDay_ms : 0;
    if (window_ms > 0) {
      REDRESS_TRY_ASSIGN(all, members(*reader, group, window_ms));
    }
    std::vector<SameComplaint> complaints;
    for (auto& member : all) {
      REDRESS_TRY_ASSIGN(member.complaint.person, person_of(*reader, group, member));
      complaints.push_back(member.complaint);
    }
    const ComplaintGroup same_complaints(complaints);
    for (const auto& member : all) {
      if (member.complaint.at < group.change.since - window_ms) continue;
      auto facts = same_complaints.clusters_of(rules->policy, member.complaint.code);
      REDRESS_TRY_ASSIGN(auto before, clusters_of_row(*reader, member.n));
      if (!same(facts, before)) changed.emplace_back(&member, std::move(facts));
    }
  }
  auto written = office_.store().write([&](Database& db) -> Status {
    CaseProjection cases(office_, db, office_.now());
    ReportRows reports(office_, db);
    for (const auto& [member, facts] : changed) {
      REDRESS_TRY(keep(db, member->n, facts));
      cases.touch(member->complaint.code);
      REDRESS_TRY(reports.touch_case(member->complaint.code));
    }
    REDRESS_TRY(cases.finish());
    REDRESS_TRY(reports.finish());
    // Noted again meanwhile: it stays due.
    return db.run("DELETE FROM cluster_due WHERE mall = ? AND category = ? AND place = ? AND changes = ?", group.change.mall, group.change.category,
                  group.change.place, group.changes);
  });
  if (!written.ok()) return written.error();
  return 1;
}

}  // namespace redress::headoffice
