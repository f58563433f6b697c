#include "core/store/clock_table.h"

namespace redress::clock_table {

Result<ClockFloor> floor(Database& db, const own_log::Own& own, Instant build_date) {
  ClockFloor out{build_date, {}, own.latest_at, {}};
  REDRESS_TRY_ASSIGN(out.proven.ms, db.integer(0, "SELECT max(at) FROM clock_offset"));
  Statement last = db.query(
      "SELECT e.at + ifnull(o.offset_ms, 0), o.offset_ms IS NOT NULL FROM event e"
      " LEFT JOIN clock_offset o ON o.incarnation = ? AND o.boot = e.boot"
      " WHERE e.device = ? AND e.seq = ? AND e.branch = 0",
      own.incarnation, own.device, own.head.seq);
  REDRESS_TRY_ASSIGN(bool found, last.step());
  if (!found) return out;
  out.time = last.instant(0);
  if (last.integer(1) != 0) out.proven = std::max(out.proven, out.time);
  return out;
}

namespace {

constexpr std::string_view kRuns = "SELECT run, machine_boot, stamp_ms, time_ms, told FROM clock_run";

ClockRun read_run(const Statement& row) {
  return {row.array<8>(0), row.array<8>(1), row.integer(2), row.integer(3), row.integer(4) != 0};
}

}  // namespace

Result<std::optional<ClockRun>> last_run(Database& db, const BootId& machine_boot) {
  Statement row = db.query(std::string(kRuns) + " WHERE machine_boot = ? ORDER BY id DESC LIMIT 1", machine_boot);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<ClockRun>();
  return std::optional(read_run(row));
}

Status keep(Database& db, const ClockRun& run) {
  REDRESS_TRY(db.run("DELETE FROM clock_run WHERE machine_boot <> ?", run.machine_boot));
  return db.run(
      "INSERT INTO clock_run(run, machine_boot, stamp_ms, time_ms, told) VALUES(?, ?, ?, ?, ?)"
      " ON CONFLICT(run) DO UPDATE SET time_ms = excluded.time_ms, told = excluded.told",
      run.id, run.machine_boot, run.stamp_ms, run.time_ms, run.told);
}

Result<std::optional<std::int64_t>> offset_ms(Database& db, const Uuid& incarnation, const BootId& run) {
  Statement row =
      db.query("SELECT offset_ms FROM clock_offset WHERE incarnation = ? AND boot = ?", incarnation, run);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<std::int64_t>();
  return std::optional(row.integer(0));
}

Result<std::vector<ClockRun>> unmeasured(Database& db, const own_log::Own& own, const ClockRun& now) {
  Statement row = db.query(
      std::string(kRuns) +
          " r WHERE machine_boot = ? AND run <> ? AND EXISTS (SELECT 1 FROM event WHERE device = ? AND boot = r.run)"
          " AND NOT EXISTS (SELECT 1 FROM clock_offset WHERE incarnation = ? AND boot = r.run) ORDER BY id",
      now.machine_boot, now.id, own.device, own.incarnation);
  std::vector<ClockRun> out;
  while (true) {
    REDRESS_TRY_ASSIGN(bool found, row.step());
    if (!found) return out;
    out.push_back(read_run(row));
  }
}

}  // namespace redress::clock_table
