// Policy and site documents from draft to a signed version (page 65, `policy`, `site`): checked, compared, signed by
// two people, never changed afterwards. A case keeps the promise it was given: a new version moves no printed date.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "sync/headoffice/people/session.h"
#include "sync/wire/document.h"

namespace redress::headoffice {

class Office;

// Every fault with its path; empty: fit to be published for this mall.
std::vector<std::string> check_draft(Office& office, std::string_view mall, wire::DocumentKind kind, std::string_view text);
// Without a mall: the document alone.
std::vector<std::string> check_document(wire::DocumentKind kind, std::string_view text);

struct PublishedVersion {
  std::int64_t number = 0;
  std::string version;  // as the document calls itself
  Instant at;
  std::string note, by, second;  // empty for the first one, made at setting up
};
// Newest first. Errc::not_found: no such mall.
Result<std::vector<PublishedVersion>> list_versions(Office& office, std::string_view mall, wire::DocumentKind kind);
// Its content; `number` 0: the newest.
Result<Json> read_version(Office& office, std::string_view mall, wire::DocumentKind kind, std::int64_t number);

struct DraftDocument {
  std::string text, note, by;
  Instant at;
};
Result<std::optional<DraftDocument>> find_draft(Office& office, std::string_view mall, wire::DocumentKind kind);
// Replaces the former draft. Errc::invalid: not JSON at all, or empty note.
Status keep_draft(Office& office, std::string_view mall, wire::DocumentKind kind, const DraftDocument& draft);
Status drop_draft(Office& office, std::string_view mall, wire::DocumentKind kind);

// Signs the draft as the next version and wakes the mall's devices. Errc::refused: `second` is who wrote it or may not
// sign; Errc::invalid: the first fault; Errc::not_found: no draft.
Status publish_draft(Office& office, std::string_view mall, wire::DocumentKind kind, std::string_view second);

}  // namespace redress::headoffice
