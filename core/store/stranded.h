// Events of this device's earlier incarnations that head office has not confirmed. Internal to this folder.
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/sync_rows.h"

namespace redress::stranded {

// Call while sync_state still speaks of `incarnation`: what lies behind its acknowledged end is owed from now
// on.
Status note(Database& db, const Uuid& incarnation);
Result<std::uint64_t> count(Database& db);
// `folder` holds the old keys. Debts whose key is lost are passed over (they stay counted).
Result<std::optional<StrandedRun>> next(Database& db, const std::string& folder, std::size_t max_events,
                                        std::size_t max_bytes);
// Is the key here that could sign what `incarnation` owes?
bool has_key(const std::string& folder, const Uuid& incarnation);
// What the log `from` holds behind `after_seq` was never confirmed and cannot be sent in its name (its key is lost,
// or head office revoked it): it is written anew, by the same ids and in the same order, at the end of the own log.
// Call inside a transaction.
Status take_over(Database& db, std::int64_t from, std::uint64_t after_seq);
Status taken(Database& db, const Uuid& incarnation, std::uint64_t up_to_seq);

}  // namespace redress::stranded
