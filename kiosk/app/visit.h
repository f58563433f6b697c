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
  std::string alarm;                     // id of the alarm raised in this visit
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
  ui::SecretText phone, name, email;
  bool consent = false;
  bool editing = false;                  // came from the review: Next reads 改好了 and returns there

  std::optional<Submitted> submitted;
  std::optional<Errc> submit_error;      // why the last try did not save it
  std::optional<PrintView> printed;      // how far the receipt was when last asked
  int idle_extensions = 0;               // "still here" in a row, without any other touch between
  std::uint64_t last_extension_ms = 0;
  std::optional<CaseCode> looked_up;

  bool touched() const { return !contact_type.empty(); }
  // What would be submitted. `language`, consent text and version, channel come from the app.
  Intake intake(const std::string& language, const std::string& consent_text, const std::string& consent_version) const;
  void wipe();
};

}  // namespace redress
