// What became of a submitted case, asked of the desk at most once a second: is the receipt out, does head office
// have it. Only what was answered is ever said.
#pragma once

#include "kiosk/app/app.h"

namespace redress::shopper {

class ReceiptWatch {
 public:
  void enter(App& app);       // starts printing, once a case
  void tick(App& app);        // asks what is not final yet
  bool news(App& app);        // true if something changed

  bool delivered() const { return delivered_; }

 private:
  Pending<PrintView> print_;
  Pending<bool> delivery_;
  bool delivered_ = false;
};

bool print_is_final(const std::optional<PrintView>& view);
// Printed badly or not at all: the card to photograph is shown instead.
bool print_went_wrong(const std::optional<PrintView>& view);

}  // namespace redress::shopper
