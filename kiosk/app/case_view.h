// A case as screens and CLI show it: the fold, what the policy derives, and what may be read here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/case_fold.h"

namespace redress {

// What the policy computes now from the events; never stored (core/policy/judge).
struct ClockView {
  enum class State { running, stopped_in_time, stopped_late, overdue, paused, none };
  std::string name;                    // acknowledge, first_answer, resolve
  State state = State::none;
  Instant start, due;
  std::optional<Instant> stopped_at;
  double share = 0;                    // of the time used, may pass 1
  bool warn = false;                   // a warn point is passed
  bool working_days = false;           // unit of the words "2 working days left"
  int working_days_left = 0;
  std::int64_t transit_ms = 0;         // part of a lateness that is sync's
  bool from_arrival = false;           // capture time was not plausible
};

struct LevelView {
  int level = 0;                       // 0: contact type without a level
  std::string trigger;                 // "injury": texts trigger.<name>
  std::string evidence;                // clear words of the evidence, may be empty
  Instant at;
};

struct TimelineEntry {
  CaseEvent event;
  std::string device;                  // name of the author device, empty if unknown
  std::string person;                  // name of the staff member, empty if not staff or unknown
  Json sealed = Json::object();        // opened sealed fields without contact (counter only)
  bool sealed_missing = false;         // not here yet, erased, or not readable here
};

struct CaseView {
  CaseState state;
  LevelView level;
  std::vector<LevelView> level_history;
  std::vector<ClockView> clocks;
  std::vector<TimelineEntry> events;   // in case order
  Json said = Json::object();          // opened sealed intake without contact: text, outcome_text, product
  bool has_contact = false;
  std::optional<Instant> confirm_until;
  std::optional<Instant> promised_first_answer, promised_resolve;  // as printed
  std::map<std::string, Permission> actions;  // by action name, for the person who asked (or the shopper)
};

// One row of the counter's queue.
struct QueueRowView {
  CaseCode code;
  int level = 0;
  std::string contact_type, category, subcategory, place, channel, device, owner, owner_department;
  Stage stage = Stage::acknowledge;
  std::string summary;                 // first words of the text, counter only
  ClockView nearest;                   // the clock that decides the order
  bool paused = false, conflict = false, disputed = false, waiting_for_shopper = false;
  std::optional<Instant> paused_until;
  std::string pause_reason;
  bool content_hidden = false;         // level 1 of another department (screens-staff 41)
  Instant submitted_at;
};

struct QueueFilter {
  enum class Scope { mine, department, mall } scope = Scope::department;
  std::vector<int> levels;             // empty: all
  std::optional<Stage> stage;
  std::string department;              // empty: all
  int page = 0, page_size = 8;
};

struct QueueView {
  std::vector<QueueRowView> rows;      // the page asked for, in the queue's order
  std::int64_t total = 0;              // matching the filter
  std::int64_t mine = 0, department = 0, mall = 0;
  std::int64_t overdue = 0, due_soon = 0;
  std::int64_t hidden_by_filter = 0;
};

}  // namespace redress
