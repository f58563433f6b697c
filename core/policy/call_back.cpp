#include "core/policy/call_back.h"

namespace redress {

Instant call_back_due(const Policy& policy, const Site& site, Instant owed_since) {
  return add_duration(site.calendar ? *site.calendar : policy.calendar, site.zone, owed_since,
                      {policy.call_back_working_days, TimeUnit::working_days});
}

}  // namespace redress
