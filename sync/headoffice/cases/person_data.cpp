#include "sync/headoffice/cases/person_data.h"

#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

bool is_shopper(const TimelineEntry& entry) { return entry.event.actor.kind == ActorKind::shopper; }

Json history_of(const CaseDetail& detail) {
  auto out = Json::array();
  for (const auto& entry : detail.timeline) {
    auto line = Json::object().set("at", iso_time(entry.at)).set("what", entry.event.kind).set("by", is_shopper(entry) ? "you" : "mall");
    if (auto answer = entry.event.body["text"]; answer.is_string()) line.set("answer", answer);
    // What staff wrote down for a shopper is the shopper's; their own notes are not.
    const bool said = is_shopper(entry) || entry.event.kind == "submitted";
    if (said) line.set("said", entry.event.body);
    if (said && !entry.sealed.members().empty()) line.set("typed", entry.sealed);
    if (entry.sealed_missing) line.set("erased", true);
    out.push(std::move(line));
  }
  return out;
}

Result<Json> case_of(Office& office, CaseCode code, const Visitor& visitor) {
  REDRESS_TRY_ASSIGN(const auto detail, case_detail(office, code, visitor));
  const auto& row = detail.row;
  auto out = Json::object()
                 .set("code", to_grouped(code))
                 .set("registered_at", iso_time(row.submitted_at))
                 .set("channel", row.channel)
                 .set("contact_type", row.contact_type)
                 .set("category", row.category)
                 .set("place", row.place);
  for (const auto& [key, value] : {std::pair{"first_answer_due", row.first_answer_due}, {"resolve_due", row.resolve_due}, {"archived_at", row.archived_at}})
    if (value) out.set(key, iso_time(*value));
  REDRESS_TRY_ASSIGN(auto contact, open_contact(office, code, visitor, "own_data"));
  return out.set("contact", std::move(contact)).set("history", history_of(detail));
}

}  // namespace

Result<Json> person_data(Office& office, const PhoneLookup& lookup, const Visitor& visitor) {
  REDRESS_TRY_ASSIGN(const auto rows, find_by_phone(office, lookup, visitor));
  PurposeEntry entry{0, lookup.mall, {}, {}, PurposeKind::person_data, lookup.asker, lookup.purpose, {}};
  auto cases = Json::array();
  for (const auto& row : rows) {
    REDRESS_TRY_ASSIGN(auto one, case_of(office, row.code, visitor));
    cases.push(std::move(one));
    entry.cases.push_back(row.code);
  }
  REDRESS_TRY(note_purpose(office, entry, visitor));
  return Json::object().set("mall", lookup.mall).set("made_at", iso_time(office.now())).set("days", lookup.days).set("cases", std::move(cases));
}

}  // namespace redress::headoffice
