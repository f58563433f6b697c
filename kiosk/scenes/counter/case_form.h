// What the forms of one case have in common (43, 44, 45, call-back, every other action with fields): the case is looked up, what
// is typed stays as a draft of the person until the step is recorded, and a recorded step leads back to the case.
#pragma once

#include <string>
#include <vector>

#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/scenes/counter/typed_fields.h"

namespace redress::counter {

class CaseForm : public StaffScene {
 public:
  explicit CaseForm(std::string name) : name_(std::move(name)) {}
  bool has_text_field() const override { return true; }

 protected:
  virtual void begin(App& app) = 0;                          // adds the fields; recalls choices
  virtual void seen(App&) {}                                 // view() is there
  virtual void took(App&) {}                                 // other answers of the desk
  virtual void keep_choices(App&) const {}
  virtual void forget_choices(App&) const {}
  virtual std::vector<std::string> gaps(const App&) const = 0;  // labels of what is still needed

  void opened(App& app) final;
  void closing(App& app) final;
  bool dirty() const override { return !done_ && view_ && typed_.any(); }
  void keep_draft(App& app) final;
  Step on_back(App& app) override;

  // Takes what the desk answered; Step::back() once the step is recorded.
  Step answer(App& app);
  void act(Pending<Uuid> acting) { acting_ = std::move(acting); }
  bool may_submit(const App& app) const { return view_ && !acting_.waiting() && gaps(app).empty(); }
  bool done() const { return done_; }
  // 还差：…; empty if nothing is missing.
  std::string missing(const App& app) const;
  std::string draft(std::string_view field) const { return name_ + "/" + to_compact(code_) + "/" + std::string(field); }

  // Known only once it began: which action is asked for.
  void call(std::string name) { name_ = std::move(name); }

  CaseCode code_;
  std::optional<CaseView> view_;
  TypedFields typed_;

 private:
  std::string name_;
  bool done_ = false;
  Pending<CaseView> looking_;
  Pending<Uuid> acting_;
};

}  // namespace redress::counter
