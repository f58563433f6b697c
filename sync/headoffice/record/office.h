// Everything a request, a command or a background task needs, in one place: store, keys, epoch, clock,
// counters. One per process; lives as long as the data folder is owned.
//
// Thread: every member is safe to use from many threads.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "core/env/clock.h"
#include "core/env/random.h"
#include "sync/headoffice/http/bell.h"
#include "sync/headoffice/http/counters.h"
#include "sync/headoffice/http/guess_limit.h"
#include "sync/headoffice/people/stretch_gate.h"
#include "sync/headoffice/record/keys.h"
#include "sync/headoffice/record/store.h"
#include "sync/headoffice/report/running_days.h"
#include "sync/headoffice/rules/rule_shelf.h"

namespace redress::headoffice {

class Office {
 public:
  // Errc::not_found: the folder was never set up (`init`).
  static Result<std::unique_ptr<Office>> open(const std::string& folder, Clock& clock, Random& random);

  Store& store() { return *store_; }
  const Keys& keys() const { return keys_; }
  Epoch epoch() const;
  Status new_epoch(std::string_view reason);  // decision 15; everything pulls and offers again
  Instant now() const { return clock_.wall(); }
  Clock& clock() { return clock_; }
  Random& random() { return random_; }
  Counters& counters() { return counters_; }
  Bell& bell() { return bell_; }
  GuessLimit& guesses() { return guesses_; }                  // of codes
  GuessLimit& sign_in_guesses() { return sign_in_guesses_; }  // of passwords
  RuleShelf& rules() { return rules_; }
  RunningDays& running_days() { return running_days_; }
  // An erasure was committed, but not noted outside or not out of the log yet (finish_erasures): background does it.
  std::atomic<bool> erasures_due{false};
  std::atomic<bool> holds_due{false};  // the same of note_holds
  StretchGate& stretching() { return stretching_; }

  // "https://host" of the pages as shoppers reach them, from `--public-url` or the site documents.
  std::string public_url;

 private:
  Office(std::unique_ptr<Store> store, Keys keys, Epoch epoch, Clock& clock, Random& random)
      : store_(std::move(store)), keys_(std::move(keys)), epoch_(epoch), clock_(clock), random_(random) {}
  std::unique_ptr<Store> store_;
  Keys keys_;
  mutable std::mutex epoch_guard_;
  Epoch epoch_;
  Clock& clock_;
  Random& random_;
  Counters counters_;
  Bell bell_;
  GuessLimit guesses_, sign_in_guesses_;
  RuleShelf rules_;
  RunningDays running_days_;
  StretchGate stretching_;
};

}  // namespace redress::headoffice
