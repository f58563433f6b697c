// Rows for one table, inserted many with one statement: what a statement costs besides its rows is paid once
// for all of them, and keys that grow find the end of their index without a search. Whoever reads the table
// flushes first.
//
// Lives for one transaction, which a row that cannot be inserted rolls back as a whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/store/database.h"

namespace redress {

class RowQueue {
 public:
  // `into`: "event(n, device, …)" with so many columns.
  RowQueue(Database& db, std::string_view into, int columns);

  // Values are copied.
  template <class... Values>
  Status add(const Values&... values) {
    (hold(values), ...);
    return ++rows_ < kRows ? Status() : flush();
  }
  Status flush();
  bool is_empty() const { return rows_ == 0; }

 private:
  static constexpr int kRows = 32;
  // A value: a number, or where its bytes lie in bytes_.
  struct Cell {
    enum class Kind { null, number, text, blob } kind = Kind::null;
    std::int64_t number = 0;
    std::size_t size = 0;
  };
  void hold(std::nullptr_t) { cells_.push_back({}); }
  void hold(std::string_view text) { hold(Cell::Kind::text, as_bytes(text)); }
  void hold(const std::string& text) { hold(std::string_view(text)); }
  void hold(ByteView blob) { hold(Cell::Kind::blob, blob); }
  template <std::size_t N>
  void hold(const std::array<std::uint8_t, N>& blob) {
    hold(ByteView(blob));
  }
  void hold(const Uuid& id) { hold(ByteView(id.bytes)); }
  void hold(Instant at) { hold(at.ms); }
  template <std::integral T>
  void hold(T number) {
    cells_.push_back({Cell::Kind::number, static_cast<std::int64_t>(number)});
  }
  template <class T>
  void hold(const std::optional<T>& value) {
    if (value)
      hold(*value);
    else
      hold(nullptr);
  }
  void hold(Cell::Kind kind, ByteView bytes);
  SqlValue value(const Cell& cell) const;
  Status insert(const std::string& sql, std::size_t from_cell, std::size_t cells);

  Database& db_;
  std::string one_, many_;
  std::size_t columns_;
  int rows_ = 0;
  std::vector<Cell> cells_;
  Bytes bytes_;
  std::vector<SqlValue> values_;
};

}  // namespace redress
