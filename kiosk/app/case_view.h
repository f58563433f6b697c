// A case as screens and CLI show it: the fold, what the policy derives, and what may be read here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/case_fold.h"
#include "core/policy/judge.h"
#include "core/store/rows.h"

namespace redress {

struct TimelineEntry {
  CaseEvent event;
  std::string device;                  // name of the author device, empty if unknown
  std::string person;                  // name of the staff member, empty if not staff or unknown
  std::string assignee;                // assigned: who is to do it, by name, else number; empty: nobody named
  Json sealed = Json::object();        // opened sealed fields without contact (counter only)
  bool sealed_missing = false;         // not here yet, erased, or not readable here
};

struct LinkView {
  CaseCode other;
  std::string relation;                // duplicate, repeat, same_cause
  bool from_other = false;             // written in the other case
};

struct CaseView {
  CaseState state;
  CaseFacts facts;
  Judgement judgement;                 // level, triggers, clocks: computed now, never stored
  std::vector<TimelineEntry> events;   // in case order
  Json said = Json::object();          // opened sealed intake without contact: text, outcome_text, product
  bool has_contact = false;
  std::vector<LinkView> links;
  std::map<std::string, std::string> names;  // of the mall's staff by number (counter only)
  std::vector<DeviceNews> other_devices;     // of a case not here, for staff: longest silent first
  std::map<std::string, Permission> actions;  // by action name, for the person who asked (or the shopper)
};

// One row of the counter's queue.
struct QueueRowView {
  CaseCode code;
  int level = 0;
  std::optional<Instant> changes_at;   // time alone makes another row of it then
  std::string contact_type, category, subcategory, place, channel, device, owner, owner_department;
  Stage stage = Stage::acknowledge;
  std::string summary;                 // first words of the text, counter only
  std::optional<ClockView> nearest;    // the running clock that is due first: decides the order
  bool paused = false, conflict = false, disputed = false, waiting_for_shopper = false;
  std::optional<Instant> paused_until;
  std::string pause_reason;
  std::string decided_by;            // department, beyond the outer limit (R69)
  bool missing = false;                // only the code is here: somebody waits for the case (screen 47)
  bool missing_for_a_day = false;      // the manager looks into it
  int cluster = 0;                     // of so many people's same complaints (R53); 0: of none
  std::optional<Instant> call_back_due;  // the shopper is still to be asked whether it is solved
  std::string escalated_to;            // by a person: escalated_to() of its state
  bool arrived = false;                // here now, and the person who asked wanted to know
  bool content_hidden = false;         // level 1 of another department (screens-staff 41)
  Instant submitted_at;
};

// What a look-up by phone tells: enough to ask the shopper about, nothing that they told us.
struct FoundCase {
  CaseCode code;
  std::string contact_type, category, subcategory, place;
  Stage stage = Stage::acknowledge;
  Instant submitted_at;
};

struct QueueFilter {
  enum class Scope { mine, department, mall } scope = Scope::department;
  std::vector<int> levels;             // empty: all
  std::optional<Stage> stage;
  std::string department;              // empty: all
  std::string owner;                   // staff number; empty: all
  bool overdue = false;                // only those
  bool call_back = false;              // instead of open cases: those whose shopper is to be called back
  int page = 0, page_size = 8;
};

struct QueueView {
  std::vector<QueueRowView> rows;      // the page asked for, in the queue's order
  std::int64_t total = 0;              // matching the filter
  std::int64_t mine = 0, department = 0, mall = 0;
  std::int64_t overdue = 0, due_soon = 0;  // of total, on whichever page
  std::int64_t hidden_by_filter = 0;
  std::int64_t call_backs = 0;         // of the mall that this person may do or see
};

}  // namespace redress
