// Handing the draft to the desk: what is handed over, once, and what came of it.
#pragma once

#include "kiosk/app/app.h"

namespace redress::shopper {

// What would be submitted now: answers, consent as shown, form of address.
Intake intake_of(const App& app);

class Submission {
 public:
  // A second touch while one runs does nothing: one case.
  void start(App& app);
  bool running() const { return running_; }
  // When woken. True once, when the answer is there: then visit.submitted or visit.submit_error is set, and in
  // the first case every typed text of the draft is overwritten.
  bool settle(App& app);

 private:
  Pending<Submitted> answer_;
  bool running_ = false;
};

// 21, or 22 where nothing can be printed.
std::string finish_scene(const App& app);

}  // namespace redress::shopper
