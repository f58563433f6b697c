#include "core/policy/lint.h"

#include <algorithm>

#include "core/model/least_privilege.h"

namespace redress {

namespace {

class Lint {
 public:
  explicit Lint(const Policy& policy) : policy_(policy) {}
  std::vector<std::string> run() {
    for (const auto& trigger : policy_.triggers) {
      question_asked(trigger);
      enough_departments(trigger);
      something_to_raise(trigger);
      not_shadowed(trigger);
    }
    for (const auto& row : policy_.clocks) clock_row(row);
    for (int level = kWorstLevel; level < kMildestLevel; ++level) worse_is_faster(level);
    for (const auto& target : policy_.report.targets) goal_is_beyond_floor(target);
    warning_is_of_the_period();
    important_is_kept_longer();
    consent_says_how_long();
    return std::move(faults_);
  }

 private:
  void fault(const std::string& path, const std::string& what) { faults_.push_back(path + ": " + what); }

  bool asks(std::string_view question) const {
    const auto& all = policy_.impact_questions;
    return std::find(all.begin(), all.end(), question) != all.end();
  }

  // A trigger fed by an answer needs the question.
  void question_asked(const Trigger& trigger) {
    std::string_view question;
    switch (trigger.when) {
      case TriggerWhen::injured: question = "injured"; break;
      case TriggerWhen::media_or_court: question = "media_or_court"; break;
      case TriggerWhen::promise_broken: question = "promise_broken"; break;
      case TriggerWhen::loss: question = "loss"; break;
      default: return;
    }
    if (!asks(question)) fault("triggers." + trigger.code, "cannot be reached: impact_questions does not ask \"" + std::string(question) + "\"");
    if (trigger.when == TriggerWhen::loss && policy_.loss_bands_fen.back() < trigger.fen)
      fault("triggers." + trigger.code + ".fen", "cannot be reached: no band of loss_bands_fen begins at " + std::to_string(trigger.fen) + " or above");
  }

  void enough_departments(const Trigger& trigger) {
    const auto known = static_cast<int>(policy_.departments.size());
    if (trigger.when == TriggerWhen::departments && trigger.count > known)
      fault("triggers." + trigger.code + ".count", "cannot be reached: the policy knows " + std::to_string(known) + " departments");
  }

  // The level that a case has anyway is no worse than what the trigger gives, wherever it can fire.
  void something_to_raise(const Trigger& trigger) {
    if (trigger.when == TriggerWhen::validity) return;  // says why a case is mild
    bool raises = false;
    for (const auto& category : policy_.categories) {
      for (const auto& sub : category.subcategories)
        raises = raises || (concerns(trigger, category.code, sub.code) && policy_.default_level_of(category.code, sub.code) > trigger.level);
      raises = raises || (concerns(trigger, category.code, {}) && policy_.default_level_of(category.code, {}) > trigger.level);
    }
    bool is_default = trigger.level == policy_.default_level;  // names why, and changes nothing
    if (!raises && !is_default && trigger.level != kMildestLevel)
      fault("triggers." + trigger.code + ".level", "cannot be reached: every category it can meet has level " + std::to_string(trigger.level) + " or worse by default");
  }

  static bool concerns(const Trigger& trigger, const std::string& category, const std::string& sub) {
    if (trigger.when != TriggerWhen::category) return true;
    return std::any_of(trigger.categories.begin(), trigger.categories.end(),
                       [&](const std::string& name) { return name == category || (!sub.empty() && name == category + "." + sub); });
  }

  // Another trigger fires whenever this one does, and gives a level at least as bad.
  void not_shadowed(const Trigger& trigger) {
    for (const auto& other : policy_.triggers) {
      if (&other == &trigger || other.when != trigger.when || other.level > trigger.level) continue;
      if (other.level == trigger.level && &other > &trigger && equal(other, trigger)) continue;  // told once, at the second
      if (covers(other, trigger)) return fault("triggers." + trigger.code, "cannot be reached: \"" + other.code + "\" fires no later and is no milder");
    }
  }

  static bool equal(const Trigger& a, const Trigger& b) { return covers(a, b) && covers(b, a); }

  static bool covers(const Trigger& wide, const Trigger& narrow) {
    switch (wide.when) {
      case TriggerWhen::loss: return wide.fen <= narrow.fen;
      case TriggerWhen::departments: return wide.count <= narrow.count;
      case TriggerWhen::escalated: case TriggerWhen::open: return wide.days <= narrow.days;
      case TriggerWhen::cluster: return wide.count <= narrow.count && wide.days >= narrow.days;
      case TriggerWhen::category: return includes(wide.categories, narrow.categories);
      case TriggerWhen::validity: return includes(wide.values, narrow.values);
      default: return true;
    }
  }

  static bool includes(const std::vector<std::string>& wide, const std::vector<std::string>& narrow) {
    return std::all_of(narrow.begin(), narrow.end(), [&](const std::string& name) {
      auto whole = name.substr(0, name.find('.'));
      return std::find(wide.begin(), wide.end(), name) != wide.end() || std::find(wide.begin(), wide.end(), whole) != wide.end();
    });
  }

  void in_order(const std::string& path, const Duration& sooner, const Duration& later, std::string_view of_sooner) {
    if (sooner.unit == later.unit && sooner.amount > later.amount)
      fault(path, "is shorter than " + std::string(of_sooner) + " of the same row");
  }

  void clock_row(const ClockRow& row) {
    auto path = "clocks." + row.name;
    if (row.acknowledge) in_order(path + ".first_answer", *row.acknowledge, row.first_answer, "acknowledge");
    in_order(path + ".resolve", row.first_answer, row.resolve, "first_answer");
    if (row.assign && row.investigate) in_order(path + ".investigate", *row.assign, *row.investigate, "assign");
    if (row.assign) in_order(path + ".resolve", *row.assign, row.resolve, "assign");
    if (row.investigate) in_order(path + ".resolve", *row.investigate, row.resolve, "investigate");
    in_order(path + ".outer_limit", row.resolve, row.outer_limit, "resolve");
    if (row.escalate_to.empty()) fault(path + ".escalate_to", "names nobody: an overdue case would be nobody's");
    for (const auto& code : row.escalate_to)
      if (auto role = kRoles.find(code); role && !may_read_content(*role, kWorstLevel, true))
        fault(path + ".escalate_to", "names \"" + code + "\", who can read no case");
  }

  // Hours and falls are to be little, shares much.
  void goal_is_beyond_floor(const ReportTarget& target) {
    if (!target.goal) return;
    const bool less = target.unit == TargetUnit::hours || target.floor < 0;
    if (less ? *target.goal >= target.floor : *target.goal <= target.floor)
      fault("report.targets." + target.code + ".goal", "is no better than its floor of " + std::to_string(target.floor) +
                                                           (target.unit == TargetUnit::hours ? " hours" : " percent"));
  }

  void warning_is_of_the_period() {
    if (policy_.report.warn_day_cases > policy_.report.warn_period_cases)
      fault("report.warn_day_cases", "asks more cases of one day than warn_period_cases of the whole period");
  }

  // In twelfths of a day of 365, so that twelve months are a year.
  static std::int64_t length_of(const Keep& keep) {
    switch (keep.unit) {
      case Keep::Unit::days: return std::int64_t{12} * keep.amount;
      case Keep::Unit::months: return std::int64_t{365} * keep.amount;
      case Keep::Unit::years: return std::int64_t{12} * 365 * keep.amount;
    }
    return 0;
  }

  void important_is_kept_longer() {
    if (length_of(policy_.retention.important) < length_of(policy_.retention.normal))
      fault("retention.important", "is shorter than retention.case: what matters most would be erased first");
  }

  // A person agrees to something they were told: the place is filled with retention.contact (R124).
  void consent_says_how_long() {
    for (const auto& language : kLanguages)
      if (policy_.consent.in(language.id).find("{keep}") == std::string::npos)
        fault("consent.labels." + std::string(language.code), "does not say how long: the place {keep} is missing");
  }

  void worse_is_faster(int level) {
    const auto* row = policy_.clock_row("level_" + std::to_string(level));
    const auto* milder = policy_.clock_row("level_" + std::to_string(level + 1));
    if (!row || !milder) return;
    auto slower = [](const Duration& a, const Duration& b) { return a.unit == b.unit && a.amount > b.amount; };
    auto path = "clocks." + row->name;
    if (row->acknowledge && milder->acknowledge && slower(*row->acknowledge, *milder->acknowledge)) fault(path + ".acknowledge", "is slower than that of the milder level");
    if (slower(row->first_answer, milder->first_answer)) fault(path + ".first_answer", "is slower than that of the milder level");
    if (slower(row->resolve, milder->resolve)) fault(path + ".resolve", "is slower than that of the milder level");
  }

  const Policy& policy_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> lint_policy(const Policy& policy) { return Lint(policy).run(); }

}  // namespace redress
