// One argon2id at a time, and at most one more waiting for its turn: guesses can fill neither the memory nor the crew that
// answers everybody else.
//
// Thread: any.
#pragma once

#include <atomic>
#include <mutex>

namespace redress::headoffice {

class StretchGate {
 public:
  // Its turn while it lives; not in: too many ask at once, come back soon.
  class Turn {
   public:
    explicit Turn(StretchGate& gate, bool patient) : gate_(gate), in_(++gate.asking_ <= kAsking || patient) {
      if (in_) gate_.one_.lock();
    }
    ~Turn() {
      if (in_) gate_.one_.unlock();
      --gate_.asking_;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool in() const { return in_; }

   private:
    StretchGate& gate_;
    bool in_;
  };
  Turn try_turn() { return Turn(*this, false); }
  // However long it takes: for who is known already.
  Turn turn() { return Turn(*this, true); }
  int asking() const { return asking_; }

 private:
  static constexpr int kAsking = 2;
  std::mutex one_;
  std::atomic<int> asking_{0};
};

}  // namespace redress::headoffice
