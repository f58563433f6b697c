// A `.redress` file from a stick, imported at head office: as it is, and with the check bytes of its first
// batch mended. A file that is refused leaves nothing written.
#include "core/seal/hash.h"
#include "sync/headoffice/record/exchange_file.h"
#include "tests/fuzz/fuzz.h"
#include "tests/headoffice/kit.h"

namespace redress::fuzz {

namespace {

using namespace headoffice;
using namespace headoffice::test;

World& world() {
  static World here;
  return here;
}

void check_split(ByteView file) {
  auto batches = wire::split_batches(file);
  if (!batches.ok()) return;
  std::size_t total = 0;
  for (auto batch : *batches) total += batch.size();
  require(total == file.size(), "the batches of a file are the whole file");
}

void check_import(ByteView file) {
  auto before =
      world().number("SELECT count(*) FROM event") + world().number("SELECT count(*) FROM quarantine");
  auto imported = import_batches(*world().office, file);
  auto after =
      world().number("SELECT count(*) FROM event") + world().number("SELECT count(*) FROM quarantine");
  require(before == after || (imported.ok() && imported->stored > 0),
          "a refused file leaves nothing written");
}

}  // namespace

void stick(ByteView input) {
  check_split(input);
  check_import(input);
  constexpr std::size_t kCheck_bytes = 8;
  if (input.size() < kCheck_bytes) return;
  Bytes mended(input.begin(), input.end());
  auto check = hash(input.first(input.size() - kCheck_bytes));
  std::copy_n(check.begin(), kCheck_bytes, mended.end() - kCheck_bytes);
  check_split(mended);
  check_import(mended);
}

}  // namespace redress::fuzz
