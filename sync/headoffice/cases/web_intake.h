// A registration from the public web form (R18–R20): the same intake, rules and sealing as at a kiosk,
// written as head office's own event. Somebody hurt raises the alarm at the mall's counters (R48, decision 23).
#pragma once

#include <string>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/model/case_code.h"

namespace redress::headoffice {

class Office;

struct WebIntake {
  std::string mall;
  std::string token;  // of the form as it was given out: sending it again is the same registration
  Json intake;        // keys as of core/model/intake.cpp, without channel
};
// Errc::invalid "key: reason"; Errc::not_found: no such mall.
Result<CaseCode> register_from_web(Office& office, const WebIntake& intake);

}  // namespace redress::headoffice
