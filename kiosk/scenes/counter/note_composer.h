// 42, under the timeline: a sentence written where the events stand. Internal unless "visible to shopper" is
// chosen; that asks once, after the check of answers looked for names, numbers and internal words. What it
// writes are the actions note and reply, like everywhere else. ui thread.
#pragma once

#include <string>
#include <vector>

#include "core/policy/answer_check.h"
#include "kiosk/app/app.h"
#include "kiosk/app/case_view.h"
#include "kiosk/scenes/counter/typed_fields.h"

namespace redress::counter {

class NoteComposer {
 public:
  enum class Wish { nothing, redraw, record };

  // The composer of this case, with what the person left there as a draft.
  void open(App& app, CaseCode code);
  void start(bool for_shopper);  // typing into it
  void leave();                  // the keyboard goes, the text stays
  bool typing() const { return !typed_.typing().empty(); }
  bool asking() const { return asking_; }
  bool dirty() const { return typed_.any(); }
  void keep(App& app) const { typed_.keep(app, draft()); }

  // record: action() is to be acted now. Ids "field:note", "note:internal", "note:shopper", "note:add",
  // "note:send", "note:not_yet".
  Wish on(const ui::UiEvent& event, App& app, const CaseView& view);
  bool take(App& app);  // after a wake; true: something is to be drawn
  Action action() const;
  void recorded(App& app);  // it is in the record: empties itself

  // Beside the timeline, 62 high; with the keyboard, as large as `r` is above the tray; the question, drawn
  // last.
  void draw_closed(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view) const;
  void draw_typing(ui::Canvas& c, const ui::Rect& r, const App& app, const CaseView& view, bool busy) const;
  void draw_question(ui::Canvas& c, const App& app) const;
  // The screen's lower part, which the keyboard takes while typing.
  ui::Rect tray(const ui::Canvas& c) const { return typed_.tray(c); }

 private:
  std::string draft() const { return "case/" + to_compact(code_) + "/"; }
  Wish add(App& app);
  void draw_audience(ui::Canvas& c, const ui::Rect& r, const App& app, const CaseView& view) const;

  CaseCode code_;
  TypedFields typed_;
  bool for_shopper_ = false, asking_ = false, checked_ = false;
  Pending<std::vector<AnswerFinding>> checking_;
  std::vector<AnswerFinding> found_;
};

}  // namespace redress::counter
