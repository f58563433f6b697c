// A lost receipt: finding cases by the phone that was left with them, after somebody said who asks and what
// for (R130, decision 17). Every question stands in the record as an event without a case, so head office's
// purpose log holds those of the counters too.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/case_code.h"
#include "core/model/words.h"

namespace redress {

enum class Asker { shopper, relative, authority, staff };
inline constexpr auto kAskers = words<Asker>("shopper", "relative", "authority", "staff");

enum class Purpose { lost_receipt, progress, own_data, official_request };
inline constexpr auto kPurposes_of_lookup =
    words<Purpose>("lost_receipt", "progress", "own_data", "official_request");

inline constexpr int kLookup_days = 366;
inline constexpr int kLookups_an_hour = 20;  // of one person; so nobody tries numbers
inline constexpr std::size_t kLeast_phone_digits = 7;
inline constexpr std::size_t kMost_found = 64;  // of one question; nobody has lost more receipts

constexpr bool may_look_up(Role role) {
  return role == Role::service || role == Role::supervisor || role == Role::manager || role == Role::analyst;
}

struct PhoneQuestion {
  std::string phone;
  Asker asker = Asker::shopper;
  Purpose purpose = Purpose::lost_receipt;
  int days = 92;  // back from now
};
// {"phone":"…","asker":"shopper","purpose":"lost_receipt","days":92}; `days` may be absent. Errc::invalid
// names the key.
Result<PhoneQuestion> parse_phone_question(const Json& json);
// Errc::invalid: "phone" is too short, "days" is out of range.
Status check_phone_question(const PhoneQuestion& question);

// The event of one question: kind and body. It holds no phone number.
inline constexpr std::string_view kLooked_up = "looked_up";
Json looked_up_body(Asker asker, Purpose purpose, const std::vector<CaseCode>& found);

}  // namespace redress
