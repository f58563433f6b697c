// 整改: what the mall does about a cause, by whom and until when, and whether it helped (R150–R153). Its
// effect is told by the complaints of that cause a month, before and since.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/civil.h"
#include "core/model/words.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/people/session.h"
#include "sync/headoffice/record/ledger.h"

namespace redress::headoffice {

enum class CorrectionState { open, done, effective, without_effect, dropped };
inline constexpr auto kCorrectionStates =
    words<CorrectionState>("open", "done", "effective", "without_effect", "dropped");

// service, product, process, communication: what an investigation may find.
std::vector<std::string_view> cause_classes();

struct NewCorrection {
  std::string mall, cause;  // cause class of the investigations
  std::string category;     // empty: every category
  std::string action, owner;
  CivilDate due;
};

// Complaints of the cause in whole months.
struct CauseRate {
  std::int64_t cases = 0, months = 0;
  std::optional<std::int64_t> tenths() const;  // of a case a month
};

struct Correction {
  std::int64_t number = 0;
  NewCorrection what;
  std::string by;
  Instant at;
  CorrectionState state = CorrectionState::open;
  std::optional<Instant> done_at;
  std::string note;  // of the last step
  CauseRate before,
      since;  // three months before it was opened; since the month after it was done, at most three
  bool ended() const { return state != CorrectionState::open && state != CorrectionState::done; }
};

inline constexpr int kEffect_months = 3;

// Somebody of that mall or of head office who still works there; nobody else is taken as an owner.
bool may_own_correction(const PersonRow& person, std::string_view mall);

// Errc::invalid names the field; Errc::not_found: not the visitor's mall, or no such number.
Result<std::int64_t> open_correction(Office& office, const NewCorrection& correction, const Visitor& visitor);
// open → done → effective or without_effect; dropped from either. Errc::refused: not from here.
Status move_correction(Office& office, std::int64_t number, CorrectionState to, std::string_view note,
                       const Visitor& visitor);
// Those that are not ended first, the earliest due first; `with_effect`: also before and since.
Result<std::vector<Correction>> list_corrections(Office& office, std::string_view mall,
                                                 const Visitor& visitor, bool with_effect);
std::string corrections_csv(const std::vector<Correction>& corrections);

}  // namespace redress::headoffice
