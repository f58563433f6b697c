#include "core/store/leaf_pages.h"

#include <algorithm>
#include <fstream>

#include "core/store/folder.h"

namespace redress {
namespace {

// https://sqlite.org/fileformat2.html#b_tree_pages
constexpr std::uint8_t kInner_table_page = 0x05, kLeaf_table_page = 0x0d;
constexpr std::size_t kInner_header_bytes = 12, kCell_bytes = 5, kPointer_bytes = 2;
constexpr std::size_t kChildren = (kPage_bytes - kInner_header_bytes) / (kCell_bytes + kPointer_bytes);

void put_be(Bytes& page, std::size_t at, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i)
    page[at + i] = static_cast<std::uint8_t>(value >> (8 * (bytes - 1 - i)));
}

// The keys beside the children are only for those who look for one row; who reads all of them passes them by.
Bytes inner_page(std::span<const std::uint32_t> children) {
  Bytes page(kPage_bytes);
  const std::size_t cells = children.size() - 1;
  std::size_t content = kPage_bytes;
  for (std::size_t i = 0; i < cells; ++i) {
    content -= kCell_bytes;
    put_be(page, content, children[i], 4);
    page[content + 4] = 1;
    put_be(page, kInner_header_bytes + kPointer_bytes * i, content, 2);
  }
  page[0] = kInner_table_page;
  put_be(page, 3, cells, 2);
  put_be(page, 5, content, 2);
  put_be(page, 8, children.back(), 4);
  return page;
}

std::uint64_t place_of(std::uint32_t page) {
  return (std::uint64_t{page} - 1) * kPage_bytes;
}

}  // namespace

Result<LeafPages> LeafPages::open(const std::string& damaged) {
  LeafPages out(damaged + ".leaves");
  REDRESS_TRY(copy_database(damaged, out.file_));
  {
    REDRESS_TRY_ASSIGN(Database db, Database::open(out.file_));
    REDRESS_TRY(db.checkpoint());
  }
  REDRESS_TRY(out.find_leaves());
  return out;
}

LeafPages::~LeafPages() {
  if (!file_.empty()) (void)remove_database(file_);
}

Status LeafPages::find_leaves() {
  std::ifstream file(file_, std::ios::binary);
  Bytes page(kPage_bytes);
  for (std::uint32_t number = 1; file.read(reinterpret_cast<char*>(page.data()), kPage_bytes); ++number)
    if (page[0] == kLeaf_table_page) leaves_.push_back(number);
  return file.eof() ? Status() : Error{Errc::io, "read " + file_};
}

// A root has two children at least; a single leaf becomes the root itself.
Status LeafPages::hang_below(std::uint32_t root, std::span<const std::uint32_t> children) {
  std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
  Bytes bytes = inner_page(children);
  if (children.size() == 1) {
    file.seekg(static_cast<std::streamoff>(place_of(children.front())));
    file.read(reinterpret_cast<char*>(bytes.data()), kPage_bytes);
  }
  file.seekp(static_cast<std::streamoff>(place_of(root)));
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return file ? Status() : Error{Errc::io, "write " + file_};
}

// Opened anew each time: a connection would go on with the root it knows.
Status LeafPages::read(std::string_view table, const TakeRow& take) {
  DatabaseOptions reading;
  reading.reader = true;
  REDRESS_TRY_ASSIGN(Database db, Database::open(file_, reading));
  Statement row = db.query("SELECT rowid, * FROM " + std::string(table));
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return {};
    take(row);
  }
}

Status LeafPages::each_row(std::string_view table, const TakeRow& take) {
  std::uint32_t root = 0;
  {
    DatabaseOptions reading;
    reading.reader = true;
    REDRESS_TRY_ASSIGN(Database db, Database::open(file_, reading));
    REDRESS_TRY_ASSIGN(
        const auto found,
        db.integer(0, "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?", table));
    if (found < 2) return Error{Errc::corrupt, "nothing says where " + std::string(table) + " begins"};
    root = static_cast<std::uint32_t>(found);
  }
  std::vector<std::uint32_t> children;
  for (const auto leaf : leaves_)
    if (leaf != root) children.push_back(leaf);
  // One bad leaf ends the reading of all that stand behind it: then each half is read for itself.
  std::vector<std::span<const std::uint32_t>> parts;
  for (std::size_t at = 0; at < children.size(); at += kChildren)
    parts.push_back(std::span(children).subspan(at, std::min(kChildren, children.size() - at)));
  while (!parts.empty()) {
    const auto part = parts.back();
    parts.pop_back();
    REDRESS_TRY(hang_below(root, part));
    if (read(table, take).ok() || part.size() == 1) continue;
    parts.push_back(part.first(part.size() / 2));
    parts.push_back(part.subspan(part.size() / 2));
  }
  return {};
}

}  // namespace redress
