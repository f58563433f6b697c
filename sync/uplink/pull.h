// What head office hands down: events of our scope, documents, devices, alarms, and the beginning of a new epoch.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "core/store/store.h"
#include "sync/uplink/link.h"
#include "sync/wire/pull.h"

namespace redress {

struct PullReport {
  Problem problem;
  std::uint64_t pages = 0, events = 0, documents = 0, alarms = 0;
  std::vector<CaseCode> cases;                // changed ones
  bool reset = false;                         // a new epoch began: everything is offered again
  std::optional<std::int64_t> clock_offset_ms;  // head office's clock minus ours
};

class Pull {
 public:
  Pull(Store& store, Network& network, Clock& clock, Random& random, LinkTarget target);
  // Until there is no more. `wait_ms` > 0: the first request is held by head office until there is something.
  PullReport run(const StopFlag& stop, int wait_ms = 0);
  // Told with every request from here on. Any thread.
  void tell_health(wire::DeviceHealth health);
  // One page only.
  PullReport look();

 private:
  Result<wire::PullRequest> make_pull_request(int wait_ms);
  bool one_page(int wait_ms);  // false: over
  void measure_earlier_clocks(const StopFlag& stop);
  bool take_page(const wire::PullPage& page, const wire::PullRequest& request);
  bool fits(const wire::PullPage& page, const wire::PullRequest& request);
  Status apply(const wire::PullPage& page, const wire::PullRequest& request);
  void fail(Problem problem) { report_.problem = std::move(problem); }

  Store& store_;
  Network& network_;
  Clock& clock_;
  Random& random_;
  const LinkTarget target_;
  std::mutex health_mutex_;
  std::optional<wire::DeviceHealth> health_;
  PullReport report_;
  bool prove_ = false, proved_ = false, remeasured_ = false;
  std::optional<Stamp> asks_by_;  // another clock than the present one
};

}  // namespace redress
