// A head office in a temporary folder and devices that write real, signed batches.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/model/event.h"
#include "platform/linux/system_clock.h"
#include "sync/headoffice/command/setup.h"
#include "sync/headoffice/people/session.h"
#include "sync/headoffice/record/ingest.h"
#include "sync/headoffice/record/office.h"
#include "sync/wire/acknowledgement.h"
#include "sync/wire/batch.h"
#include "sync/wire/enrolment.h"
#include "sync/wire/pull.h"

namespace redress::headoffice::test {

class TestClock : public Clock {
 public:
  Instant now{1'790'000'000'000};
  Instant wall() const override { return now; }
  std::int64_t monotonic_ms() const override { return now.ms - 1'700'000'000'000; }
  BootId boot() const override { return {1, 2, 3, 4, 5, 6, 7, 8}; }
};

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  std::string path;
};

struct Written {
  std::string bytes;
  Bytes sealed;
  Uuid id;
};

// A kiosk or counter with its own log. Everything it writes is kept, so any batch can be made again.
class Device {
 public:
  Device(Office& office, const std::string& mall, const std::string& role, const std::string& name);
  // A registration with typed text; gives its code.
  CaseCode submit(const std::string& text, const Json& contact = {});
  Uuid write(std::optional<CaseCode> code, const std::string& kind, const Json& body, const Actor& actor,
             const Json& typed = {});
  Bytes batch(std::size_t from, std::size_t to) const;  // events [from, to), from 0
  Bytes everything() const { return batch(0, log.size()); }
  Bytes pull(std::uint64_t cursor, const Bytes& check, int wait_ms = 0,
             wire::Horizon acknowledged = {}) const;

  Uuid incarnation;
  SigningKey key;
  BoxKeyPair box;
  wire::EnrolAnswer answer;
  std::vector<Written> log;
  std::vector<Uuid> seen;  // of the case: what the next event's author knew
  std::optional<wire::DeviceHealth> health;  // told with every pull
  Instant at{1'789'000'000'000};
  bool trusted = true;  // its clock

 private:
  static SystemRandom& random();
  BootId boot_;
};

Actor shopper();
Actor staff(const std::string& number, Role role, const std::string& department = "service");

struct World {
  World();
  TemporaryFolder folder;
  TestClock clock;
  SystemRandom random;
  SetupReport report;
  std::unique_ptr<Office> office;
  void reopen();
  wire::Acknowledgement send(const Bytes& batch, int expected_status = 200);
  std::int64_t number(const std::string& sql);            // first value of a query
  std::vector<std::string> rows(const std::string& sql);  // first column
  wire::PullPage pull(const Device& device, std::uint64_t cursor = 0, const Bytes& check = {},
                      wire::Horizon acknowledged = {});
  Visitor head_office() const { return {{"9001", Role::administrator, "", ""}, "", "", ""}; }
};

}  // namespace redress::headoffice::test
