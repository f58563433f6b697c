// The same batches as a file: out of a device without a network, into a counter (decision 32).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/env/files.h"
#include "core/store/store.h"

namespace redress {

struct ExportReport {
  std::uint64_t events = 0, bytes = 0;
  std::uint64_t first_seq = 0, last_seq = 0;
  bool whole = true;  // false: the file's limit was reached; import it, then export again
};
// Everything of ours that head office has not backed up (what we carry for others their authors still hold).
// Written whole and read back.
// Exported is not acknowledged: nothing moves here. Errc::not_found: there is nothing to export.
Result<ExportReport> pack_events(Store& store, Bytes& file);  // the same, not written yet
Result<ExportReport> export_events(Store& store, Files& files, const std::string& path);

struct ImportReport {
  std::uint64_t batches = 0, events = 0;
  std::uint64_t shown = 0;           // events new here whose author is known: their cases are shown at once
  std::uint64_t unknown_author = 0;  // batches kept for carrying only
  std::vector<CaseCode> cases;
};
// Checks the whole file first; a damaged or forged one changes nothing (Errc::invalid, corrupt).
// Batches are kept until head office acknowledges them.
Result<ImportReport> import_events(Store& store, Files& files, const std::string& path);

}  // namespace redress
