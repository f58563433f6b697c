// What the shopper (or staff on their behalf) told us; immutable once submitted (R2, R3, R6–R9).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/civil.h"
#include "core/base/instant.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/model/words.h"

namespace redress {

// The clear part goes into the event body, everything a person typed into the sealed part.
struct Intake {
  Json clear = Json::object();  // contact_type, category, subcategory, place, occurred, impact, outcomes, …
  Json sealed = Json::object();  // text, outcome_text, product, contact{name, phone, email, address}

  ContactType contact_type() const;
  std::string_view category() const { return clear["category"].string(); }
  bool has_contact() const { return sealed.has("contact"); }
};

// Strict: unknown keys or values are errors "key: reason". Category, subcategory and place are only checked
// for form here; whether they exist is the policy's and the site's word (core/app checks it).
// A contact needs consent{text, version}; anonymous excludes a contact.
Result<Intake> parse_intake(const Json& json);
Result<Intake> parse_intake_line(std::string_view line);

// What was typed but for whom to call and how: that is opened by itself, with a reason (decision 18).
Json without_contact(const Json& typed);

// What happened, or was received, lies behind `now` (and not in a day after `today`, the mall's day then). Ask only
// while the clock is trusted. Errors as above.
Status check_not_ahead(const Intake& intake, Instant now, CivilDate today);

// One @ with something before it, a name with a dot behind it, no blank: what a mistyped address is not.
bool is_email(std::string_view address);

// The date that the receipt promised, as the clear part says: `which` is first_answer or resolve. Nothing:
// none, or no date that could be promised.
std::optional<Instant> promised_date(const Json& clear, std::string_view which);

}  // namespace redress
