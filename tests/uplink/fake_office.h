// A head office in memory that follows docs/SYNC.md, written apart from sync/headoffice, and a network that
// does to its answers everything that networks do.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "core/env/network.h"
#include "sync/wire/acknowledgement.h"
#include "sync/wire/batch.h"
#include "sync/wire/enrolment.h"
#include "sync/wire/frames.h"
#include "sync/wire/pull.h"
#include "tests/store/fixture.h"

namespace redress::test {

struct Held {
  Uuid incarnation;
  std::uint64_t seq = 0;
  Bytes event, sealed;
};

class FakeOffice {
  SeededRandom random_{77};  // before the key that is made of it

 public:
  FakeOffice();
  HttpAnswer handle(const HttpRequest& request);

  // What tests set.
  std::map<Uuid, PublicKey> devices;
  std::set<Uuid> not_approved, revoked;  // revoked ones are not approved either
  std::string poison;                    // an event with these bytes is refused, its batch is fine
  bool poison_later = false;             // … but may be tried again
  std::string brick;                     // a batch with these bytes is refused as a whole (400)
  std::size_t largest_batch = 1u << 30;  // bytes; above it 413
  bool refuse_relays = false;            // pages given back: 400, as a portal may say
  std::size_t page_events = 3;
  std::vector<wire::KnownDevice> known;
  std::vector<Bytes> documents;
  std::vector<wire::Alarm> alarms;
  wire::EnrolAnswer enrolment;  // template of the answer to the right secret
  std::array<std::uint8_t, 5> secret{};
  Instant now{1'790'000'500'000};

  // What tests look at.
  SigningKey key;
  Uuid epoch;
  std::vector<Held> log;  // in order of arrival, refused ones too
  std::set<std::pair<Uuid, std::uint64_t>> refused;
  int batches = 0, pulls = 0, relays = 0;
  std::optional<wire::DeviceHealth> health;  // of the last pull
  bool have(const Uuid& incarnation, std::uint64_t seq) const { return index_.contains({incarnation, seq}); }
  const Held& held(const Uuid& incarnation, std::uint64_t seq) const {
    return log[index_.at({incarnation, seq})];
  }

  void back_up();  // everything held now survives restore()
  void restore();  // back to the backup, in a new epoch

 private:
  std::optional<PublicKey> key_of(const Uuid& incarnation) const;
  HttpAnswer take_batch(const Bytes& body);
  HttpAnswer give_page(const Bytes& body);
  HttpAnswer take_relay(const Bytes& body);
  HttpAnswer enrol(const Bytes& body);
  bool keep(const Uuid& incarnation, std::uint64_t seq, ByteView event, ByteView sealed);
  wire::Horizon horizon(const Uuid& incarnation, std::size_t below) const;

  std::map<std::pair<Uuid, std::uint64_t>, std::size_t> index_;
  std::size_t backed_up_ = 0;
};

// Between device and office. Faults are drawn from a seed; `faults` = how many of 100 exchanges go wrong.
class FaultyNetwork : public Network {
 public:
  explicit FaultyNetwork(FakeOffice& office, std::uint64_t seed = 1) : office_(office), random_(seed) {}
  Result<HttpAnswer> exchange(const HttpRequest& request) override;
  void abort() override;

  int faults = 0;
  bool down = false;
  std::deque<HttpAnswer> instead;  // answered first, office untouched
  bool hold_long_polls = false;    // until abort() or release()
  void release();
  bool overtake = false;  // every second batch arrives after the one sent after it
  int overtaken = 0;
  int exchanges = 0;
  std::vector<std::string> paths;

 private:
  Result<HttpAnswer> wrong(const HttpRequest& request);
  FakeOffice& office_;
  SeededRandom random_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool released_ = false;
  std::map<std::string, HttpAnswer> older_;  // an answer that came before, for playing again
};

}  // namespace redress::test
