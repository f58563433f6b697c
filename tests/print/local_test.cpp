// Serial lines (a pty), devices (FIFO and file) and folders.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <pty.h>
#include <sys/stat.h>
#include <termios.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wshadow"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

#include "platform/print/descriptor.h"
#include "tests/print/jobs.h"
#include "tests/print/tcp_peer.h"

using namespace redress;
using namespace redress::test;

namespace {

class Folder {
 public:
  Folder() {
    path_ = std::filesystem::temp_directory_path() / "print-XXXXXX";
    if (!mkdtemp(path_.data())) std::abort();
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

Bytes read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The printer's end of a serial line.
class SerialPeer {
 public:
  explicit SerialPeer(bool answers, long stall_after = -1) : answers_(answers), stall_after_(stall_after) {
    int master = -1, slave = -1;
    char name[256];
    REQUIRE(openpty(&master, &slave, name, nullptr, nullptr) == 0);
    master_ = Descriptor(master);
    slave_ = Descriptor(slave);  // kept open, else the line hangs up between two openings
    path_ = name;
    thread_ = std::thread([this] { serve(); });
  }
  ~SerialPeer() {
    stop_ = true;
    thread_.join();
  }
  const std::string& path() const { return path_; }
  int slave() const { return slave_.get(); }
  Bytes received() {
    std::lock_guard lock(mutex_);
    return received_;
  }

 private:
  void serve() {
    std::uint32_t tail = 0;
    while (!stop_) {
      pollfd waiting{master_.get(), POLLIN, 0};
      if (stall_after_ >= 0 && static_cast<long>(received().size()) >= stall_after_) {
        ::usleep(10'000);
        continue;
      }
      if (::poll(&waiting, 1, 20) <= 0) continue;
      std::uint8_t byte;
      if (::read(master_.get(), &byte, 1) != 1) continue;
      tail = (tail << 8 | byte) & 0xffffff;
      {
        std::lock_guard lock(mutex_);
        received_.push_back(byte);
      }
      std::uint8_t status = 0x12, done = 0x00;
      if (answers_ && tail >= 0x100401 && tail <= 0x100404) [[maybe_unused]]
        auto a = ::write(master_.get(), &status, 1);
      if (answers_ && tail == 0x1d7231) [[maybe_unused]]
        auto b = ::write(master_.get(), &done, 1);
    }
  }
  bool answers_;
  long stall_after_;
  Descriptor master_, slave_;
  std::string path_;
  std::mutex mutex_;
  Bytes received_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace

TEST_CASE("A serial printer gets 8N1 at the set speed, raw, and every byte of the job") {
  SerialPeer peer(true);
  auto printer = must_open("serial:" + peer.path() + ":115200:none", kHasty);
  REQUIRE(printer);
  CHECK(printer->raster());
  auto job = sample_job(2);
  for (int i = 0; i < 256; ++i)
    job.push_back(static_cast<std::uint8_t>(i % 16 == 0 ? 0x0a : i));  // line ends stay as they are
  auto outcome = printer->print(job);
  CHECK_MESSAGE(outcome.fault == PrintFault::none, outcome.detail);
  CHECK(occurrences(peer.received(), ByteView(job).subspan(2)) == 1);
  termios line{};
  REQUIRE(tcgetattr(peer.slave(), &line) == 0);
  CHECK(cfgetospeed(&line) == B115200);
  CHECK((line.c_cflag & CSIZE) == CS8);
  CHECK((line.c_cflag & (PARENB | CSTOPB)) == 0);
  CHECK((line.c_oflag & OPOST) == 0);
  CHECK(printer->status().online);
}

TEST_CASE("Serial lines below 115,200 baud ask for text instead of pictures") {
  SerialPeer peer(false);
  CHECK_FALSE(must_open("serial:" + peer.path() + ":19200", kHasty)->raster());
  CHECK_FALSE(must_open("serial:" + peer.path() + ":57600:xonxoff", kHasty)->raster());
  CHECK(must_open("serial:" + peer.path() + ":115200", kHasty)->raster());
}

TEST_CASE("A serial printer that holds the line is given up in time, closing included") {
  SerialPeer peer(true, 3'000);
  auto printer = must_open("serial:" + peer.path() + ":115200:none", kHasty);
  REQUIRE(printer);
  Watch watch;
  auto outcome = printer->print(sample_job(20));
  CHECK(outcome.fault == PrintFault::interrupted);
  CHECK(outcome.maybe_partial);
  CHECK(watch.ms() < 3'000);
}

TEST_CASE("A FIFO takes the job when somebody reads, and is offline when nobody does") {
  Folder folder;
  auto path = folder / "printer";
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  auto printer = must_open("device:" + path, kHasty);
  REQUIRE(printer);
  CHECK_FALSE(printer->status().online);
  CHECK(printer->print(sample_job()).fault == PrintFault::offline);

  auto job = sample_job();
  Bytes received;
  std::thread reader([&] { received = read_file(path); });
  PrintOutcome outcome;
  for (int i = 0; i < 100; ++i) {
    outcome = printer->print(job);
    if (outcome.fault != PrintFault::offline) break;
    ::usleep(10'000);
  }
  reader.join();
  CHECK(outcome.fault == PrintFault::none);
  CHECK(received == job);  // no status commands, the job as it is
}

TEST_CASE("A reader that leaves in the middle does not kill the program; the job is uncertain") {
  Folder folder;
  auto path = folder / "printer";
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  auto printer = must_open("device:" + path, kHasty);
  Descriptor reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK));
  std::thread leaver([&] {
    Bytes some(70'000);
    for (std::size_t got = 0; got < some.size();) {
      long size = ::read(reader.get(), some.data(), some.size() - got);
      if (size > 0) got += static_cast<std::size_t>(size);
    }
    reader = Descriptor();
  });
  auto outcome = printer->print(sample_job(100));
  leaver.join();
  CHECK(outcome.fault == PrintFault::interrupted);
  CHECK(outcome.maybe_partial);
}

TEST_CASE("A FIFO that nobody drains is given up in time") {
  Folder folder;
  auto path = folder / "printer";
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  Descriptor reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK));
  Watch watch;
  for (int bands : {1, 100}) {  // fits into the pipe; does not
    auto outcome = must_open("device:" + path, kHasty)->print(sample_job(bands));
    CHECK(outcome.fault == PrintFault::interrupted);
    CHECK(outcome.maybe_partial);
  }
  CHECK(watch.ms() < 3'000);
}

TEST_CASE("A device path that is a file collects jobs one after the other; a missing device is offline") {
  Folder folder;
  auto path = folder / "jobs";
  auto printer = must_open("device:" + path, kHasty);
  CHECK(printer->status().detail.find("No such file") != std::string::npos);
  std::ofstream(path).flush();
  auto job = sample_job(1);
  CHECK(printer->print(job).fault == PrintFault::none);
  CHECK(printer->print(job).fault == PrintFault::none);
  CHECK(occurrences(read_file(path), job) == 2);
}

TEST_CASE("A folder gets each receipt as bytes and as the picture that would be on paper") {
  Folder folder;
  auto printer = must_open("file:" + (folder / "out"));
  REQUIRE(printer);
  auto job = sample_job(2, 10, 72);
  CHECK(printer->status().online);
  CHECK(printer->print(job).fault == PrintFault::none);
  CHECK(must_open("file:" + (folder / "out"))->print(job).fault ==
        PrintFault::none);  // another process goes on counting
  CHECK(read_file(folder / "out/receipt-0001.escpos") == job);
  CHECK(read_file(folder / "out/receipt-0002.escpos") == job);
  int width = 0, height = 0, channels = 0;
  auto path = folder / "out/receipt-0002.png";
  auto* grey = stbi_load(path.c_str(), &width, &height, &channels, 1);
  REQUIRE(grey);
  CHECK(width == 576);
  CHECK(height == 20);
  for (int x = 0; x < 72 * 8; ++x) {
    int byte = (x / 8) % 251 | 0x40;
    REQUIRE((grey[x] == 0) == (byte >> (7 - x % 8) & 1));
  }
  stbi_image_free(grey);
}

TEST_CASE("A folder that cannot be written is an offline printer with the reason") {
  auto printer = must_open("file:/proc/no-such-place/receipts");
  REQUIRE(printer);
  CHECK_FALSE(printer->status().online);
  auto outcome = printer->print(sample_job());
  CHECK(outcome.fault == PrintFault::offline);
  CHECK(outcome.detail.find("/proc/no-such-place") != std::string::npos);
}

TEST_CASE("Addresses with a mistake are refused with what is wrong") {
  struct {
    const char* address;
    const char* says;
  } const rows[] = {
      {"", "none"},
      {"usb:1", "device:PATH"},
      {"file:", "file:FOLDER"},
      {"tcp:10.0.0.5", "9100"},
      {"tcp:10.0.0.5:70000", "65535"},
      {"tcp:10.0.0.5:91x", "65535"},
      {"tcp:printer.mall:9100", "IP address"},
      {"tcp::9100", "IP address"},
      {"device:lp0", "begins with /"},
      {"serial:/dev/ttyUSB0", "BAUD"},
      {"serial:/dev/ttyUSB0:115201", "115201"},
      {"serial:/dev/ttyUSB0:19200:dtr", "dtr"},
      {"serial:ttyUSB0:19200", "begins with /"},
      {"serial::19200", "begins with /"},
  };
  for (const auto& row : rows) {
    PrinterSetup setup;
    setup.address = row.address;
    auto printer = open_printer(setup);
    CAPTURE(row.address);
    REQUIRE_FALSE(printer.ok());
    CHECK(printer.error().code == Errc::invalid);
    CHECK_MESSAGE(printer.error().what.find(row.says) != std::string::npos, printer.error().what);
  }
  PrinterSetup narrow;
  narrow.width_dots = 512;
  CHECK_FALSE(open_printer(narrow).ok());
  for (const char* good : {"none", "tcp:[::1]:9100", "tcp:localhost:9100", "serial:/dev/ttyS9:9600:rtscts"})
    CHECK(must_open(good));
  CHECK_FALSE(must_open("none")->status().online);
}
