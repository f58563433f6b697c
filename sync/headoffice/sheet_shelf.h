// Sheets of whole malls as they were counted last. Taking in events counts up the version of the sheets they change, in
// the same transaction; a sheet is right while its version is the counted one and, if its period still runs, for a
// minute.
#pragma once

#include <string>

#include "sync/headoffice/report_sheet.h"

namespace redress::headoffice {

class SheetShelf {
 public:
  // `mall` empty: all of them.
  SheetShelf(Office& office, const Period& period, const std::string& mall)
      : office_(office), period_(period), mall_(mall) {}
  Result<Sheet> take(Instant now);

 private:
  Result<std::optional<Sheet>> kept(Database& db, Instant now);
  Result<Sheet> count(Instant now);
  std::int64_t mall_no() const;
  bool over(Instant now) const;
  Office& office_;
  const Period& period_;
  const std::string& mall_;
};

// Round trip of what is kept; nothing for bytes of another program version.
std::string sheet_text(const Sheet& sheet);
std::optional<Sheet> sheet_from_text(std::string_view text);

}  // namespace redress::headoffice
