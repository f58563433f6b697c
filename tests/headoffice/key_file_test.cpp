#include "sync/headoffice/record/key_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "core/store/folder.h"
#include "sync/headoffice/record/backup.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

bool holds(const std::string& path, ByteView needle) {
  std::ifstream in(path, std::ios::binary);
  std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return content.find(as_text(needle)) != std::string::npos;
}

// Every secret of head office: its own three and each mall's.
std::vector<Bytes> secrets(World& world) {
  const auto& keys = world.office->keys();
  std::vector<Bytes> out;
  auto add = [&](ByteView bytes) { out.emplace_back(bytes.begin(), bytes.end()); };
  add(keys.signing.seed());
  add(keys.box.secret);
  add(keys.search);
  auto reader = world.office->store().read();
  auto row = (*reader)->query("SELECT secret FROM mall_key");
  while (row.step().value()) {
    auto opened = open_mall_key(keys, row.blob(0));
    REQUIRE(opened.ok());
    add(*opened);
  }
  CHECK(out.size() == 5);
  return out;
}

void check_absent(const std::vector<Bytes>& secrets, const std::string& path) {
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    INFO(path, " secret ", i);
    CHECK_FALSE(holds(path, secrets[i]));
  }
}

std::string key_file(World& world) {
  return world.folder.path + "/" + std::string(kKey_file);
}

}  // namespace

TEST_CASE("neither the database nor a backup holds a key; the key file is the owner's alone") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.submit("电梯停了");
  world.send(kiosk.everything());
  auto all = secrets(world);
  auto copy = world.folder.path + "/copy.db";
  REQUIRE(back_up(*world.office, copy).ok());
  auto database = world.office->store().file(kDatabase_file);
  for (const auto& path : {copy, database, database + "-wal"}) check_absent(all, path);
  CHECK(holds(key_file(world), all[0]));
  struct stat info {};
  REQUIRE(::stat(key_file(world).c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("keys in a database of the time before key files move out of it and leave no trace") {
  World world;
  auto all = secrets(world);
  auto keep = [&](Database& db, std::string_view name, ByteView value) {
    return db.run("INSERT INTO secret(name, value) VALUES(?, ?)", name, value);
  };
  auto put_back = world.office->store().write([&](Database& db) -> Status {
    const auto& keys = world.office->keys();
    REDRESS_TRY(keep(db, "signing", keys.signing.seed()));
    REDRESS_TRY(keep(db, "box", keys.box.secret));
    REDRESS_TRY(keep(db, "recovery_public", keys.recovery));
    REDRESS_TRY(keep(db, "search", keys.search));
    REDRESS_TRY(db.run("UPDATE mall_key SET secret = ? WHERE mall = 1", all[3]));
    return db.run("UPDATE mall_key SET secret = ? WHERE mall = 2", all[4]);
  });
  REQUIRE(put_back.ok());
  world.office.reset();
  REQUIRE(remove_file(key_file(world)).ok());
  auto database = world.folder.path + "/" + std::string(kDatabase_file);
  CHECK(holds(database, all[0]));  // the test would see them
  world.reopen();
  CHECK(secrets(world) == all);
  for (const auto& path : {database, database + "-wal"}) check_absent(all, path);
}

TEST_CASE("without its key file nothing is served or restored, and nothing is touched") {
  World world;
  TemporaryFolder other;
  REQUIRE(set_up(other.path, {}, world.clock, world.random).ok());
  auto copy = world.folder.path + "/copy.db";
  REQUIRE(back_up(*world.office, copy).ok());
  auto key = read_file_whole(key_file(world), 4096).value();
  world.office.reset();
  auto tried = [&] {
    auto restored = restore(world.folder.path, copy, world.clock, world.random);
    REQUIRE_FALSE(restored.ok());
    CHECK(restored.error().what.find("headoffice.key") != std::string::npos);
    CHECK_FALSE(Office::open(world.folder.path, world.clock, world.random).ok());
    return restored.error().code;
  };
  REQUIRE(remove_file(key_file(world)).ok());
  CHECK(tried() == Errc::not_found);
  REQUIRE(write_file_whole(key_file(world),
                           read_file_whole(other.path + "/" + std::string(kKey_file), 4096).value(), 0600)
              .ok());
  CHECK(tried() == Errc::refused);
  auto damaged = key;
  damaged[40] ^= 1;
  REQUIRE(write_file_whole(key_file(world), damaged, 0600).ok());
  CHECK(tried() == Errc::corrupt);
  REQUIRE(write_file_whole(key_file(world), key, 0600).ok());
  CHECK(restore(world.folder.path, copy, world.clock, world.random).ok());
  world.reopen();
}
