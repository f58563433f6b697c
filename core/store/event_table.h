// Rows of the log. Internal to this folder; the caller holds a transaction for everything that writes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/model/case_fold.h"
#include "core/store/database.h"

namespace redress::event_table {

struct NewRow {
  std::int64_t device = 0;
  std::int64_t branch = 0;
  Instant arrived_at;
  Hash256 hash{};
  std::optional<Hash256> chain;  // own events
};
// Returns the row id.
Result<std::int64_t> insert(Database& db, const NewRow& row, const Event& event, std::string_view bytes);

Result<std::int64_t> device_id(Database& db, const Uuid& incarnation);  // made if unknown
Status flag_fork(Database& db, std::int64_t device);

// All events of a case with corrected times, arrival order. Rows that no longer parse are left out (verify
// names them): one damaged row must not hide a case.
Result<std::vector<CaseEvent>> of_case(Database& db, CaseCode code);

Result<std::optional<Bytes>> bytes_of(Database& db, const Uuid& event);

}  // namespace redress::event_table

namespace redress::sealed_table {

// Is the part of this event, whether it is here or comes later, under an erasure?
Result<bool> is_erased(Database& db, const Event& event);
// Keeps the part, or only the fact that it is gone if the case was erased. An existing row stays.
Status put(Database& db, std::int64_t event_row, const Event& event, ByteView sealed);
Result<std::optional<Bytes>> of_event(Database& db, const Uuid& event);

// May this author destroy? Head office, and an administrator at a counter.
bool is_erasure(const Event& event);
// Destroys what is here and remembers it for parts that come later.
Status erase_case(Database& db, const Event& erased);

}  // namespace redress::sealed_table
