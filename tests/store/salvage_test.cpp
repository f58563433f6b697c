// One page of the file is damaged, each in turn.
#include <fstream>

#include "tests/store/fixture.h"

using namespace redress;
using namespace redress::test;

namespace {

constexpr int kEvents = 1000;
constexpr std::size_t kPage_bytes = 4096, kSealed_a_page = 22;

void damage(World& world, std::size_t page) {
  std::fstream file(world.db(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(page * kPage_bytes));
  const Bytes noise = world.sealed(kPage_bytes);
  file.write(reinterpret_cast<const char*>(noise.data()), static_cast<std::streamsize>(noise.size()));
}

// At the start, or by the check that runs after it. Nothing: no page with anything in it was hit.
std::optional<SalvageReport> mend(World& world) {
  world.open();
  if (world.store->opened().salvage) return world.store->opened().salvage;
  const Status checked = world.store->quick_check();
  if (checked.ok()) return std::nullopt;
  REQUIRE(checked.error().code == Errc::corrupt);
  return must(world.store->recover());
}

}  // namespace

TEST_CASE("whichever page is damaged, 99 of 100 events and sealed parts are saved, and verify is content") {
  World world(5);
  world.open();
  std::vector<Draft> drafts;
  for (int i = 0; i < kEvents; ++i) drafts.push_back(world.submitted(world.code()));
  must(world.store->append(drafts));
  must(world.store->tidy(true));
  world.store.reset();
  std::filesystem::copy(world.options.folder, world.folder.file("whole"),
                        std::filesystem::copy_options::recursive);
  const std::size_t pages = std::filesystem::file_size(world.db()) / kPage_bytes;
  REQUIRE(pages > 200);
  // Roots and inner pages come early in the file, every one of them is tried.
  for (std::size_t page = 0; page < pages; page += page < 44 ? 1 : 37) {
    CAPTURE(page);
    damage(world, page);
    if (auto report = mend(world)) CHECK(report->events >= kEvents - kEvents / 100);
    auto verified = must(world.store->verify());
    CHECK(verified.faults.size() <= kSealed_a_page);
    CHECK(verified.sealed_parts >= kEvents - kSealed_a_page);
    must(world.store->append(world.submitted(world.code())));
    world.store.reset();
    std::filesystem::remove_all(world.options.folder);
    std::filesystem::copy(world.folder.file("whole"), world.options.folder,
                          std::filesystem::copy_options::recursive);
  }
}
