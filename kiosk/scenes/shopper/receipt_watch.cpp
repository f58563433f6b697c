#include "kiosk/scenes/shopper/receipt_watch.h"

namespace redress::shopper {

using State = PrintView::State;

bool print_went_wrong(const std::optional<PrintView>& view) {
  return view && (view->state == State::failed || view->state == State::uncertain);
}

bool print_is_final(const std::optional<PrintView>& view) {
  return view && (view->state == State::printed || print_went_wrong(view));
}

void ReceiptWatch::enter(App& app) {
  const auto& visit = app.visit;
  if (!visit.submitted) return;
  if (!visit.printed && app.here().has_printer && !print_.waiting())
    print_ = app.desk().print(visit.submitted->code, std::string(app.language_code()), "");
  tick(app);
}

void ReceiptWatch::tick(App& app) {
  const auto& visit = app.visit;
  if (!visit.submitted) return;
  if (!print_.waiting() && visit.printed && !print_is_final(visit.printed)) print_ = app.desk().print_state(visit.submitted->code);
  if (!delivered_ && !delivery_.waiting()) delivery_ = app.desk().delivered(visit.submitted->event);
}

bool ReceiptWatch::news(App& app) {
  bool changed = false;
  if (auto answer = print_.take()) {
    PrintView failed;
    failed.state = State::failed;
    app.visit.printed = answer->ok() ? **answer : failed;
    changed = true;
  }
  if (auto answer = delivery_.take(); answer && answer->ok() && **answer) delivered_ = changed = true;
  return changed;
}

}  // namespace redress::shopper
