// Head office's books beside the cases: corrective actions (R150–R153), training (R146), what personal data
// was looked up for (R130). A book is only ever added to; what stands in it is the fold of its entries,
// oldest first.
//
// Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/instant.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/model/words.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;

enum class Book { correction, training, purpose };
inline constexpr auto kBooks = words<Book>("correction", "training", "purpose");

struct LedgerEntry {
  std::int64_t n = 0;
  std::int64_t subject = 0;  // what it is about: n of the entry that began it
  std::string mall, by;      // by: staff number
  Instant at;
  Json body;
};

// `subject` 0 begins a new one. Gives the subject's number. Errc::not_found: no such mall, or no such subject
// of it.
Result<std::int64_t> add_entry(Office& office, Book book, std::int64_t subject, std::string_view mall,
                               std::string_view by, Json body);
// Begins a new one inside a transaction of the record.
Status add_entry(Database& db, Book book, std::int64_t mall, std::string_view by, Instant at,
                 const Json& body);
// `mall` empty: of every mall. Oldest first.
Result<std::vector<LedgerEntry>> read_book(Database& db, Book book, std::string_view mall);

}  // namespace redress::headoffice
