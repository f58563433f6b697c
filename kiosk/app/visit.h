// One shopper's visit: what was answered so far. Lives in memory only and is wiped when the visit ends.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/case_code.h"
#include "core/model/intake.h"
#include "kiosk/app/desk.h"
#include "kiosk/ui/secret_text.h"

namespace redress {

enum class Answer3 { none, no, yes };
enum class ContactChoice { none, anonymous, phone };

struct Visit {
  std::string contact_type;              // complaint …
  Answer3 injured = Answer3::none;
  std::string injury_alarm, staff_call;  // ids of what was raised in this visit and not taken back
  std::string category, subcategory, place;
  std::string date;                      // "2026-04-12"
  std::string day_part;
  Answer3 money = Answer3::none, before = Answer3::none, promise = Answer3::none, media = Answer3::none;
  std::optional<std::int64_t> loss_fen;  // lower bound of the band (decision 8)
  std::string earlier_case;              // compact code
  ui::SecretText product;
  ui::SecretText story;
  std::vector<std::string> phrases_used;
  bool call_me = false;                  // 不想打字：请工作人员打给我
  std::vector<std::string> outcomes;
  ui::SecretText outcome_text;
  ContactChoice contact = ContactChoice::none;
  std::string title;                     // ms, mr
  ui::SecretText phone, name, email, address;
  bool consent = false;
  bool editing = false;                  // came from the review: Next reads 改好了 and returns there

  std::optional<Submitted> submitted;
  std::optional<Errc> submit_error;      // why the last try did not save it
  std::optional<PrintView> printed;      // how far the receipt was when last asked
  int idle_extensions = 0;               // "still here" in a row, without any other touch between
  std::uint64_t last_extension_ms = 0;
  std::optional<CaseCode> looked_up;

  bool touched() const { return !contact_type.empty(); }
  // What staff come for: somebody hurt before a mere call. Empty: nobody was called.
  const std::string& alarm() const { return injury_alarm.empty() ? staff_call : injury_alarm; }
  // What would be submitted. `language`, consent text and version, channel come from the app.
  Intake intake(const std::string& language, const std::string& consent_text, const std::string& consent_version) const;
  // Only a complaint is asked its kind, when it happened, what it did and what would put it right (decision 0010).
  bool complains() const { return contact_type.empty() || contact_type == "complaint"; }
  void drop_complaint_answers();  // so that nothing is sent that the review does not show
  void wipe();
};

}  // namespace redress
