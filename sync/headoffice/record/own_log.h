// Head office's own events: pages, erasures, measured clocks. Its number is given inside the ingest
// transaction (decision 14), so its log has no gaps either.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/event.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;
class RecordWriter;

struct OwnEvent {
  std::int64_t mall = 0;
  std::optional<CaseCode> code;
  std::vector<Uuid> seen;
  Actor actor;
  std::string kind;
  Json body = Json::object();
  Json typed = Json::object();  // sealed for mall, head office and recovery; empty: none
};
Result<Uuid> append_own(Office& office, Database& db, RecordWriter& writer, OwnEvent event);

// A new key of the mall, and the event that keeps it through a restore. `floor`: keys.h.
Status new_mall_key(Office& office, Database& db, RecordWriter& writer, std::int64_t mall,
                    std::int64_t floor = 0);

// Recipients of a sealed part in SealSlot order.
Result<std::vector<std::array<std::uint8_t, 32>>> recipients(Office& office, Database& db, std::int64_t mall);

}  // namespace redress::headoffice
