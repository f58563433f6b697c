// One table of a damaged database, row by row: a page that cannot be read costs its rows, not the rest of the table. Rows of the
// record prove themselves, so even those are found to which no page points any more. Internal to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/store/database.h"

namespace redress {

class TableSalvage {
 public:
  // `from` is the damaged one; `event` comes before `sealed`.
  TableSalvage(Database& from, Database& to, std::string_view table) : from_(from), to_(to), table_(table) {}

  std::uint64_t run();  // gives how many rows were kept

 private:
  std::string select(std::string_view condition) const;
  void upwards();
  void downwards();
  void probe(std::int64_t id);
  bool proves_itself() const;
  Status every_leaf();
  bool is_whole(const Statement& row);
  bool is_sealed_part(std::int64_t id, bool gone, ByteView bytes);
  void keep(const Statement& row);

  Database& from_;
  Database& to_;
  std::string_view table_;
  bool broke_ = false;
  std::int64_t last_ = 0, first_ = 0;
  std::uint64_t kept_ = 0;
};

}  // namespace redress
