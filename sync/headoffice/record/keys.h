// Head office's own secrets (key_file.h) and its epoch. The recovery key's secret half is written once to a
// file that is taken away (decision 10); only its public half stays here.
#pragma once

#include <string>

#include "core/base/json.h"
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
// there are keys, or a key file without its database.
Result<std::array<std::uint8_t, 32>> make_keys(Database& db, Instant now, Random& random);
// From the key file beside the database; keys of a database made before there was one are moved there.
// Errc::not_found: `init` was never run, or the file is missing; refused: it belongs to another head office.
Result<Keys> load_keys(Database& db, Random& random);

// Head office is one incarnation per epoch (decision 14).
struct Epoch {
  Uuid id;
  Uuid incarnation;
  std::int64_t device = 0;  // its row
};
Status begin_epoch(Database& db, const PublicKey& key, const BoxPublicKey& box, std::string_view reason,
                   Instant now, Random& random);
Result<Epoch> load_epoch(Database& db);

// One pair per mall and epoch; the newest is what devices seal to (decision 10). Gives the body of its
// `mall_key_made` event: epoch, public half, and the secret half sealed for head office. `floor`: the least
// number it may get.
Result<Json> make_mall_key(Database& db, std::int64_t mall, Instant now, Random& random,
                           std::int64_t floor = 0);
// One that a restore forgot comes back with its event. False: it is here.
Result<bool> keep_mall_key(Database& db, std::int64_t mall, const Json& made, Instant now);
inline constexpr std::string_view kMall_key_made = "mall_key_made";
// The secret half as it lies in the database: sealed for head office's box key.
Result<SecretBytes> open_mall_key(const Keys& keys, ByteView sealed);

}  // namespace redress::headoffice
