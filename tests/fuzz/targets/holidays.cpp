#include "core/base/utf8.h"
#include "sync/headoffice/rules/holiday_import.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

void holidays(ByteView input) {
  auto days = headoffice::read_holidays(as_text(input), 2025, 2026);
  if (!days.ok()) return;
  require((*days)["holidays"].items().size() + (*days)["make_up_days"].items().size() <= 730,
          "each day stands once");
  for (const auto& day : (*days)["holidays"].items()) {
    auto date = day["date"].string();
    require(date >= "2025-01-01" && date <= "2026-12-31", "only days of the years asked for");
  }
  auto again = parse_json(days->dump());
  require(again.ok() && *again == *days, "what was read is good JSON");
}

}  // namespace redress::fuzz
