#include "core/store/row_queue.h"

namespace redress {

// OR ROLLBACK: a statement that may fail alone would copy each page before it changes it.
RowQueue::RowQueue(Database& db, std::string_view into, int columns)
    : db_(db), columns_(static_cast<std::size_t>(columns)) {
  std::string row = "(?";
  for (int i = 1; i < columns; ++i) row += ",?";
  row += ')';
  one_ = "INSERT OR ROLLBACK INTO " + std::string(into) + " VALUES" + row;
  many_ = one_;
  for (int i = 1; i < kRows; ++i) many_ += "," + row;
}

void RowQueue::hold(Cell::Kind kind, ByteView bytes) {
  cells_.push_back({kind, static_cast<std::int64_t>(bytes_.size()), bytes.size()});
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

SqlValue RowQueue::value(const Cell& cell) const {
  const auto bytes = [&] {
    return ByteView(bytes_).subspan(static_cast<std::size_t>(cell.number), cell.size);
  };
  switch (cell.kind) {
    case Cell::Kind::null:
      return nullptr;
    case Cell::Kind::number:
      return cell.number;
    case Cell::Kind::text:
      return as_text(bytes());
    case Cell::Kind::blob:
      return bytes();
  }
  return nullptr;
}

Status RowQueue::insert(const std::string& sql, std::size_t from_cell, std::size_t cells) {
  values_.clear();
  for (auto at = from_cell; at < from_cell + cells; ++at) values_.push_back(value(cells_[at]));
  return db_.run_lent(sql, values_);
}

Status RowQueue::flush() {
  Status done;
  if (rows_ == kRows)
    done = insert(many_, 0, cells_.size());
  else
    for (std::size_t at = 0; at < cells_.size() && done.ok(); at += columns_)
      done = insert(one_, at, columns_);
  rows_ = 0;
  cells_.clear();
  bytes_.clear();
  return done;
}

}  // namespace redress
