#include "core/store/row_queue.h"

#include "tests/store/fixture.h"

using namespace redress;
using namespace redress::test;

namespace {

struct Table {
  Table() : db(must(Database::open(folder.file("rows.db")))) {
    must(
        db.script("CREATE TABLE word(n INTEGER PRIMARY KEY, text TEXT, bytes BLOB, at INTEGER, id BLOB "
                  "UNIQUE) STRICT"));
  }
  std::int64_t count() { return must(db.integer(-1, "SELECT count(*) FROM word")); }
  Folder folder;
  Database db;
};

Uuid id_of(int n) {
  Uuid id;
  id.bytes[3] = static_cast<std::uint8_t>(n);
  return id;
}

constexpr std::string_view kInto = "word(n, text, bytes, at, id)";

}  // namespace

TEST_CASE("rows of a queue are the rows that were added, however many") {
  for (int rows : {0, 1, 31, 32, 33, 64, 150}) {
    CAPTURE(rows);
    Table table;
    auto transaction = must(Transaction::begin(table.db));
    RowQueue queue(table.db, kInto, 5);
    for (int i = 0; i < rows; ++i) {
      std::string text = "字" + std::to_string(i);
      const Bytes bytes(static_cast<std::size_t>(i % 5), static_cast<std::uint8_t>(i));
      must(queue.add(i, text, bytes, i % 3 ? std::optional(Instant{i}) : std::nullopt, id_of(i)));
      text.assign(text.size(), 'x');  // values were copied
    }
    must(queue.flush());
    CHECK(queue.is_empty());
    must(transaction.commit());
    REQUIRE(table.count() == rows);
    auto row = table.db.query("SELECT n, text, bytes, at, id FROM word ORDER BY n");
    for (int i = 0; i < rows; ++i) {
      REQUIRE(must(row.step()));
      CHECK(row.integer(0) == i);
      CHECK(row.text(1) == "字" + std::to_string(i));
      CHECK(row.bytes(2) == Bytes(static_cast<std::size_t>(i % 5), static_cast<std::uint8_t>(i)));
      CHECK(row.is_null(3) == (i % 3 == 0));
      CHECK(row.uuid(4) == id_of(i));
    }
  }
}

TEST_CASE("a row that cannot be inserted undoes the transaction, whichever row it is") {
  for (int bad : {0, 5, 31, 40}) {
    CAPTURE(bad);
    Table table;
    must(table.db.run("INSERT INTO word(n, id) VALUES(1000, ?)", id_of(99)));
    {
      auto transaction = must(Transaction::begin(table.db));
      RowQueue queue(table.db, kInto, 5);
      Status done;
      for (int i = 0; i < 45 && done.ok(); ++i)
        done = queue.add(i, std::string_view(), ByteView(), nullptr, id_of(i == bad ? 99 : i));
      if (done.ok()) done = queue.flush();
      REQUIRE_FALSE(done.ok());
      CHECK(done.error().code == Errc::conflict);
      CHECK_FALSE(table.db.in_transaction());
    }
    CHECK(table.count() == 1);
  }
}
