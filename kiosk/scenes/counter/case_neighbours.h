// The cases before and behind the open one, in the order of the queue as the person has filtered it
// (screens-staff 42).
#pragma once

#include <optional>

#include "kiosk/app/app.h"
#include "kiosk/ui/pointer.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

class CaseNeighbours {
 public:
  void ask(App& app, CaseCode code);
  // After a wake. True: something is to be drawn.
  bool take(App& app);
  // Makes the touched neighbour the open case. False: none was touched.
  bool on(const ui::UiEvent& event, App& app) const;
  // Takes its room from the right of the head; none where the case is not in the queue. Ids "case:prev",
  // "case:next".
  void draw(ui::Canvas& c, ui::Rect& head, const App& app) const;

 private:
  struct Neighbour {
    CaseCode code;
    int page = 0;
  };
  void ask_page(App& app, int page);

  CaseCode code_;
  int page_ = 0, asked_page_ = 0;
  bool listed_ = false;
  std::optional<Neighbour> before_, behind_;
  Pending<QueueView> asking_;
};

}  // namespace redress::counter
