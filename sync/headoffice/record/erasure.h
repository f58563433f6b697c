// Erasing: ciphertext and wraps are destroyed, so are the search entries; the event's hash stays, so the
// record still verifies (decision 4, decision 16). What is erased is also noted in a file beside the
// database, so that a restore from an older backup can erase it again before serving.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/event.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;
class RecordWriter;

struct Erasure {
  CaseCode code;
  std::string scope;      // contact, all
  std::string counts_as;  // kCounts_as; empty: nobody asked (counts_as.h)
};
// By the event that stands in the record, or because of a note outside it.
enum class ErasureSource { event, note };

// Scope "contact" keeps the text of the registration, sealed anew for head office alone; "all" keeps nothing.
// The caller checkpoints after the commit (Store::checkpoint(0)) so that no file holds the bytes.
Status erase_case(Office& office, Database& db, const Erasure& erasure, Instant now, ErasureSource source);
// A restore may lose the event that ordered an erasure. Whoever holds the case must still learn of it, so
// head office orders it again as soon as the case is here.
Status order_again(Office& office, Database& db, RecordWriter& writer, CaseCode code);
Status order_all_again(Office& office, Database& db, RecordWriter& writer);
// A sealed part that arrives after its case was erased.
Status keep_late_sealed(Office& office, Database& db, std::int64_t n, const Event& event, ByteView sealed);

// Opens what is kept of an event's sealed part: the sealed part itself, or what an erasure of the contact
// left. Errc::not_found: nothing here.
Result<Json> open_typed(Office& office, Database& db, std::int64_t n, const Event& event);

// What was erased, as written down outside the database; nothing if there is no such file. Errors as each_line() (side_log.h).
inline constexpr std::string_view kErasures_file = "erasures.log";
Result<std::vector<Erasure>> noted_erasures(const std::string& path);
// After a commit that erased, and at every start, since the power may have gone in between: notes outside
// what is erased and not noted yet, and empties the write-ahead log, so that no file holds the bytes.
Status finish_erasures(Office& office);

}  // namespace redress::headoffice
