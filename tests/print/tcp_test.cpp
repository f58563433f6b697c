#include <doctest/doctest.h>

#include "tests/print/jobs.h"
#include "tests/print/tcp_peer.h"

using namespace redress;
using namespace redress::test;

TEST_CASE("A network printer in order takes the whole job once, over one connection, and confirms it") {
  TcpPeer peer({});
  auto printer = must_open(peer.address(), kHasty);
  REQUIRE(printer);
  auto job = sample_job();
  auto outcome = printer->print(job);
  CHECK_MESSAGE(outcome.fault == PrintFault::none, outcome.detail);
  CHECK_FALSE(outcome.maybe_partial);
  CHECK(outcome.detail == "");
  CHECK(peer.connections() == 1);
  auto received = peer.received();
  CHECK(occurrences(received, ByteView(job).subspan(2)) == 1);  // after the reset, byte for byte
}

TEST_CASE("Every status byte means what the printer manuals say") {
  struct {
    std::array<int, 4> bytes;
    PrintFault fault;
    PaperState paper;
  } const rows[] = {
      {{0x12, 0x12, 0x12, 0x12}, PrintFault::none, PaperState::ok},
      {{0x12, 0x12, 0x12, 0x1e}, PrintFault::none, PaperState::near_end},
      {{0x1a, 0x32, 0x12, 0x72}, PrintFault::paper_out, PaperState::out},
      {{0x1a, 0x16, 0x12, 0x12}, PrintFault::cover_open, PaperState::ok},
      {{0x1a, 0x36, 0x12, 0x72}, PrintFault::cover_open, PaperState::out},
      {{0x1a, 0x52, 0x1a, 0x12}, PrintFault::cutter_jam, PaperState::ok},
      {{0x1a, 0x52, 0x52, 0x12}, PrintFault::overheated, PaperState::ok},
      {{0x1a, 0x52, 0x32, 0x12}, PrintFault::offline, PaperState::ok},
      {{0x1a, 0x12, 0x12, 0x12}, PrintFault::offline, PaperState::ok},
  };
  TcpPeer peer({});
  auto printer = must_open(peer.address(), kHasty);
  REQUIRE(printer);
  for (const auto& row : rows) {
    PeerManner manner;
    manner.status = row.bytes;
    peer.set(manner);
    auto status = printer->status();
    CAPTURE(row.bytes[1]);
    CAPTURE(row.bytes[2]);
    CHECK(status.answers_status);
    CHECK(fault_of(status) == row.fault);
    CHECK(status.paper == row.paper);
    if (row.fault == PrintFault::none) continue;
    auto before = peer.received().size();
    auto outcome = printer->print(sample_job());
    CHECK(outcome.fault == row.fault);
    CHECK_FALSE(outcome.maybe_partial);  // asked first: not one byte of the job was sent
    CHECK(peer.received().size() - before == 12);
  }
}

TEST_CASE("Automatic status bytes between the answers do not confuse them") {
  PeerManner manner;
  manner.status = {0x12, 0x12, 0x12, 0x1e};
  TcpPeer peer(manner);
  auto printer = must_open(peer.address(), kHasty);
  REQUIRE(printer);
  CHECK(printer->print(sample_job(2)).fault == PrintFault::none);
  CHECK(printer->status().paper == PaperState::near_end);
}

TEST_CASE(
    "A printer that never answers is asked within the limit and still prints, unknown but not refused") {
  PeerManner manner;
  manner.answers = false;
  TcpPeer peer(manner);
  auto printer = must_open(peer.address(), kHasty);
  REQUIRE(printer);
  Watch watch;
  auto status = printer->status();
  CHECK(watch.ms() < 400);
  CHECK_FALSE(status.answers_status);
  CHECK(status.online);
  CHECK(status.paper == PaperState::unknown);
  auto job = sample_job();
  auto outcome = printer->print(job);
  CHECK(outcome.fault == PrintFault::none);
  ::usleep(100'000);
  CHECK(occurrences(peer.received(), ByteView(job).subspan(2)) == 1);
  // Commands that only printers with status know are not tried on it.
  const std::array<std::uint8_t, 3> automatic{0x1d, 'a', 0xff};
  CHECK(occurrences(peer.received(), automatic) == 0);
}

TEST_CASE("A printer that closes in the middle of a band leaves the job uncertain and it is not sent again") {
  PeerManner manner;
  manner.close_after = 30'000;
  TcpPeer peer(manner);
  auto printer = must_open(peer.address(), kHasty);
  REQUIRE(printer);
  auto outcome = printer->print(sample_job(60));
  CHECK(outcome.fault == PrintFault::interrupted);
  CHECK(outcome.maybe_partial);
  ::usleep(200'000);
  CHECK(peer.connections() == 1);
}

TEST_CASE("A printer that stops reading is given up within the limit, and what it did not take never comes") {
  PeerManner manner;
  manner.stall_after = 20'000;
  TcpPeer peer(manner);
  auto printer = must_open(peer.address(), kHasty);
  REQUIRE(printer);
  for (int bands : {20, 400}) {  // the system takes the whole job, or not even that
    peer.set(manner);
    Watch watch;
    auto job = sample_job(bands);
    auto before = peer.received().size();
    auto outcome = printer->print(job);
    CHECK(outcome.fault == PrintFault::interrupted);
    CHECK(outcome.maybe_partial);
    CHECK(watch.ms() < 3'000);
    peer.set({});  // somebody wakes the printer up
    ::usleep(300'000);
    CHECK(peer.received().size() - before < job.size());
  }
}

TEST_CASE("A printer that sends without a pause holds nobody past the limits") {
  PeerManner manner;
  manner.floods = true;
  TcpPeer peer(manner);
  auto printer =
      must_open(peer.address(), {.connect_ms = 500, .answer_ms = 150, .stall_ms = 400, .confirm_ms = 600});
  REQUIRE(printer);
  Watch watch;
  auto status = printer->status();
  CHECK_FALSE(status.answers_status);
  (void)printer->print(sample_job());
  CHECK(watch.ms() < 6'000);
}

TEST_CASE("A printer that goes silent while printing is not believed") {
  PeerManner manner;
  manner.silent_after = 5'000;
  TcpPeer peer(manner);
  auto printer =
      must_open(peer.address(), {.connect_ms = 500, .answer_ms = 150, .stall_ms = 400, .confirm_ms = 1'500});
  REQUIRE(printer);
  Watch watch;
  auto outcome = printer->print(sample_job());
  CHECK(outcome.fault == PrintFault::interrupted);
  CHECK(outcome.maybe_partial);
  CHECK(watch.ms() < 4'000);
}

TEST_CASE("Good status without job confirmation counts as printed, and says so to the technician") {
  PeerManner manner;
  manner.confirms = false;
  TcpPeer peer(manner);
  auto printer =
      must_open(peer.address(), {.connect_ms = 500, .answer_ms = 150, .stall_ms = 400, .confirm_ms = 1'500});
  REQUIRE(printer);
  auto outcome = printer->print(sample_job());
  CHECK(outcome.fault == PrintFault::none);
  CHECK(outcome.detail.find("not confirm") != std::string::npos);
}

TEST_CASE("Paper that ends in the middle is reported as such, with a part possibly on paper") {
  PeerManner manner;
  manner.fault_after = 40'000;
  manner.confirms = false;
  TcpPeer peer(manner);
  auto printer = must_open(peer.address(), kHasty);
  REQUIRE(printer);
  Watch watch;
  auto outcome = printer->print(sample_job());
  CHECK(outcome.fault == PrintFault::paper_out);
  CHECK(outcome.maybe_partial);
  CHECK(watch.ms() < 1'000);
}

TEST_CASE("The job after an interrupted one first ends the picture that the printer may still wait for") {
  TcpPeer peer({});
  auto printer = must_open(peer.address(), kHasty);
  REQUIRE(printer);
  PeerManner closing;
  closing.close_after = 10'000;
  peer.set(closing);
  REQUIRE(printer->print(sample_job(60)).maybe_partial);
  peer.set({});
  const Bytes flush(72 * 256, 0);
  REQUIRE(occurrences(peer.received(), flush) == 0);
  CHECK(printer->print(sample_job(1)).fault == PrintFault::none);
  CHECK(occurrences(peer.received(), flush) == 1);
  CHECK(printer->print(sample_job(1)).fault == PrintFault::none);
  CHECK(occurrences(peer.received(), flush) == 1);
}

TEST_CASE("Nobody listening is offline at once, with the reason for the technician") {
  std::string address;
  {
    TcpPeer gone({});
    address = gone.address();
  }
  auto printer = must_open(address, kHasty);
  REQUIRE(printer);
  auto status = printer->status();
  CHECK_FALSE(status.online);
  CHECK(status.detail.find("refused") != std::string::npos);
  auto outcome = printer->print(sample_job());
  CHECK(outcome.fault == PrintFault::offline);
  CHECK_FALSE(outcome.maybe_partial);
}
