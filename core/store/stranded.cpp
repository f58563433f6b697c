#include "core/store/stranded.h"

#include "core/model/event.h"
#include "core/seal/hash.h"
#include "core/store/case_table.h"
#include "core/store/folder.h"
#include "core/store/own_log.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"

namespace redress::stranded {
namespace {

// Debts are settings "stranded.<incarnation>" = last seq that is settled.
constexpr std::string_view kPrefix = "stranded.";

std::string key_of(const Uuid& incarnation) {
  return std::string(kPrefix) + to_text(incarnation);
}

struct Debt {
  Uuid incarnation;
  std::int64_t after_seq = 0;
};

Result<std::vector<Debt>> debts(Database& db) {
  Statement rows =
      db.query("SELECT key, value FROM setting WHERE substr(key, 1, 9) = ? ORDER BY key", kPrefix);
  std::vector<Debt> out;
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, rows.step());
    if (!row) return out;
    auto incarnation = uuid_from_text(rows.text(0).substr(kPrefix.size()));
    if (incarnation) out.push_back({*incarnation, std::strtoll(rows.string(1).c_str(), nullptr, 10)});
  }
}

std::optional<DeviceIdentity> old_identity(const std::string& folder, const Uuid& incarnation) {
  for (int n = 1;; ++n) {
    const std::string path = folder + "/device.key.old-" + std::to_string(n);
    if (!file_exists(path)) return std::nullopt;
    auto identity = load_identity(path);
    if (identity.ok() && identity->incarnation == incarnation) return std::move(identity).value();
  }
}

// Of what stands under that name only what was written here: events without a chain came from head office, which has them.
constexpr std::string_view kRun =
    "SELECT e.seq, e.bytes, s.bytes, e.hash, e.chain FROM event e JOIN device d ON d.id = e.device"
    " LEFT JOIN sealed s ON s.event = e.id WHERE d.incarnation = ? AND e.branch = 0 AND e.chain IS NOT NULL"
    " AND e.seq > ? ORDER BY e.seq LIMIT ?";
constexpr std::string_view kOwed =
    "SELECT count(*) FROM event e JOIN device d ON d.id = e.device"
    " WHERE d.incarnation = ? AND e.branch = 0 AND e.chain IS NOT NULL AND e.seq > ?";

// The next events without a hole between them; the run may begin behind one, then the chain before it is lost
// and stands as zero.
Result<OutgoingRun> run_after(Database& db, const Debt& debt, std::size_t max_events, std::size_t max_bytes) {
  OutgoingRun run;
  Statement rows = db.query(kRun, debt.incarnation, debt.after_seq, max_events);
  std::size_t bytes = 0;
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, rows.step());
    if (!row) break;
    bytes += rows.blob(1).size() + rows.blob(2).size();
    const bool joins = run.events.empty() || rows.number(0) == run.events.back().seq + 1;
    if (!joins || (!run.events.empty() && bytes > max_bytes)) break;
    run.events.push_back(
        {rows.number(0), rows.bytes(1), rows.bytes(2), rows.array<32>(3), rows.array<32>(4)});
  }
  if (run.events.empty()) return run;
  Statement before = db.query(
      "SELECT e.chain FROM event e JOIN device d ON d.id = e.device WHERE d.incarnation = ?"
      " AND e.branch = 0 AND e.seq = ?",
      debt.incarnation, run.events.front().seq - 1);
  REDRESS_TRY_ASSIGN(bool found, before.step());
  if (found) run.chain_before = before.array<32>(0);
  return run;
}

struct Unsent {
  std::int64_t row = 0;
  Event event;
};

// Only what would be written again byte for byte: whatever else an event holds stays where its hash proves it.
Result<std::vector<Unsent>> unsent(Database& db, std::int64_t device, std::uint64_t after_seq) {
  Statement rows = db.query(
      "SELECT id, bytes FROM event WHERE device = ? AND branch = 0 AND seq > ? ORDER BY seq", device, after_seq);
  std::vector<Unsent> out;
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, rows.step());
    if (!row) return out;
    auto event = parse_event(as_text(rows.blob(1)));
    if (event.ok() && serialise(*event) == as_text(rows.blob(1)))
      out.push_back({rows.integer(0), std::move(*event)});
  }
}

}  // namespace

bool has_key(const std::string& folder, const Uuid& incarnation) {
  return old_identity(folder, incarnation).has_value();
}

Status take_over(Database& db, std::int64_t from, std::uint64_t after_seq) {
  REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
  REDRESS_TRY_ASSIGN(auto events, unsent(db, from, after_seq));
  for (auto& [row, event] : events) {
    event.seq = own.head.seq + 1;
    const std::string bytes = serialise(event);
    const Hash256 hashed = hash(as_bytes(bytes));
    own.head = {event.seq, next_chain(own.head.chain, hashed)};
    own.latest_at = std::max(own.latest_at, event.at);
    REDRESS_TRY(db.run("UPDATE event SET device = ?, seq = ?, hash = ?, chain = ?, bytes = ? WHERE id = ?",
                       own.device, event.seq, hashed, own.head.chain, as_bytes(bytes), row));
  }
  REDRESS_TRY(own_log::set_head(db, own.head, own.latest_at));
  return events.empty() ? Status() : case_table::rebuild(db);
}

Status note(Database& db, const Uuid& incarnation) {
  REDRESS_TRY_ASSIGN(std::int64_t stored, db.integer(0, "SELECT stored_seq FROM sync_state WHERE one = 1"));
  REDRESS_TRY_ASSIGN(std::int64_t owed, db.integer(0, kOwed, incarnation, stored));
  if (owed == 0) return {};
  return db.run("INSERT OR IGNORE INTO setting(key, value) VALUES(?, ?)", key_of(incarnation),
                std::to_string(stored));
}

Result<std::uint64_t> count(Database& db) {
  REDRESS_TRY_ASSIGN(auto all, debts(db));
  std::uint64_t out = 0;
  for (const Debt& debt : all) {
    REDRESS_TRY_ASSIGN(std::int64_t owed, db.integer(0, kOwed, debt.incarnation, debt.after_seq));
    out += static_cast<std::uint64_t>(owed);
  }
  return out;
}

Result<std::optional<StrandedRun>> next(Database& db, const std::string& folder, std::size_t max_events,
                                        std::size_t max_bytes) {
  REDRESS_TRY_ASSIGN(auto all, debts(db));
  for (const Debt& debt : all) {
    auto author = old_identity(folder, debt.incarnation);
    if (!author) continue;
    REDRESS_TRY_ASSIGN(OutgoingRun run, run_after(db, debt, max_events, max_bytes));
    if (run.events.empty()) continue;
    const std::uint64_t first = run.events.front().seq;
    return std::optional<StrandedRun>(StrandedRun{*author, first, std::move(run)});
  }
  return std::optional<StrandedRun>();
}

Status taken(Database& db, const Uuid& incarnation, std::uint64_t up_to_seq) {
  return db.run("UPDATE setting SET value = ? WHERE key = ? AND CAST(value AS INTEGER) < ?",
                std::to_string(up_to_seq), key_of(incarnation), up_to_seq);
}

}  // namespace redress::stranded

namespace redress {

Result<std::optional<StrandedRun>> Store::next_stranded(std::size_t max_events, std::size_t max_bytes) {
  return guarded([&](Database& db) { return stranded::next(db, options_.folder, max_events, max_bytes); });
}

Status Store::stranded_taken(const Uuid& incarnation, std::uint64_t up_to_seq) {
  return write([&](Database& db) { return stranded::taken(db, incarnation, up_to_seq); });
}

}  // namespace redress
