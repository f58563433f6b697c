// A planned absence of staff: whole days of the mall's calendar, first and last one included.
#pragma once

#include <optional>

#include "core/base/civil.h"
#include "core/base/json.h"

namespace redress {

struct Absence {
  CivilDate from, until;
  bool covers(CivilDate day) const { return from <= day && day <= until; }
  CivilDate back_on() const { return add_days(until, 1); }
};

// {"from":"2026-04-16","until":"2026-04-18"}; nothing: not readable, or it ends before it begins.
inline std::optional<Absence> read_absence(const Json& json) {
  const auto from = parse_date(json["from"].string()), until = parse_date(json["until"].string());
  if (!from || !until || *until < *from) return std::nullopt;
  return Absence{*from, *until};
}

}  // namespace redress
