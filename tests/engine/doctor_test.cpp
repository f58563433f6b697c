// What doctor must not call well.
#include <doctest/doctest.h>

#include <sqlite3.h>

#include <algorithm>
#include <fstream>

#include "kiosk/app/engine.h"
#include "tests/engine/bare_device.h"

using namespace redress;

namespace {

class ToldPrinter final : public Printer {
 public:
  explicit ToldPrinter(PrinterStatus status) : status_(std::move(status)) {}
  PrinterStatus status() override { return status_; }
  PrintOutcome print(ByteView) override { return {}; }
  int width_dots() const override { return 576; }
  bool raster() const override { return true; }

 private:
  PrinterStatus status_;
};

struct Device : BareDevice {
  Device() {
    machine.config.printer = "tcp:127.0.0.1:9100";
    machine.open_printer = [this](const Config&) -> Result<std::unique_ptr<Printer>> { return std::unique_ptr<Printer>(std::make_unique<ToldPrinter>(told)); };
    told.online = true;
    told.paper = PaperState::ok;
    open();
  }
  bool says(std::string_view part) {
    const auto all = engine->doctor();
    return std::any_of(all.begin(), all.end(), [&](const auto& line) { return line.find(part) != std::string::npos; });
  }
  void change(const char* sql) {
    engine.reset();
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open((folder + "/device.db").c_str(), &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(db);
    open();
  }
  PrinterStatus told;
};

}  // namespace

TEST_CASE("doctor names what the printer lacks, and one that tells nothing of its state") {
  Device device;
  CHECK_FALSE(device.says("printer"));
  device.told.cover_open = true;
  device.told.paper = PaperState::out;
  CHECK(device.says("its cover is open"));
  device.told.cover_open = false;
  CHECK(device.says("is out of paper"));
  device.told = {};
  CHECK(device.says("printer does not answer at tcp:127.0.0.1:9100"));
  device.told.online = true;
  device.told.answers_status = false;
  CHECK(device.says("tells nothing of its state"));
}

TEST_CASE("doctor tries the folder that stands for a printer, and makes none") {
  Device device;
  const auto receipts = std::filesystem::absolute(device.folder + "/receipts").string();
  device.machine.config.printer = "file:" + receipts;
  CHECK(device.says("the folder " + receipts + " is not there"));
  CHECK_FALSE(std::filesystem::exists(receipts));
  std::filesystem::create_directory(receipts);
  CHECK_FALSE(device.says("printer"));
  CHECK(std::filesystem::is_empty(receipts));
}

TEST_CASE("doctor tells of records that were changed or taken away") {
  Device device;
  REQUIRE(device.engine->raise_alarm("help", std::nullopt).ok());
  REQUIRE(device.engine->raise_alarm("help", std::nullopt).ok());
  CHECK_FALSE(device.says("fail their check"));
  SUBCASE("changed") { device.change("UPDATE event SET at = at + 1 WHERE seq = 1"); }
  SUBCASE("taken away") { device.change("DELETE FROM event WHERE seq = 1"); }
  CHECK(device.says("records that fail their check: 1, the first is seq 1"));
}

TEST_CASE("doctor tells of a damaged database") {
  Device device;
  device.change("PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
                " WHERE name = 'event_code') WHERE name = 'case_due'");
  CHECK(device.says("the database is damaged"));
}
