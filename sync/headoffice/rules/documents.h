// Signed documents as devices hold them (sync/wire/document.h): policy and site by version, staff list and
// mall keys sealed for one device (decisions 10–13, 21).
#pragma once

#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/store/database.h"
#include "sync/headoffice/record/device_table.h"
#include "sync/wire/document.h"
#include "sync/wire/pull.h"

namespace redress::headoffice {

class Office;

// A new version; the content must parse as policy or site. Nothing happens if the newest has the same
// content.
Status put_document(Office& office, Database& db, std::int64_t mall, wire::DocumentKind kind,
                    std::string_view json);
// Same before an Office exists (init).
Status put_document(Database& db, const SigningKey& key, Instant now, std::int64_t mall,
                    wire::DocumentKind kind, std::string_view json);

// Above every version given before, however often the same copy is restored: minutes of today.
std::int64_t version_floor(Office& office);

// After a restore: versions handed out since the copy are lost here, but devices keep them and take only
// higher ones. Every newest document, and the staff list, is numbered above whatever they can hold.
Status outnumber_documents(Office& office, Database& db);

// Those newer than `have` for this device: a kiosk gets policy, site, its technicians and the public half of
// the mall key, a counter also its secrets and all staff.
// `approved` false: policy and site alone.
Result<std::vector<Bytes>> documents_for(Office& office, Database& db, const DeviceKey& device,
                                         const wire::DocumentVersions& have, bool approved);

}  // namespace redress::headoffice
