// How every call of Store reaches the database. Internal to this folder.
#pragma once

#include "core/store/store.h"

namespace redress {

template <class Work>
auto Store::guarded(Work&& work) -> std::invoke_result_t<Work, Database&> {
  std::lock_guard lock(mutex_);
  if (Status status = usable(); !status.ok()) return status.error();
  auto result = work(*db_);
  if (!result.ok()) note_failure(result.error());
  return result;
}

template <class Work>
auto in_transaction(Database& db, Work&& work) -> std::invoke_result_t<Work, Database&> {
  REDRESS_TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
  auto result = work(db);
  if (!result.ok()) return result;
  REDRESS_TRY(transaction.commit());
  return result;
}

template <class Work>
auto Store::write(Work&& work) -> std::invoke_result_t<Work, Database&> {
  return guarded([&](Database& db) { return in_transaction(db, work); });
}

template <class Work>
auto Store::write_unsynced(Work&& work) -> std::invoke_result_t<Work, Database&> {
  return guarded([&](Database& db) {
    const UnsyncedCommits unsynced(db);
    return in_transaction(db, work);
  });
}

}  // namespace redress
