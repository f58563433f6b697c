// Reading, through the owner's connection and through readers of their own.
#include "core/store/case_table.h"
#include "core/store/event_table.h"
#include "core/store/own_log.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"
#include "core/store/store_reader.h"
#include "core/store/verify_log.h"

namespace redress {

Result<std::vector<CaseEvent>> Store::events_of_case(CaseCode code) {
  return guarded([&](Database& db) { return event_table::of_case(db, code); });
}
Result<std::optional<CaseRow>> Store::case_row(CaseCode code) {
  return guarded([&](Database& db) { return case_table::row(db, code); });
}
Result<std::vector<CaseRow>> Store::cases(const CaseQuery& query) {
  return guarded([&](Database& db) { return case_table::find(db, query); });
}
Result<std::uint64_t> Store::count_cases(const CaseQuery& query) {
  return guarded([&](Database& db) { return case_table::count(db, query); });
}
Result<std::optional<Bytes>> Store::sealed_part(const Uuid& event) {
  return guarded([&](Database& db) { return sealed_table::of_event(db, event); });
}
Result<std::optional<Bytes>> Store::event_bytes(const Uuid& event) {
  return guarded([&](Database& db) { return event_table::bytes_of(db, event); });
}
Result<bool> Store::is_erased(const Event& event) {
  return guarded([&](Database& db) { return sealed_table::is_erased(db, event); });
}

Result<std::vector<SameComplaint>> Store::same_complaints(std::string_view category, std::string_view place, Instant from, Instant to) {
  return guarded([&](Database& db) { return case_table::same_complaints(db, category, place, from, to); });
}
Result<std::vector<CaseCode>> Store::cases_since(Instant submitted) {
  return guarded([&](Database& db) { return case_table::submitted_since(db, submitted); });
}
Result<CaseChanges> Store::cases_changed_since(std::int64_t newest) {
  return guarded([&](Database& db) { return case_table::changed_since(db, newest); });
}
Result<std::vector<LinkRow>> Store::links_to(CaseCode code) {
  return guarded([&](Database& db) { return case_table::links_to(db, code); });
}
Status Store::rebuild_case_rows() {
  return write([](Database& db) { return case_table::rebuild(db); });
}

Result<StoreReader> StoreReader::open(const std::string& folder, const std::string& vfs) {
  DatabaseOptions options;
  options.reader = true;
  options.vfs = vfs;
  auto db = Database::open(folder + "/device.db", options);
  if (!db.ok()) {
    return Error{db.error().code == Errc::io ? Errc::not_found : db.error().code,
                 "no store in " + folder + ": " + db.error().what};
  }
  return StoreReader(std::move(db).value());
}

Result<std::vector<CaseEvent>> StoreReader::events_of_case(CaseCode code) {
  return event_table::of_case(db_, code);
}
Result<std::optional<CaseRow>> StoreReader::case_row(CaseCode code) {
  return case_table::row(db_, code);
}
Result<std::vector<CaseRow>> StoreReader::cases(const CaseQuery& query) {
  return case_table::find(db_, query);
}
Result<std::uint64_t> StoreReader::count_cases(const CaseQuery& query) {
  return case_table::count(db_, query);
}
Result<std::optional<Bytes>> StoreReader::sealed_part(const Uuid& event) {
  return sealed_table::of_event(db_, event);
}
Result<std::optional<Bytes>> StoreReader::event_bytes(const Uuid& event) {
  return event_table::bytes_of(db_, event);
}
Result<SyncState> StoreReader::sync_state() {
  return own_log::sync_state(db_);
}
Result<QueueState> StoreReader::queue_state() {
  return own_log::queue_state(db_);
}
Result<std::optional<Document>> StoreReader::document(std::string_view kind) {
  return own_log::document(db_, kind);
}
Result<VerifyReport> StoreReader::verify(const std::optional<PublicKey>& head_office) {
  return verify_log(db_, head_office);
}

}  // namespace redress
