// Rows of a damaged database whose way from the table's root is lost: the leaf pages are whole, only nothing
// points to them. They are hung below a root of our own, some hundred at a time, and SQLite reads them.
// Internal to this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/database.h"

namespace redress {

inline constexpr std::size_t kPage_bytes = 4096;  // of a device's database

class LeafPages {
 public:
  // Works on a copy of the file and its log, which goes with this object.
  static Result<LeafPages> open(const std::string& damaged);
  LeafPages(LeafPages&& other) noexcept : file_(std::move(other.file_)), leaves_(std::move(other.leaves_)) {
    other.file_.clear();
  }
  LeafPages(const LeafPages&) = delete;
  ~LeafPages();

  using TakeRow = std::function<void(const Statement& row)>;
  // Every row of every leaf of any table, read as if it belonged to this one (rowid first, then its columns):
  // whoever takes it must see by the row itself that it does.
  Status each_row(std::string_view table, const TakeRow& take);

 private:
  explicit LeafPages(std::string file) : file_(std::move(file)) {}
  Status find_leaves();
  Status hang_below(std::uint32_t root, std::span<const std::uint32_t> children);
  Status read(std::string_view table, const TakeRow& take);

  std::string file_;
  std::vector<std::uint32_t> leaves_;
};

}  // namespace redress
