// Work that nobody waits for: search index, cases that change by time, checkpoints. One thread; it yields
// while devices upload.
#pragma once

#include <atomic>
#include <thread>

#include "sync/headoffice/cases/clusters.h"

namespace redress::headoffice {

class Office;

class Background {
 public:
  explicit Background(Office& office);
  ~Background();

 private:
  void run();
  bool work();  // one round; false: nothing to do
  Office& office_;
  ClusterUpkeep clusters_;
  int skipped_ = 0;
  bool was_busy_ = false;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

}  // namespace redress::headoffice
