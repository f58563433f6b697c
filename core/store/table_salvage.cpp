#include "core/store/table_salvage.h"

#include "core/model/event.h"
#include "core/seal/hash.h"
#include "core/store/leaf_pages.h"

namespace redress {
namespace {

// Row ids tried one by one where pages cannot be read.
constexpr std::int64_t kMost_probes = 200'000;

}  // namespace

std::uint64_t TableSalvage::run() {
  upwards();
  if (!broke_) return kept_;
  if (proves_itself() && every_leaf().ok()) return kept_;
  downwards();
  if (last_ == 0 && first_ > kMost_probes) return kept_;  // nothing can be read from its root on
  for (std::int64_t id = last_ + 1, tries = 0; id < first_ && tries < kMost_probes; ++id, ++tries)
    probe(id);
  return kept_;
}

std::string TableSalvage::select(std::string_view condition) const {
  return "SELECT rowid, * FROM " + std::string(table_) + " WHERE rowid " + std::string(condition);
}

void TableSalvage::upwards() {
  Statement row = from_.query(select("> 0 ORDER BY rowid"));
  while (true) {
    auto found = row.step();
    broke_ = !found.ok();
    if (broke_ || !*found) return;
    last_ = row.integer(0);
    keep(row);
  }
}

void TableSalvage::downwards() {
  Statement row = from_.query(select("> ? ORDER BY rowid DESC"), last_);
  first_ = last_ + 1 + kMost_probes;
  while (true) {
    auto found = row.step();
    if (!found.ok() || !*found) return;
    first_ = row.integer(0);
    keep(row);
  }
}

void TableSalvage::probe(std::int64_t id) {
  Statement row = from_.query(select("= ?"), id);
  auto found = row.step();
  if (found.ok() && *found) keep(row);
}

bool TableSalvage::proves_itself() const { return table_ == "event" || table_ == "sealed"; }

Status TableSalvage::every_leaf() {
  REDRESS_TRY_ASSIGN(LeafPages leaves, LeafPages::open(from_.path()));
  return leaves.each_row(table_, [this](const Statement& row) { keep(row); });
}

// rowid first, then the columns of the schema.
bool TableSalvage::is_whole(const Statement& row) {
  if (table_ == "event") return hash(row.blob(13)) == row.array<32>(11);
  if (table_ == "sealed") return is_sealed_part(row.integer(0), row.is_null(2), row.blob(2));
  return true;
}

// What its event, which was saved before, says was sealed; or the note that it is gone.
bool TableSalvage::is_sealed_part(std::int64_t id, bool gone, ByteView bytes) {
  Statement owner = to_.query("SELECT bytes FROM event WHERE id = ?", id);
  auto found = owner.step();
  if (!found.ok() || !*found) return false;
  auto event = parse_event(as_text(owner.blob(0)));
  return event.ok() && event->sealed && (gone || hash(bytes) == *event->sealed);
}

void TableSalvage::keep(const Statement& row) {
  if (!is_whole(row)) return;
  std::string sql = "INSERT OR IGNORE INTO " + std::string(table_) + " VALUES(?";
  for (int i = 2; i < row.columns(); ++i) sql += ", ?";
  Statement insert = to_.query(sql + ")");
  for (int i = 1; i < row.columns(); ++i) insert.bind_copy(i, row, i);
  if (insert.run().ok() && to_.changes() > 0) ++kept_;
}

}  // namespace redress
