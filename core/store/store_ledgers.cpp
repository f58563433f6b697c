// Print ledger, alarms, settings.
#include "core/policy/policy.h"
#include "core/store/case_table.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"

namespace redress {
namespace {

constexpr std::string_view kPut_setting =
    "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value";
constexpr std::string_view kPrint_columns =
    "SELECT id, case_code, copy, staff, state, fault, asked_at, changed_at FROM print_job";

Result<std::vector<PrintRow>> read_print_jobs(Statement rows) {
  std::vector<PrintRow> out;
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, rows.step());
    if (!row) return out;
    out.push_back({rows.integer(0), rows.string(1), static_cast<int>(rows.integer(2)), rows.string(3),
                   rows.string(4), rows.string(5), rows.instant(6), rows.instant(7)});
  }
}

}  // namespace

Result<PrintRow> Store::put_print_job(const PrintRow& row) {
  return write([&](Database& db) -> Result<PrintRow> {
    PrintRow out = row;
    std::optional<std::int64_t> id;
    if (row.id != 0) id = row.id;
    REDRESS_TRY(
        db.run("INSERT INTO print_job(id, case_code, copy, staff, state, fault, asked_at, changed_at)"
               " VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET state = excluded.state,"
               " fault = excluded.fault, changed_at = excluded.changed_at",
               id, row.case_code, row.copy, row.staff, row.state, row.fault, row.asked_at, row.changed_at));
    if (row.id == 0) out.id = db.last_row_id();
    return out;
  });
}

Result<std::vector<PrintRow>> Store::print_jobs(std::string_view case_code) {
  return guarded([&](Database& db) {
    return read_print_jobs(
        db.query(std::string(kPrint_columns) + " WHERE case_code = ? ORDER BY id", case_code));
  });
}

Result<std::vector<PrintRow>> Store::unfinished_print_jobs(std::span<const std::string_view> final_states) {
  Json states = Json::array();
  for (std::string_view state : final_states) states.push(state);
  return guarded([&](Database& db) {
    return read_print_jobs(db.query(
        std::string(kPrint_columns) + " WHERE state NOT IN (SELECT value FROM json_each(?)) ORDER BY id",
        states.dump()));
  });
}

Result<std::vector<AlarmRow>> Store::alarms(bool open_only) {
  return guarded([&](Database& db) -> Result<std::vector<AlarmRow>> {
    Statement rows = db.query(
        "SELECT event_id, number, incarnation, alarm, code, at, open FROM alarm"
        " WHERE open >= ? ORDER BY at, event_id",
        open_only);
    std::vector<AlarmRow> out;
    while (true) {
      REDRESS_TRY_ASSIGN(bool row, rows.step());
      if (!row) return out;
      out.push_back({rows.uuid(0), rows.number(1), rows.uuid(2), rows.string(3), rows.string(4),
                     rows.instant(5), rows.integer(6) != 0});
    }
  });
}

Result<std::uint64_t> Store::last_alarm_number() {
  return guarded([](Database& db) -> Result<std::uint64_t> {
    REDRESS_TRY_ASSIGN(std::int64_t number, db.integer(0, "SELECT max(number) FROM alarm"));
    return static_cast<std::uint64_t>(number);
  });
}

Status Store::use_confirm_days(int days) {
  REDRESS_TRY_ASSIGN(auto known, setting(case_table::kConfirm_days));
  if (known.value_or(std::to_string(Policy{}.confirm_days)) == std::to_string(days)) return {};
  return write([&](Database& db) -> Status {
    REDRESS_TRY(db.run(kPut_setting, case_table::kConfirm_days, std::to_string(days)));
    return case_table::rebuild(db);
  });
}

Status Store::put_setting(std::string_view key, std::string_view value) {
  return write([&](Database& db) { return db.run(kPut_setting, key, value); });
}

Result<std::optional<std::string>> Store::setting(std::string_view key) {
  return guarded([&](Database& db) -> Result<std::optional<std::string>> {
    Statement row = db.query("SELECT value FROM setting WHERE key = ?", key);
    REDRESS_TRY_ASSIGN(bool found, row.step());
    if (!found) return std::optional<std::string>();
    return std::optional<std::string>(row.string(0));
  });
}

}  // namespace redress
