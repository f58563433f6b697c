#include "sync/headoffice/cases/purposes.h"

#include <algorithm>

#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

PurposeEntry read(const LedgerEntry& entry) {
  PurposeEntry out{entry.n, entry.mall, entry.by, entry.at, {}, {}, {}, {}};
  out.kind = kPurpose_kinds.find(entry.body["kind"].string()).value_or(PurposeKind::phone);
  out.asker = kAskers.find(entry.body["asker"].string()).value_or(Asker::staff);
  out.purpose = kPurposes_of_lookup.find(entry.body["purpose"].string()).value_or(Purpose::lost_receipt);
  for (const auto& item : entry.body["cases"].items())
    if (auto code = parse_case_code(item.string()); code.ok()) out.cases.push_back(*code);
  return out;
}

}  // namespace

Status note_purpose(Office& office, const PurposeEntry& entry, const Visitor& visitor) {
  auto body =
      looked_up_body(entry.asker, entry.purpose, entry.cases).set("kind", kPurpose_kinds.name(entry.kind));
  auto added = add_entry(office, Book::purpose, 0, entry.mall, visitor.person.staff, std::move(body));
  return added.ok() ? Status() : Status(added.error());
}

// Only its known words and codes: it came from outside.
Status take_looked_up(Database& db, std::int64_t mall, const Event& event) {
  const auto asker = kAskers.find(event.body["asker"].string());
  const auto purpose = kPurposes_of_lookup.find(event.body["purpose"].string());
  if (event.actor.kind != ActorKind::staff || !asker || !purpose) return {};
  std::vector<CaseCode> cases;
  for (const auto& item : event.body["cases"].items())
    if (auto code = parse_case_code(item.string()); code.ok() && cases.size() < kMost_found)
      cases.push_back(*code);
  const auto body =
      looked_up_body(*asker, *purpose, cases).set("kind", kPurpose_kinds.name(PurposeKind::phone));
  return add_entry(db, Book::purpose, mall, event.actor.staff, event.at, body);
}

Result<std::vector<PurposeEntry>> list_purposes(Office& office, std::string_view mall, const Visitor& visitor) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto entries, read_book(*reader, Book::purpose, visitor.mall.empty() ? mall : std::string_view(visitor.mall)));
  std::vector<PurposeEntry> out;
  for (const auto& entry : entries) out.push_back(read(entry));
  std::reverse(out.begin(), out.end());
  return out;
}

Result<std::int64_t> count_purposes(Office& office, std::string_view staff, Instant since) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  return reader->integer(0, "SELECT count(*) FROM ledger WHERE book = ? AND staff = ? AND at > ?", kBooks.name(Book::purpose), staff, since);
}

std::string purposes_csv(const std::vector<PurposeEntry>& entries) {
  std::string out = "\xEF\xBB\xBFnumber,at,mall,by,kind,asker,purpose,cases\r\n";
  for (const auto& entry : entries) {
    std::string cases;
    for (auto code : entry.cases) cases += (cases.empty() ? "" : " ") + to_grouped(code);
    out += std::to_string(entry.n) + "," + iso_time(entry.at) + "," + csv_cell(entry.mall) + "," + csv_cell(entry.by) + "," +
           std::string(kPurpose_kinds.name(entry.kind)) + "," + std::string(kAskers.name(entry.asker)) + "," +
           std::string(kPurposes_of_lookup.name(entry.purpose)) + "," + cases + "\r\n";
  }
  return out;
}

}  // namespace redress::headoffice
