// Sheets as they were counted last. Taking in events counts up the version of the sheets they change, in
// the same transaction; a sheet is right while its version is the counted one and, until its period has settled,
// for a minute.
#pragma once

#include <string>

#include "sync/headoffice/report/report_sheet.h"

namespace redress::headoffice {

class SheetShelf {
 public:
  SheetShelf(Office& office, const Period& period, const ReportScope& scope)
      : office_(office), period_(period), scope_(scope), scope_text_(scope.text()) {}
  Result<Sheet> take(Instant now);

 private:
  Result<std::optional<Sheet>> kept(Database& db, Instant now);
  Result<Sheet> count(Instant now);
  std::int64_t mall_no() const;
  bool settled(Instant now) const;
  Office& office_;
  const Period& period_;
  const ReportScope& scope_;
  std::string scope_text_;
};

// Round trip of what is kept; nothing for bytes of another program version.
std::string sheet_text(const Sheet& sheet);
std::optional<Sheet> sheet_from_text(std::string_view text);

}  // namespace redress::headoffice
