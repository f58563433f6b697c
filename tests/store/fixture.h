// What every test of the store needs: a folder, a clock to set, repeatable random bytes, events to write.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "core/env/clock.h"
#include "core/env/random.h"
#include "core/model/case_code.h"
#include "core/seal/hash.h"
#include "core/store/store.h"
#include "core/store/store_reader.h"

namespace redress::test {

struct SetClock : Clock {
  Instant now{1'790'000'000'000};
  std::int64_t mono_ms = 5'000;
  BootId boot_id{1};
  Instant wall() const override { return now; }
  std::int64_t monotonic_ms() const override { return mono_ms; }
  BootId boot() const override { return boot_id; }
  void pass(std::int64_t ms) {
    now = now + ms;
    mono_ms += ms;
  }
};

struct SeededRandom : Random {
  explicit SeededRandom(std::uint64_t seed = 1) : engine(seed) {}
  std::mt19937_64 engine;
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = static_cast<std::uint8_t>(engine());
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine() % n); }
};

// Below the build folder, not on a RAM disk: syncs cost what they cost.
struct Folder {
  std::string path;
  Folder();
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const std::string& name) const { return path + "/" + name; }
};

struct World {
  Folder folder;
  SetClock clock;
  SeededRandom random;
  StoreOptions options;
  std::unique_ptr<Store> store;

  explicit World(std::uint64_t seed = 1) : random(seed) {
    options.folder = folder.path + "/data";
    options.reserve_bytes = 64 * 1024;
  }
  Status try_open() {
    store.reset();
    auto opened = Store::open(options, clock, random);
    if (!opened.ok()) return opened.error();
    store = std::move(opened).value();
    return {};
  }
  void open() {
    Status opened = try_open();
    REQUIRE_MESSAGE(opened.ok(), (opened.ok() ? "" : opened.error().what));
  }
  std::string db() const { return options.folder + "/device.db"; }
  std::string file_copy() const { return folder.path + "/copy.db"; }

  Uuid id() { return make_uuid7(clock.now, random.array<16>()); }
  CaseCode code() { return make_case_code(random); }
  Bytes sealed(std::size_t size = 180) {
    Bytes out(size);
    random.fill(out);
    return out;
  }
  Draft submitted(CaseCode code);
  Draft acknowledged(CaseCode code, std::vector<Uuid> seen);
  Draft noted(CaseCode code);
};

// Another author: a log of its own, as head office would hand it down.
struct Author {
  Uuid incarnation;
  std::uint64_t seq = 0;
  struct Written {
    std::uint64_t seq;
    Bytes bytes, sealed;
    Event event;
  };
  std::vector<Written> log;
  // Sets seq and sealed hash and writes the event down.
  const Written& write(Event event, Bytes sealed = {});
};

Event event_of(World& world, CaseCode code, std::string kind, Json body);
IncomingEvent incoming(const Author& author, const Author::Written& written);
FramePage page(const Uuid& epoch, std::uint64_t before, std::uint64_t after,
               std::vector<IncomingEvent> events);

template <class T>
T must(Result<T> result) {
  REQUIRE_MESSAGE(result.ok(), (result.ok() ? "" : result.error().what));
  return std::move(result).value();
}
inline void must(Status status) {
  REQUIRE_MESSAGE(status.ok(), (status.ok() ? "" : status.error().what));
}

// Runs SQL on the file behind the store's back (the store must be closed).
void tamper(const std::string& db, const std::string& sql);
bool file_has(const std::string& path, ByteView needle);

}  // namespace redress::test
