#include "sync/headoffice/record/device_table.h"

#include "core/seal/hash.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kDevice_columns =
    "SELECT no, mall, incarnation, role, state, signing_key, box_key, max_seq, stored_seq, stored_chain, "
    "backed_up_seq,"
    " backed_up_chain, forked FROM device ";

Result<std::optional<DeviceKey>> read(Statement row) {
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<DeviceKey>();
  DeviceKey out;
  out.no = row.integer(0);
  out.mall = row.integer(1);
  out.incarnation = row.uuid(2);
  out.role = row.string(3);
  out.state = row.string(4);
  out.signing_key = row.array<32>(5);
  out.box_key = row.array<32>(6);
  out.max_seq = row.number(7);
  out.stored_seq = row.number(8);
  out.stored_chain = row.array<32>(9);
  out.backed_up_seq = row.number(10);
  out.backed_up_chain = row.array<32>(11);
  out.forked = row.integer(12) != 0;
  return std::optional(out);
}

}  // namespace

Result<std::optional<DeviceKey>> find_device(Database& db, const Uuid& incarnation) {
  return read(db.query(std::string(kDevice_columns) + "WHERE incarnation = ?", incarnation));
}

Result<std::optional<DeviceKey>> find_device(Database& db, std::int64_t no) {
  return read(db.query(std::string(kDevice_columns) + "WHERE no = ?", no));
}

Result<DeviceKey> author_of(Database& db, const Uuid& incarnation, std::int64_t mall, Instant now) {
  REDRESS_TRY_ASSIGN(auto device, find_device(db, incarnation));
  if (device) return *device;
  REDRESS_TRY(db.run(
      "INSERT INTO device(incarnation, mall, role, name, number, signing_key, box_key, state, enrolled_at)"
      " VALUES(?, ?, 'unknown', '', 0, zeroblob(32), zeroblob(32), 'lost', ?)",
      incarnation, mall, now));
  REDRESS_TRY_ASSIGN(device, find_device(db, incarnation));
  return *device;
}

Status move_horizon(Database& db, DeviceKey& device) {
  auto row = db.query("SELECT n, seq, chain, bytes FROM event WHERE device = ? AND seq > ? ORDER BY seq, n",
                      device.no, device.stored_seq);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more || row.number(1) > device.stored_seq + 1) break;
    if (row.number(1) == device.stored_seq) continue;  // another branch of a fork
    auto known = row.array<32>(2);
    auto chain = known != Hash256{} ? known : next_chain(device.stored_chain, hash(row.blob(3)));
    // Of a forked log nobody knows which branch a relayed event follows, until its author's batch comes.
    if (known == Hash256{} && !device.forked)
      REDRESS_TRY(db.run("UPDATE event SET chain = ? WHERE n = ?", chain, row.integer(0)));
    device.stored_seq = row.number(1);
    device.stored_chain = chain;
  }
  return {};
}

}  // namespace redress::headoffice
