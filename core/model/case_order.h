// The order of events inside one case: its complaint first, then causality, then uncorrected author time, then id
// (decision 6).
#pragma once

#include <cstddef>
#include <vector>

#include "core/model/case_fold.h"

namespace redress {

class CaseOrder {
 public:
  explicit CaseOrder(const std::vector<CaseEvent>& events);
  // Indexes into `events`, each id once, authors' causes before their effects.
  const std::vector<std::size_t>& order() const { return order_; }
  // Did the author of `later` know `earlier`, directly or through others?
  bool had_seen(std::size_t later, std::size_t earlier) const;
  // Events that no other event has seen, newest last, at most 32.
  std::vector<Uuid> heads() const;

 private:
  const std::vector<CaseEvent>& events_;
  std::vector<std::size_t> order_;
  std::vector<std::vector<bool>> ancestors_;  // by index into events_
};

}  // namespace redress
