// Head office's own secrets and its epoch. The recovery key's secret half is written once to a file that is
// taken away (decision 10); only its public half stays here.
#pragma once

#include <string>

#include "core/env/clock.h"
#include "core/env/random.h"
#include "core/seal/sealed_part.h"
#include "core/seal/sign.h"
#include "core/store/database.h"

namespace redress::headoffice {

struct Keys {
  SigningKey signing;
  BoxKeyPair box;
  BoxPublicKey recovery{};
  std::array<std::uint8_t, 32> search{};  // of the search index
};

// Makes all keys, the first epoch and head office's incarnation; gives the recovery secret. Errc::conflict:
// there are keys.
Result<std::array<std::uint8_t, 32>> make_keys(Database& db, Instant now, Random& random);
Result<Keys> load_keys(Database& db);  // Errc::not_found: `init` was never run

// Head office is one incarnation per epoch (decision 14).
struct Epoch {
  Uuid id;
  Uuid incarnation;
  std::int64_t device = 0;  // its row
};
Status begin_epoch(Database& db, const PublicKey& key, const BoxPublicKey& box, std::string_view reason,
                   Instant now, Random& random);
Result<Epoch> load_epoch(Database& db);

// One pair per mall and epoch; the newest is what devices seal to (decision 10).
Status make_mall_key(Database& db, std::int64_t mall, Instant now, Random& random);

}  // namespace redress::headoffice
