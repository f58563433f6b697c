// What lies between a device and head office: loses, delays, repeats, reorders, harms and invents answers,
// drawn from the device's seed.
//
// Thread: the uplink's; one exchange at a time (PushLimits::lines = 1).
#pragma once

#include <deque>
#include <functional>
#include <map>

#include "core/env/network.h"
#include "tests/sim/faults.h"
#include "tests/sim/office.h"

namespace redress::sim {

// Requests that are still on their way when their sender has given up; they arrive before a later exchange.
using Underway = std::deque<HttpRequest>;

class SimNetwork : public Network {
 public:
  SimNetwork(HeadOffice& office, Underway& underway, std::uint64_t seed)
      : office_(office), underway_(underway), random_(seed) {}
  Result<HttpAnswer> exchange(const HttpRequest& request) override;

  NetworkFaults faults;
  bool down = false;
  std::int64_t spent_ms = 0;  // what the exchanges cost; the world's clock moves on after the step
  // Sees every answer as the device will; only for bugs put in on purpose.
  std::function<void(const HttpRequest&, const HttpAnswer&)> on_answer;

 private:
  Result<HttpAnswer> carry(const HttpRequest& request);
  Result<HttpAnswer> nothing(const char* why);
  HttpAnswer invented();
  HttpRequest harmed(HttpRequest request);
  void deliver_late();
  HeadOffice& office_;
  Underway& underway_;
  SimRandom random_;
  std::map<std::string, HttpAnswer> older_;  // the last good answer of each address, for playing again
};

}  // namespace redress::sim
