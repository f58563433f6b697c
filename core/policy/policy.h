// The policy (处理制度): categories, triggers, clocks, calendar, departments, retention, consent: data, not code
// (R42, R45–R84, R124, R161). Parsed strictly from one signed, versioned JSON document; immutable; any thread.
// Numbers that a person reads ("24 hours", "one year") come from here, never from a catalogue.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/policy/calendar.h"
#include "core/policy/labels.h"
#include "core/policy/report_rules.h"

namespace redress {

inline constexpr int kNoLevel = 0;  // enquiry, suggestion, help: clocks but no level (decision 8)
inline constexpr int kWorstLevel = 1, kMildestLevel = 4;

struct Phrase {
  Labels labels;  // on the chip
  Labels adds;    // what it writes into the text, with full stop
};

struct ContactTypeRule {
  std::string code;    // complaint, suggestion, enquiry, help
  bool levels = false;
  std::string clocks;  // row of `clocks` if it has no levels
  bool enabled = true; // off: absent from the screen
  std::vector<Phrase> phrases;  // instead of the categories'
};

struct Subcategory {
  std::string code;
  Labels labels;
  std::string department;     // its category's unless named
  std::optional<int> level;   // its category's unless named
  std::vector<Phrase> phrases;  // its category's if empty
  std::vector<Labels> steps;    // its category's if empty
};

struct Category {
  std::string code, group, icon, department;
  std::optional<int> level;
  Labels labels, example;
  std::vector<Subcategory> subcategories;
  std::vector<Phrase> phrases;
  std::vector<Labels> steps;  // guide its investigation, in order (R162)
  std::optional<Duration> resolve_at_most;  // stricter than the level's limit (R77)
};

struct CategoryGroup {
  std::string code;
  Labels labels;
};

struct Outcome {
  std::string code;
  Labels labels;
  bool alone = false;  // clears the others and they clear it
};

enum class TriggerWhen {
  injured, media_or_court, loss, departments, escalated, category, promise_broken, cluster, open, repeat, disputed,
  complex, validity
};

// One rule that gives a level. Any one suffices, the worst wins (R45).
struct Trigger {
  std::string code;  // also key of its sentence: trigger.<code>
  int level = kMildestLevel;
  TriggerWhen when = TriggerWhen::category;
  std::int64_t fen = 0;                  // loss
  int count = 0;                         // departments, cluster
  int days = 0;                          // escalated, cluster, open
  std::vector<std::string> categories;   // category: "facilities" or "service_attitude.unauthorised_promise"
  std::vector<std::string> values;       // validity
};

// The clocks of one level, or of a contact type without levels.
struct ClockRow {
  std::string name;  // level_1 … level_4, enquiry, suggestion
  std::optional<Duration> acknowledge;
  std::optional<Duration> assign, investigate;  // time points of these stages (R73, R79)
  Duration first_answer, resolve, outer_limit;
  std::vector<int> warn_percent;
  std::vector<std::string> escalate_to;  // roles, nearest first
  bool manager_sets_date = false;        // an extension moves the first answer too (R70)
};

struct Department {
  std::string code, kind;
  Labels labels;
};

struct RoleRule {
  std::string code;
  Labels labels;
};

struct Keep {
  int amount = 1;
  enum class Unit { days, months, years } unit = Unit::years;
};

struct Retention {
  Keep normal, important, contact;     // after closing (R124)
  std::vector<int> important_levels;
};

struct Policy {
  std::string version, profile;
  std::vector<ContactTypeRule> contact_types;
  std::vector<CategoryGroup> groups;
  std::vector<Category> categories;
  std::vector<std::string> impact_questions;   // injured, loss, earlier_case, promise_broken, media_or_court, product
  std::vector<std::int64_t> loss_bands_fen;    // lower bounds; a band counts by its lower bound (decision 8)
  std::vector<Outcome> outcomes;
  int default_level = kMildestLevel;
  std::vector<Labels> level_words;             // worst first; empty: the catalogue's (level_words.h)
  std::vector<Trigger> triggers;
  std::vector<ClockRow> clocks;
  Calendar calendar;
  std::vector<Department> departments;
  std::vector<RoleRule> roles;
  int confirm_days = 7, reopen_days = 7, call_back_working_days = 3, extend_working_days = 5;
  int dispute_at_least_working_days = 1;
  int duplicate_days = 7;                      // the same matter is looked for so far back when one registers
  int pause_at_most_days = 30;                 // then the clock goes on by itself; who needs longer pauses anew (R69)
  Retention retention;
  std::string consent_version;
  Labels consent;                              // with the place {keep}
  int flood_cases_per_kiosk_hour = 0, flood_cases_per_phone_day = 0;  // flagged, never refused (decision 34)
  std::string regulator_phone;
  ReportRules report;                          // optional; without it the figures of the source documents

  const ContactTypeRule* contact_type(std::string_view code) const;
  const Category* category(std::string_view code) const;
  const Subcategory* subcategory(std::string_view category_code, std::string_view code) const;
  const Outcome* outcome(std::string_view code) const;
  const Department* department(std::string_view code) const;
  const RoleRule* role(std::string_view code) const;
  const Trigger* trigger(std::string_view code) const;
  const ClockRow* clock_row(std::string_view name) const;
  // Row of a contact type at a level (kNoLevel for types without).
  const ClockRow& clock_row(const ContactTypeRule& type, int level) const;

  int default_level_of(std::string_view category_code, std::string_view subcategory_code) const;
  std::string department_of(std::string_view category_code, std::string_view subcategory_code) const;
  const std::vector<Phrase>& phrases_of(std::string_view category_code, std::string_view subcategory_code) const;
  // A complaint is told in the words of its category, everything else in those of its type.
  const std::vector<Phrase>& phrases_of(std::string_view type_code, std::string_view category_code, std::string_view subcategory_code) const;
  const std::vector<Labels>& steps_of(std::string_view category_code, std::string_view subcategory_code) const;
  // Hours of the mildest level's first answer: what the home screen promises.
  int first_answer_hours() const;
};

// Errors: Errc::invalid, one line a fault with its path.
Result<Policy> parse_policy(std::string_view json);
// The embedded mall profile. It is tested, so a failure is a bug and ends the program.
const Policy& default_policy();

// 售后与退换货，维修拖延: category and kind as on receipts, review and lists; an unknown category as it is, an unknown kind left out.
std::string subject_words(const Policy& policy, std::string_view category, std::string_view subcategory, Language language);

// "Deleted one year after closing" in words of the policy's number, and the consent with it filled in.
std::string retention_sentence(const Policy& policy, Language language);
std::string consent_text(const Policy& policy, Language language);

}  // namespace redress
