// Head office in the simulation: the real one behind its real handler, on a disk of its own, without sockets.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/env/network.h"
#include "platform/sim/sim_clock.h"
#include "platform/sim/sim_random.h"
#include "sync/headoffice/http/http_server.h"
#include "sync/headoffice/people/session.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/router.h"
#include "tests/disk/disk.h"

namespace redress::sim {

struct Copy {
  std::string path;
  Instant at;
};

class HeadOffice {
 public:
  // Stretching the PINs of the demo's people takes seconds, so every run starts from a copy of one folder.
  HeadOffice(std::string folder, const std::string& template_folder, const Instant& now, std::uint64_t seed);

  bool start();  // false: its disk would not let it
  void stop() { serve_ = {}, office_.reset(); }
  bool running() const { return office_ && !disk.off(); }
  void power_cycle(disk::Loss loss);
  headoffice::Office& office() { return *office_; }

  // Nothing: not running, or the power went before the answer.
  std::optional<HttpAnswer> answer(const HttpRequest& request);

  bool back_up();
  void drop_old_copies();
  bool restore(std::size_t which);
  // An administrator's act; the error's words when it was not done.
  Status erase(CaseCode code, const std::string& scope);
  Status publish_policy(int hours);
  void upkeep();  // what the background thread does
  const std::string& data() const { return data_; }

  disk::Disk disk;
  SimClock clock;
  SimRandom random;
  std::vector<Copy> copies;
  int restores = 0;

 private:
  std::string folder_, data_;
  std::unique_ptr<headoffice::Office> office_;
  headoffice::Router pages_;
  headoffice::Serve serve_;
  headoffice::Visitor administrator_;
};

// Sets one up under `folder`, for copying.
void make_template(const std::string& folder);

}  // namespace redress::sim
