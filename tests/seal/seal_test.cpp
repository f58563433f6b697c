#include <doctest/doctest.h>

#include <random>

#include "core/seal/hash.h"
#include "core/seal/pin.h"
#include "core/seal/sealed_part.h"
#include "core/seal/sign.h"

using namespace redress;

namespace {
class TestRandom : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (auto& b : out) b = static_cast<std::uint8_t>(engine_());
  }
 private:
  std::mt19937_64 engine_{42};
};
}  // namespace

TEST_CASE("A sealed part opens for each recipient in its slot and for nobody else (decision 10)") {
  TestRandom random;
  std::vector<BoxKeyPair> pairs{BoxKeyPair::generate(random), BoxKeyPair::generate(random), BoxKeyPair::generate(random)};
  std::vector<BoxPublicKey> recipients{pairs[0].public_key, pairs[1].public_key, pairs[2].public_key};
  SealContext context{123, Uuid{random.array<16>()}};
  PreparedSeal prepared(recipients, SealSecrets::draw(random));
  auto sealed = prepared.seal(as_bytes("电话 13900001234"), context);
  for (std::size_t i = 0; i < 3; ++i) {
    auto opened = open_sealed(sealed, context, static_cast<SealSlot>(i), pairs[i]);
    REQUIRE(opened.ok());
    CHECK(as_text(*opened) == "电话 13900001234");
    CHECK_FALSE(open_sealed(sealed, context, static_cast<SealSlot>((i + 1) % 3), pairs[i]).ok());
    CHECK_FALSE(open_sealed(sealed, {124, context.event}, static_cast<SealSlot>(i), pairs[i]).ok());  // moved to another case
  }
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto broken = sealed;
    broken[i] ^= 1;
    bool all = true;
    for (std::size_t slot = 0; slot < 3; ++slot) all = all && open_sealed(broken, context, static_cast<SealSlot>(slot), pairs[slot]).ok();
    REQUIRE_FALSE(all);
  }
}

TEST_CASE("A signature made for one purpose never verifies for another") {
  TestRandom random;
  auto key = SigningKey::generate(random);
  auto signature = key.sign(kSign_batch, as_bytes("hello"));
  CHECK(verify(key.public_key(), kSign_batch, as_bytes("hello"), signature));
  CHECK_FALSE(verify(key.public_key(), kSign_ack, as_bytes("hello"), signature));
  CHECK_FALSE(verify(key.public_key(), kSign_batch, as_bytes("hellp"), signature));
  CHECK(fingerprint(key.public_key()).size() == 19);
}

TEST_CASE("A PIN is checked by salt and device secret together (decision 12)") {
  TestRandom random;
  auto salt = random.array<16>();
  auto secret = random.array<32>();
  auto stored = bind_pin(stretch_pin("246810", salt), secret);
  CHECK(pin_matches("246810", salt, secret, stored));
  CHECK_FALSE(pin_matches("246811", salt, secret, stored));
  CHECK_FALSE(pin_matches("246810", salt, random.array<32>(), stored));
}
