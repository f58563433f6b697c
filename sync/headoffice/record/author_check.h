// May this author have written this event at all? Roles are checked again here, whatever the device's program
// did (decision 13, reliability-security "insider"). Stage is not asked: an event that no longer fits is kept
// and shown as a conflict by the fold.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "core/model/event.h"
#include "core/store/database.h"
#include "sync/headoffice/record/device_table.h"

namespace redress::headoffice {

class AuthorCheck {
 public:
  AuthorCheck(Database& db, const DeviceKey& device, Instant now) : db_(db), device_(device), now_(now) {}
  // Empty, or the reason of the refusal: "actor", "role", "staff", "device", "clock" (at a time that no clock
  // can show; `now` is head office's).
  Result<std::string> refusal(const Event& event);

 private:
  Result<std::string> staff_refusal(const Event& event);
  Database& db_;
  const DeviceKey& device_;
  const Instant now_;
  std::map<std::pair<std::string, Role>, bool> held_;
};

}  // namespace redress::headoffice
