#include "sync/headoffice/cases/case_detail.h"

#include <algorithm>
#include <map>

#include "core/model/intake.h"
#include "core/policy/action_fits.h"
#include "sync/headoffice/cases/case_recheck.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/cases/judge.h"
#include "sync/headoffice/cases/retention.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/write_record.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kPurposes[] = {"call_back", "clarify", "deliver", "complaint_letter", "own_data", "regulator", "other"};

Result<CaseRow> visible_row(Database& db, CaseCode code, const Visitor& visitor) {
  REDRESS_TRY_ASSIGN(auto row, find_case_row(db, code));
  if (!row || !may_see(*row, visitor)) return Error{Errc::not_found, "no such case here"};
  REDRESS_TRY_ASSIGN(bool readable, may_read(db, *row, visitor));
  if (!readable) return Error{Errc::unauthorised, row->department};
  return *row;
}

Result<std::map<Uuid, std::string>> device_names(Database& db) {
  std::map<Uuid, std::string> out;
  auto row = db.query("SELECT incarnation, name, role FROM device");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out[row.uuid(0)] = row.text(2) == "head_office" ? "head_office" : row.string(1);
  }
}

Result<std::string> name_of(Database& db, std::string_view staff) {
  if (staff.empty()) return std::string();
  REDRESS_TRY_ASSIGN(auto person, find_person(db, staff));
  return person ? person->person.name : std::string();
}

Result<TimelineEntry> entry_of(Office& office, Database& db, const CaseRecord& record, std::size_t index,
                               const std::map<Uuid, std::string>& names) {
  const auto& e = record.events[index];
  TimelineEntry entry;
  entry.event = e.event;
  entry.at = e.corrected_at;
  entry.arrived_at = e.arrived_at;
  entry.fork = record.forks[index];
  if (auto name = names.find(e.incarnation); name != names.end()) entry.device = name->second;
  if (e.event.sealed) {
    auto typed = open_typed(office, db, record.numbers[index], e.event);
    if (typed.ok())
      entry.sealed = without_contact(*typed);
    else
      entry.sealed_missing = true;
  }
  if (e.event.actor.kind == ActorKind::staff) {
    REDRESS_TRY_ASSIGN(entry.staff_name, name_of(db, e.event.actor.staff));
  }
  REDRESS_TRY_ASSIGN(entry.person_name, name_of(db, e.event.body["person"].string()));
  return entry;
}

std::vector<CaseDetail::Act> acts_of(const CaseState& state, const Visitor& visitor, Instant now,
                                     int reopen_days, const Policy* policy) {
  std::vector<CaseDetail::Act> out;
  for (const auto& rule : action_rules()) {
    if (rule.verb == Verb::submit) continue;
    auto permission = may(rule, state, visitor.person, now, reopen_days);
    if (permission.allowed && policy) permission = applies(rule, state, *policy);
    bool of_role = rule.roles & role_bit(visitor.person.role),
         of_stage = rule.stages & stage_bit(state.stage);
    if (of_role || (of_stage && rule.roles != 0)) out.push_back({&rule, std::move(permission)});
  }
  return out;
}

}  // namespace

Result<CaseDetail> case_detail(Office& office, CaseCode code, const Visitor& visitor) {
  REDRESS_TRY(catch_up_cases(office));
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  auto& db = *reader;
  CaseDetail out;
  REDRESS_TRY_ASSIGN(out.row, visible_row(db, code, visitor));
  REDRESS_TRY_ASSIGN(auto record, load_case(db, code));
  auto now = office.now();
  auto rules = office.rules().of(record.mall);
  out.state = fold_case(code, record.events, now, office.rules().confirm_days(record.mall));
  REDRESS_TRY_ASSIGN(auto clusters, clusters_of_row(db, record.first_n));
  out.judgement = full_judgement(office.rules(), record.mall, out.state, record.arrived_at, now, std::move(clusters));
  if (auto agreed = office.rules().of_case(record.mall, out.state.intake, record.arrived_at)) out.policy = agreed->policy.version;
  if (out.judgement) out.retention = retention_of(office, record, out.state, *out.judgement);
  REDRESS_TRY_ASSIGN(auto names, device_names(db));
  for (auto index : out.state.order) {
    REDRESS_TRY_ASSIGN(auto entry, entry_of(office, db, record, index, names));
    if (entry.event.id == out.state.submitted_event) out.intake_text = entry.sealed;
    out.timeline.push_back(std::move(entry));
  }
  out.acts = acts_of(out.state, visitor, now, office.rules().reopen_days(record.mall), rules ? &rules->policy : nullptr);
  return out;
}

Result<Json> open_contact(Office& office, CaseCode code, const Visitor& visitor, std::string_view purpose) {
  if (std::find(std::begin(kPurposes), std::end(kPurposes), purpose) == std::end(kPurposes))
    return invalid("purpose: unknown");
  return write_record(office, office.now(), [&](Database& db, RecordWriter& writer) -> Result<Json> {
    REDRESS_TRY_ASSIGN(auto row, visible_row(db, code, visitor));
    REDRESS_TRY_ASSIGN(auto record, load_case(db, code));
    auto state = fold_case(code, record.events, office.now(), office.rules().confirm_days(record.mall));
    Json contact;
    for (std::size_t i = 0; i < record.events.size(); ++i) {
      if (record.events[i].event.id != state.submitted_event) continue;
      REDRESS_TRY_ASSIGN(auto typed, open_typed(office, db, record.numbers[i], record.events[i].event));
      contact = typed["contact"];
    }
    if (!contact.is_object()) return Error{Errc::not_found, "there is no contact"};
    const auto& person = visitor.person;
    OwnEvent event;
    event.mall = record.mall;
    event.code = code;
    event.seen = state.heads;
    event.actor = {ActorKind::staff, person.staff, person.role, person.department};
    event.kind = device_event::viewed;
    event.body.set("what", "contact").set("purpose", purpose);
    REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(office, db, writer, std::move(event)));
    return contact;
  });
}

}  // namespace redress::headoffice
