// Signed documents: in the database, and mirrored as files so that a device whose database is lost can still
// take complaints by its policy. Internal to this folder.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/rows.h"

namespace redress::kept_documents {

// An older version changes nothing, unless it replaces any; the same version again replaces (it may be sealed anew).
Status put(Database& db, const Document& document);
Status mirror(const std::string& folder, const Document& document);
// From both places.
Status remove(Database& db, const std::string& folder, std::string_view kind);
std::vector<Document> mirrored(const std::string& folder);

}  // namespace redress::kept_documents
