// Erasing: ciphertext and wraps are destroyed, so are the search entries; the event's hash stays, so the
// record still verifies (decision 4, decision 16). What is erased is also noted in a file beside the
// database, so that a restore from an older backup can erase it again before serving.
#pragma once

#include <string>
#include <string_view>

#include "core/model/event.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;

// Scope "contact" keeps the text of the registration, sealed anew for head office alone; "all" keeps nothing.
// The caller checkpoints after the commit (Store::checkpoint(0)) so that no file holds the bytes.
Status erase_case(Office& office, Database& db, CaseCode code, std::string_view scope, Instant now);
// A sealed part that arrives after its case was erased.
Status keep_late_sealed(Office& office, Database& db, std::int64_t n, const Event& event, ByteView sealed);

// Opens what is kept of an event's sealed part: the sealed part itself, or what an erasure of the contact
// left. Errc::not_found: nothing here.
Result<Json> open_typed(Office& office, Database& db, std::int64_t n, const Event& event);

inline constexpr std::string_view kErasures_file = "erasures.log";
// After the commit: notes it outside the database.
Status note_erasure_outside(Office& office, CaseCode code, std::string_view scope);

}  // namespace redress::headoffice
