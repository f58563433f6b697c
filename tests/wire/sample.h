// Invented events with the grammar and weight of real ones; deterministic.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "core/env/random.h"
#include "core/model/event.h"
#include "core/seal/hash.h"
#include "core/seal/sealed_part.h"
#include "sync/wire/batch.h"

namespace redress::sample {

class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::uint8_t> out) override {
    for (auto& b : out) b = static_cast<std::uint8_t>(engine_());
  }
  std::uint64_t below(std::uint64_t n) { return engine_() % n; }

 private:
  std::mt19937_64 engine_;
};

struct Sample {
  std::string event;
  Bytes sealed;
};

// `with_text`: sealed text of 60 characters and a phone number, for three recipients.
Sample make_sample(std::uint64_t seq, SeededRandom& random, bool with_text);
std::vector<Sample> make_samples(std::size_t count, std::uint64_t seed, bool with_text);

SigningKey key(std::uint8_t seed);
Uuid uuid(std::uint8_t seed);
Bytes make_batch(const std::vector<Sample>& samples, const SigningKey& author, std::uint64_t first_seq = 1,
                 Hash256 chain_before = {});

}  // namespace redress::sample
