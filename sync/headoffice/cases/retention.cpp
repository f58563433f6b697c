#include "sync/headoffice/cases/retention.h"

#include <algorithm>

#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/cases/counts_as.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/record_writer.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kCases_at_once = 100;  // in one transaction, so that devices are not kept waiting

Status check_time(Office& office, Database& db, const RetentionOrder& order) {
  const auto now = office.now();
  REDRESS_TRY_ASSIGN(const auto restored,
                     db.integer(0, "SELECT max(began_at) FROM epoch WHERE reason = 'restore'"));
  if (now - Instant{restored} < kWait_after_restore_days * kDay_ms)
    return Error{Errc::busy, "restored less than " + std::to_string(kWait_after_restore_days) +
                                 " days ago: holds that were lost may still come back from devices"};
  REDRESS_TRY_ASSIGN(const auto newest,
                     db.integer(0, "SELECT arrived_at FROM event ORDER BY n DESC LIMIT 1"));
  if (!order.clock_checked && newest != 0 && now - Instant{newest} > kQuiet_days * kDay_ms)
    return Error{Errc::refused, "nothing arrived for more than " + std::to_string(kQuiet_days) +
                                    " days by this machine's clock: set the clock, or say --clock-checked"};
  return {};
}

// Shortest that anything can be kept, in days; less than a month or a year has.
std::int64_t least_days(const Keep& keep) {
  constexpr int kDays[] = {1, 28, 365};
  return keep.amount * kDays[static_cast<std::size_t>(keep.unit)];
}

// Closed long enough that something may be due. What a shopper agreed to once may be shorter than today's
// policy.
Result<std::vector<CaseCode>> closed_cases(Office& office, Database& db) {
  std::vector<CaseCode> out;
  std::int64_t days = 0;
  for (const auto& rules : office.rules().every_policy())
    for (const auto& keep :
         {rules->policy.retention.normal, rules->policy.retention.important, rules->policy.retention.contact})
      days = days == 0 ? least_days(keep) : std::min(days, least_days(keep));
  auto row = db.query(
      "SELECT code FROM case_row WHERE stage = 6 AND erased < 2 AND known = 1 AND archived_at <= ? ORDER BY "
      "archived_at",
      office.now() - days * kDay_ms);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({row.number(0)});
  }
}

struct Looked {
  CaseRecord record;
  CaseState state;
  std::optional<DueCase> due;
};

Result<Looked> look(Office& office, Database& db, CaseCode code) {
  Looked out;
  REDRESS_TRY_ASSIGN(out.record, load_case(db, code));
  const auto rules = office.rules().of(out.record.mall);
  if (!rules) return out;
  out.state = fold_case(code, out.record.events, office.now(), rules->policy.confirm_days);
  REDRESS_TRY_ASSIGN(auto clusters, clusters_of_row(db, out.record.first_n));
  const auto judgement = full_judgement(office.rules(), out.record.mall, out.state, out.record.arrived_at,
                                        office.now(), std::move(clusters));
  if (!judgement) return out;
  const auto dates = retention_of(office, out.record, out.state, *judgement);
  const auto due = dates ? due_erasure(*dates, out.state, office.now()) : std::nullopt;
  if (due)
    out.due = DueCase{code, rules->mall_id, *due, *out.state.archived_at, dates->important, out.state.held};
  return out;
}

Status order_erasure(Office& office, Database& db, RecordWriter& writer, const Looked& looked) {
  OwnEvent event;
  event.mall = looked.record.mall;
  event.code = looked.state.code;
  event.seen = looked.state.heads;
  event.actor.kind = ActorKind::head_office;
  event.kind = action_rule(Verb::erase).event;
  REDRESS_TRY_ASSIGN(const auto counts_as, counts_as_when_erased(office, db, looked.record, looked.state));
  event.body.set("scope", kErasure_scopes.name(looked.due->due.scope))
      .set("counts_as", kCounts_as.name(counts_as));
  event.body.set("policy", office.rules().of(looked.record.mall)->policy.version);
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(office, db, writer, std::move(event)));
  return {};
}

// What became of them since they were listed counts: each is looked at again where nothing comes between. One
// writer for each, since what a complaint counts as depends on those erased before it.
Status erase_some(Office& office, const std::vector<CaseCode>& codes) {
  RecordWriter::Outcome all;
  auto written = office.store().write([&](Database& db) -> Status {
    for (auto code : codes) {
      REDRESS_TRY_ASSIGN(const auto looked, look(office, db, code));
      if (!looked.due || looked.due->held) continue;
      RecordWriter writer(office, db, office.now());
      REDRESS_TRY(order_erasure(office, db, writer, looked));
      REDRESS_TRY(writer.finish());
      all.news.merge(writer.outcome().news);
      all.erased = true;
    }
    return {};
  });
  announce(office, all);
  return written;
}

}  // namespace

std::optional<RetentionDates> retention_of(Office& office, const CaseRecord& record, const CaseState& state,
                                           const Judgement& judgement) {
  const auto today = office.rules().of(record.mall);
  const auto agreed = office.rules().of_case(record.mall, state.intake, record.arrived_at);
  if (!today || !agreed) return std::nullopt;
  return retention_dates(today->policy, agreed->policy, today->site.zone, state, worst_level(judgement));
}

Result<RetentionRun> run_retention(Office& office, const RetentionOrder& order,
                                   const std::function<void(const DueCase&)>& told) {
  RetentionRun run;
  std::vector<CaseCode> due;
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    if (!order.dry_run) REDRESS_TRY(check_time(office, *reader, order));
    REDRESS_TRY_ASSIGN(const auto codes, closed_cases(office, *reader));
    for (auto code : codes) {
      REDRESS_TRY_ASSIGN(const auto looked, look(office, *reader, code));
      if (!looked.due) continue;
      told(*looked.due);
      if (looked.due->held)
        ++run.held;
      else
        ++(looked.due->due.scope == ErasureScope::all ? run.cases : run.contacts);
      if (!looked.due->held) due.push_back(code);
    }
  }
  if (order.dry_run) return run;
  for (std::size_t from = 0; from < due.size(); from += kCases_at_once) {
    const auto end = due.begin() + static_cast<std::ptrdiff_t>(std::min(from + kCases_at_once, due.size()));
    REDRESS_TRY(erase_some(office, {due.begin() + static_cast<std::ptrdiff_t>(from), end}));
  }
  return run;
}

}  // namespace redress::headoffice
