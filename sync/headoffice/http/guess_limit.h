// Counts wrong guesses per client address (codes, enrolment codes). Right ones never count and are always
// answered: a whole mall sits behind one address (decision 25).
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "core/base/instant.h"

namespace redress::headoffice {

class GuessLimit {
 public:
  static constexpr int kWrong = 30;  // then wrong guesses are answered 429 until the window is over
  static constexpr std::int64_t kWindow_ms = 10 * kMinute_ms;
  static constexpr std::size_t kAddresses = 50'000;

  // True: this wrong guess is one too many.
  bool wrong(const std::string& address, Instant now);
  // No further guess of this address is looked at: for guesses that are dear to check.
  bool spent(const std::string& address, Instant now);

 private:
  struct Window {
    std::int64_t began_ms = 0;
    int wrong = 0;
  };
  Window& window_of(const std::string& address, Instant now);
  std::mutex guard_;
  std::map<std::string, Window> windows_;
};

}  // namespace redress::headoffice
