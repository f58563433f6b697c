// Documents that head office hands out (policy, site, staff, mall_key): checked, then kept by the store.
#pragma once

#include <string>
#include <vector>

#include "core/seal/sealed_part.h"
#include "core/store/store.h"
#include "sync/uplink/link.h"
#include "sync/wire/document.h"

namespace redress {

// The mall whose document of this kind is kept here; empty: none is.
std::string mall_of(Store& store, wire::DocumentKind kind);
// Its version; 0: none of that mall is here, so that any is newer.
std::int64_t version_here(Store& store, std::string_view mall, wire::DocumentKind kind);

struct CheckedDocuments {
  std::vector<Document> documents;  // by head office, for our mall, newer than ours
  std::vector<std::string> refused;  // why others were not taken
};
CheckedDocuments check_documents(Store& store, const LinkTarget& target, const std::vector<Bytes>& documents);

// Brings the staff of a staff document into effect (PINs bound to this device). Call before the document is kept:
// done twice it is the same, and a crash between leaves the old version number, so it comes again.
Status take_staff(Store& store, const LinkTarget& target, const std::vector<Document>& documents);

}  // namespace redress
