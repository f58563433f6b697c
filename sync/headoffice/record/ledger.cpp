#include "sync/headoffice/record/ledger.h"

#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

Result<std::int64_t> add_entry(Office& office, Book book, std::int64_t subject, std::string_view mall,
                               std::string_view by, Json body) {
  return office.store().write([&](Database& db) -> Result<std::int64_t> {
    REDRESS_TRY_ASSIGN(auto no, db.integer(0, "SELECT no FROM mall WHERE id = ?", mall));
    if (no == 0) return Error{Errc::not_found, "there is no mall '" + std::string(mall) + "'"};
    REDRESS_TRY_ASSIGN(
        auto known,
        db.integer(0, "SELECT count(*) FROM ledger WHERE n = ? AND subject = n AND book = ? AND mall = ?",
                   subject, kBooks.name(book), no));
    if (subject != 0 && known == 0) return Error{Errc::not_found, "there is no such entry"};
    REDRESS_TRY(db.run("INSERT INTO ledger(book, subject, mall, at, staff, body) VALUES(?,?,?,?,?,?)",
                       kBooks.name(book), subject, no, office.now(), by, body.dump()));
    auto n = db.last_row_id();
    if (subject != 0) return subject;
    REDRESS_TRY(db.run("UPDATE ledger SET subject = n WHERE n = ?", n));
    return n;
  });
}

Status add_entry(Database& db, Book book, std::int64_t mall, std::string_view by, Instant at,
                 const Json& body) {
  REDRESS_TRY(db.run("INSERT INTO ledger(book, subject, mall, at, staff, body) VALUES(?,0,?,?,?,?)",
                     kBooks.name(book), mall, at, by, body.dump()));
  return db.run("UPDATE ledger SET subject = n WHERE n = ?", db.last_row_id());
}

Result<std::vector<LedgerEntry>> read_book(Database& db, Book book, std::string_view mall) {
  std::vector<LedgerEntry> out;
  auto row = db.query(
      "SELECT l.n, l.subject, m.id, l.staff, l.at, l.body FROM ledger l JOIN mall m ON m.no = l.mall"
      " WHERE l.book = ?1 AND (?2 = '' OR m.id = ?2) ORDER BY l.n",
      kBooks.name(book), mall);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    REDRESS_TRY_ASSIGN(auto body, parse_json(row.text(5)));
    out.push_back(
        {row.integer(0), row.integer(1), row.string(2), row.string(3), row.instant(4), std::move(body)});
  }
}

}  // namespace redress::headoffice
