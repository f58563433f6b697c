// What this device carries for others: pulled pages that a new epoch of head office may lack, batches from
// sticks, and the raw bytes of what was refused.
#include <algorithm>

#include "core/seal/hash.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"

namespace redress {
namespace {

Result<KeptPage::Kept> kept_event(Database& db, const Uuid& incarnation, std::uint64_t seq,
                                  const Hash256& hash) {
  Statement row = db.query(
      "SELECT e.bytes, s.bytes FROM event e JOIN device d ON d.id = e.device"
      " LEFT JOIN sealed s ON s.event = e.id WHERE d.incarnation = ? AND e.seq = ? AND e.hash = ?",
      incarnation, seq, hash);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (found) return KeptPage::Kept{incarnation, seq, row.bytes(0), row.bytes(1)};
  // Refused here, or one side of a fork: the raw bytes were kept.
  Statement raw = db.query(
      "SELECT bytes, sealed FROM fork WHERE hash = ?1 UNION ALL"
      " SELECT bytes, x'' FROM quarantine WHERE hash = ?1 LIMIT 1",
      hash);
  REDRESS_TRY_ASSIGN(bool kept, raw.step());
  if (kept) return KeptPage::Kept{incarnation, seq, raw.bytes(0), raw.bytes(1)};
  return Error{Errc::not_found, "an event of a pulled page is no longer here"};
}

struct Page {
  KeptPage page;
  Bytes entries;
};

Result<std::optional<Page>> oldest_page(Database& db) {
  Statement row = db.query(
      "SELECT id, epoch, cursor_before, cursor, signature, entries FROM frame_page"
      " WHERE to_relay = 1 ORDER BY id LIMIT 1");
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<Page>();
  return std::optional<Page>(
      Page{{row.integer(0), row.uuid(1), row.number(2), row.number(3), row.array<64>(4), {}}, row.bytes(5)});
}

Status add_events(Database& db, Page& page) {
  ByteReader entries(page.entries);
  while (!entries.at_end() && entries.ok()) {
    const Uuid incarnation{entries.array<16>()};
    const std::uint64_t seq = entries.u64();
    const Hash256 hash = entries.array<32>();
    REDRESS_TRY_ASSIGN(auto event, kept_event(db, incarnation, seq, hash));
    page.page.events.push_back(std::move(event));
  }
  return {};
}

}  // namespace

Result<std::optional<KeptPage>> Store::next_page_to_relay() {
  return guarded([](Database& db) -> Result<std::optional<KeptPage>> {
    while (true) {
      REDRESS_TRY_ASSIGN(auto page, oldest_page(db));
      if (!page) return std::optional<KeptPage>();
      const Status whole = add_events(db, *page);
      if (whole.ok()) return std::optional<KeptPage>(std::move(page->page));
      if (whole.error().code != Errc::not_found) return whole.error();
      // Head office's signature stands for all of its events: with one of them lost it proves nothing, and must not keep the
      // pages behind it back.
      REDRESS_TRY(db.run("DELETE FROM frame_page WHERE id = ?", page->page.id));
    }
  });
}

Status Store::page_relayed(std::int64_t id) {
  return write([&](Database& db) { return db.run("UPDATE frame_page SET to_relay = 0 WHERE id = ?", id); });
}

Status Store::page_refused(std::int64_t id) {
  return write([&](Database& db) { return db.run("UPDATE frame_page SET to_relay = 2 WHERE id = ?", id); });
}

Status Store::offer_refused_pages() {
  return write([&](Database& db) { return db.run("UPDATE frame_page SET to_relay = 1 WHERE to_relay = 2"); });
}

Status Store::add_relay_batch(ByteView bytes) {
  return write([&](Database& db) {
    return db.run("INSERT INTO relay_batch(hash, bytes) VALUES(?, ?) ON CONFLICT DO NOTHING", hash(bytes),
                  bytes);
  });
}

Result<std::optional<RelayBatch>> Store::next_relay_batch() {
  return guarded([](Database& db) -> Result<std::optional<RelayBatch>> {
    Statement row = db.query("SELECT id, bytes FROM relay_batch ORDER BY id LIMIT 1");
    REDRESS_TRY_ASSIGN(bool found, row.step());
    if (!found) return std::optional<RelayBatch>();
    return std::optional<RelayBatch>(RelayBatch{row.integer(0), row.bytes(1)});
  });
}

Status Store::rewrite_relay_batches(const std::function<Bytes(ByteView)>& rewritten) {
  return write([&](Database& db) -> Status {
    Statement row = db.query("SELECT id, bytes FROM relay_batch");
    std::vector<RelayBatch> changed;
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      auto bytes = rewritten(row.blob(1));
      const auto before = row.blob(1);
      if (!std::equal(bytes.begin(), bytes.end(), before.begin(), before.end())) changed.push_back({row.integer(0), std::move(bytes)});
    }
    for (const auto& batch : changed) {
      REDRESS_TRY(db.run("UPDATE relay_batch SET bytes = ? WHERE id = ?", batch.bytes, batch.id));
      tidy_due_ = true;
    }
    return {};
  });
}

Status Store::relay_batch_done(std::int64_t id) {
  // It may carry texts of another mall, of whose erasures we hear nothing: it leaves the log's file too.
  return write([&](Database& db) {
    tidy_due_ = true;
    return db.run("DELETE FROM relay_batch WHERE id = ?", id);
  });
}

Result<std::vector<QuarantineRow>> Store::quarantine(int limit) {
  return guarded([&](Database& db) -> Result<std::vector<QuarantineRow>> {
    Statement rows = db.query(
        "SELECT incarnation, seq, outgoing, reason, retryable, bytes, at FROM quarantine"
        " ORDER BY id DESC LIMIT ?",
        limit);
    std::vector<QuarantineRow> out;
    while (true) {
      REDRESS_TRY_ASSIGN(bool row, rows.step());
      if (!row) return out;
      out.push_back({rows.uuid(0), rows.number(1), rows.integer(2) != 0, rows.string(3), rows.integer(4) != 0,
                     rows.bytes(5), rows.instant(6)});
    }
  });
}

Status Store::put_in_quarantine(const QuarantineRow& row) {
  return write([&](Database& db) {
    return db.run(
        "INSERT INTO quarantine(incarnation, seq, outgoing, reason, retryable, bytes, at, hash)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        row.incarnation, row.seq, row.outgoing, row.reason, row.retryable, row.bytes, row.at,
        hash(row.bytes));
  });
}

}  // namespace redress
