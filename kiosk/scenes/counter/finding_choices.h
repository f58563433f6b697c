// What an investigation is classed as, chosen from short lists: kind of cause (R43), validity (R26),
// difficulty (R40) and who outside takes part (R41); who takes the measures of the plan and until when (R92). Only the cause
// must be said.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/ui/pointer.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

class FindingChoices {
 public:
  // True: something is to be drawn. Touching what is chosen takes an optional choice back.
  bool on(const ui::UiEvent& event);
  bool picking() const { return !picking_.empty(); }  // a list is open
  void close() { picking_.clear(); }
  bool any() const { return !chosen_.empty(); }
  bool has_cause() const { return chosen_.count("cause") != 0; }
  void add_to(Json& clear) const;

  // "cause:process" …, for the draft.
  std::vector<std::string> kept() const;
  void recall(const std::vector<std::string>& kept);

  // Takes its rows from the bottom of `inside`.
  void draw(ui::Canvas& c, ui::Rect& inside, const App& app) const;
  void draw_plan(ui::Canvas& c, ui::Rect& inside, const App& app) const;
  // Over everything else, while picking().
  void draw_list(ui::Canvas& c, const App& app) const;

 private:
  std::string chosen(std::string_view list) const;
  void draw_pick(ui::Canvas& c, ui::Rect r, const App& app, std::string_view field, const std::string& caption) const;

  std::map<std::string, std::string, std::less<>> chosen_;
  std::string picking_;  // the field whose list is open
};

}  // namespace redress::counter
