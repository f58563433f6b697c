#include "sync/headoffice/record/verify.h"

#include <map>
#include <set>

#include "core/model/event.h"
#include "core/seal/hash.h"
#include "sync/headoffice/record/device_table.h"
#include "sync/wire/batch.h"

namespace redress::headoffice {

namespace {

struct DeviceName {
  DeviceKey key;
  std::string words;  // "xinghe/3 南门一号机"
};

class Walker {
 public:
  explicit Walker(Database& db) : db_(db) {}

  Result<Verification> run() {
    if (auto pages = db_.quick_check(); !pages.ok()) problem(pages.error().what);
    REDRESS_TRY_ASSIGN(auto devices, load_devices());
    for (const auto& device : devices) {
      REDRESS_TRY(walk_batches(device));
      REDRESS_TRY(walk_events(device));
    }
    REDRESS_TRY(walk_counts());
    return std::move(out_);
  }

 private:
  void problem(std::string line) { out_.problems.push_back(std::move(line)); }
  void problem(const DeviceName& device, std::uint64_t seq, std::string_view why) {
    problem("device " + device.words + ", event " + std::to_string(seq) + ": " + std::string(why));
  }

  Result<std::vector<DeviceName>> load_devices() {
    std::vector<DeviceName> out;
    auto row = db_.query(
        "SELECT d.no, d.name, d.number, coalesce(m.id, 'head_office') FROM device d LEFT JOIN mall m ON m.no "
        "= d.mall ORDER BY d.no");
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) return out;
      REDRESS_TRY_ASSIGN(auto key, find_device(db_, row.integer(0)));
      out.push_back({*key, row.string(3) + "/" + std::to_string(row.integer(2)) + " " + row.string(1)});
    }
  }

  Status walk_batches(const DeviceName& device) {
    starts_.clear();
    auto row = db_.query("SELECT no, header, signature FROM batch WHERE device = ?", device.key.no);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) return {};
      ++out_.batches;
      auto header = wire::decode_batch_header(row.blob(1));
      if (!header.ok() || header->incarnation != device.key.incarnation ||
          !wire::verify_batch_header(*header, row.array<64>(2), device.key.signing_key)) {
        problem("device " + device.words + ", batch " + std::to_string(row.integer(0)) +
                ": not signed by its author");
        continue;
      }
      starts_[header->first_seq].insert(header->chain_before);
      REDRESS_TRY_ASSIGN(
          auto held,
          db_.integer(0, "SELECT count(DISTINCT seq) FROM event WHERE device = ? AND seq BETWEEN ? AND ?",
                      device.key.no, header->first_seq, header->last_seq()));
      if (held < header->count)
        problem(device, header->first_seq,
                "one or more of its batch of " + std::to_string(header->count) + " are missing");
      REDRESS_TRY_ASSIGN(
          auto ends, db_.integer(0, "SELECT count(*) FROM event WHERE device = ? AND seq = ? AND chain = ?",
                                 device.key.no, header->last_seq(), header->chain_after));
      if (ends == 0) problem(device, header->last_seq(), "the chain does not end where its author signed it");
    }
  }

  Status walk_events(const DeviceName& device) {
    std::set<Hash256> before{Hash256{}}, here;
    std::uint64_t seq = 0;
    auto row = db_.query(
        "SELECT n, seq, code, kind, verdict, batch, id, chain, bytes FROM event WHERE device = ? ORDER BY "
        "seq, n",
        device.key.no);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) return {};
      if (row.number(1) != seq) {
        before = row.number(1) == seq + 1 ? std::move(here) : std::set<Hash256>();
        if (row.number(1) == 1) before = {Hash256{}};
        here.clear();
        seq = row.number(1);
      }
      REDRESS_TRY(walk_event(device, row, before));
      here.insert(row.array<32>(7));
    }
  }

  Status walk_event(const DeviceName& device, const Statement& row, const std::set<Hash256>& before) {
    ++out_.events;
    auto seq = row.number(1);
    auto bytes = row.blob(8);
    auto event_hash = hash(bytes);
    auto chain = row.array<32>(7);
    bool linked = false;
    for (const auto& from : before) linked |= next_chain(from, event_hash) == chain;
    if (auto start = starts_.find(seq); !linked && start != starts_.end())
      for (const auto& from : start->second) linked |= next_chain(from, event_hash) == chain;
    bool relayed = chain == Hash256{};
    if (!linked && !relayed)
      problem(device, seq, "its bytes are not those that its author signed (hash or chain differs)");
    if (row.is_null(5) && device.key.role != "head_office") ++out_.unproven;
    if (row.integer(4) == 2) {
      ++out_.refused;
      return {};
    }
    return walk_content(device, row);
  }

  Status walk_content(const DeviceName& device, const Statement& row) {
    auto seq = row.number(1);
    auto event = parse_event(as_text(row.blob(8)));
    if (!event.ok()) {
      problem(device, seq, "it is no event: " + event.error().what);
      return {};
    }
    bool code_fits = event->code ? !row.is_null(2) && event->code->number == row.number(2) : row.is_null(2);
    if (event->seq != seq || event->kind != row.text(3) || event->id != row.uuid(6) || !code_fits)
      problem(device, seq, "its row says something else than its bytes");
    if (!event->sealed) return {};
    auto part = db_.query("SELECT bytes FROM sealed WHERE n = ?", row.integer(0));
    REDRESS_TRY_ASSIGN(bool here, part.step());
    ++(here ? out_.sealed : out_.sealed_missing);
    if (here && hash(part.blob(0)) != *event->sealed) problem(device, seq, "its sealed part was changed");
    return {};
  }

  Status walk_counts() {
    REDRESS_TRY_ASSIGN(out_.cases, db_.integer(0, "SELECT count(*) FROM case_row WHERE known = 1"));
    REDRESS_TRY_ASSIGN(auto by_stage, db_.integer(0, "SELECT sum(cases) FROM stage_count"));
    REDRESS_TRY_ASSIGN(auto by_day, db_.integer(0, "SELECT sum(received) FROM day_count"));
    if (by_stage != out_.cases)
      problem("counter by stage says " + std::to_string(by_stage) + " cases, the list holds " +
              std::to_string(out_.cases));
    if (by_day != out_.cases)
      problem("counter by day says " + std::to_string(by_day) + " cases, the list holds " +
              std::to_string(out_.cases));
    REDRESS_TRY_ASSIGN(
        auto codes,
        db_.integer(0, "SELECT count(DISTINCT code) FROM event WHERE code IS NOT NULL AND verdict < 2"));
    REDRESS_TRY_ASSIGN(auto rows, db_.integer(0, "SELECT count(*) FROM case_row"));
    if (codes != rows)
      problem("the record has " + std::to_string(codes) + " case codes, the list holds " +
              std::to_string(rows));
    return {};
  }

  Database& db_;
  Verification out_;
  std::map<std::uint64_t, std::set<Hash256>> starts_;  // chain_before of the device's batches by first number
};

}  // namespace

Result<Verification> verify_record(Database& db) {
  return Walker(db).run();
}

}  // namespace redress::headoffice
