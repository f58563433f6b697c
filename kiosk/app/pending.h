// An answer that is still on its way from another thread. A scene keeps it and looks when it is woken;
// letting it go drops the answer, never the work.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "core/base/result.h"

namespace redress {

template <class T>
class Pending {
 public:
  Pending() = default;
  static Pending started() {
    Pending pending;
    pending.state_ = std::make_shared<State>();
    return pending;
  }
  bool waiting() const {  // asked and not yet answered
    if (!state_) return false;
    std::lock_guard lock(state_->mutex);
    return !state_->answer;
  }
  // The answer, once.
  std::optional<Result<T>> take() {
    auto state = state_;
    if (!state) return std::nullopt;
    std::lock_guard lock(state->mutex);
    if (!state->answer) return std::nullopt;
    state_.reset();
    return std::move(state->answer);
  }
  // By the answering thread.
  void set(Result<T> answer) const {
    std::lock_guard lock(state_->mutex);
    state_->answer.emplace(std::move(answer));
  }

 private:
  struct State {
    std::mutex mutex;
    std::optional<Result<T>> answer;
  };
  std::shared_ptr<State> state_;
};

}  // namespace redress
