// Reads a data folder beside its owner: query_only, never checkpoints. One object a thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/case_fold.h"
#include "core/store/database.h"
#include "core/store/rows.h"
#include "core/store/sync_rows.h"

namespace redress {

class StoreReader {
 public:
  // Errc::not_found: no store in this folder.
  static Result<StoreReader> open(const std::string& folder, const std::string& vfs = {});

  Result<std::vector<CaseEvent>> events_of_case(CaseCode code);
  Result<std::optional<CaseRow>> case_row(CaseCode code);
  Result<std::vector<CaseRow>> cases(const CaseQuery& query);
  Result<std::uint64_t> count_cases(const CaseQuery& query);
  Result<std::optional<Bytes>> sealed_part(const Uuid& event);
  Result<std::optional<Bytes>> event_bytes(const Uuid& event);
  Result<SyncState> sync_state();
  Result<QueueState> queue_state();
  Result<std::optional<Document>> document(std::string_view kind);
  Result<VerifyReport> verify(const std::optional<PublicKey>& head_office = std::nullopt);

 private:
  explicit StoreReader(Database db) : db_(std::move(db)) {}
  Database db_;
};

}  // namespace redress
