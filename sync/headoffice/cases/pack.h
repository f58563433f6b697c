// The pack of one case for a regulator (12315, 12345): a page that anybody can read, and behind it in the
// same file the record it was made from. Signed by head office, checked without its database:
//
//   page, ends with </html>
//   <!--redress-pack-v1
//   manifest BASE64URL    signed document (redress-pack-v1): what follows, by hash, and the hash of the page
//   event BASE64URL …     the author's bytes, in case order
//   text BASE64URL …      what was typed, opened by head office; the contact only if it was asked for
//   batch BASE64URL …     header ‖ signature by the device ‖ its key ‖ hash of every event of that batch
//   policy BASE64URL      the signed policy the case was promised by
//   -->
//
// So whoever has the fingerprint of head office's key can tell that nothing was added, left out or changed,
// and who signed which event first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/instant.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/model/case_code.h"

namespace redress::headoffice {

class Office;

// `page` as the reader sees it. `about` goes into the manifest: who made it, language, whether the contact is
// in it.
struct PackOrder {
  CaseCode code;
  std::string page;
  Json about = Json::object();
  Json contact;  // an object: in clear, opened by open_contact before
};
// Errc::not_found: no event of this case is here.
Result<std::string> make_pack(Office& office, const PackOrder& order);

struct PackReport {
  std::string code, fingerprint;
  Instant made_at;
  int events = 0, proven = 0, texts = 0;  // proven: signed by their device, too
  std::vector<std::string> problems;      // each names the part that was changed
};
// Errc::invalid: the file is no pack.
Result<PackReport> verify_pack(std::string_view file);

}  // namespace redress::headoffice
