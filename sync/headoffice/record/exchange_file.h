// `.redress` files: batches as their authors signed them, one after the other (decision 32).
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress::headoffice {

class Office;

struct Imported {
  int batches = 0, stored = 0;
  std::int64_t events = 0;
  std::string problems;  // one line a batch that was not stored
};
Result<Imported> import_batches(Office& office, ByteView file);

// Every batch whose events are here, with the authors' signatures and the sealed parts that are left.
Result<Bytes> export_batches(Office& office);

}  // namespace redress::headoffice
