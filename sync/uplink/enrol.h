// Becoming a device of one mall: by code over the network, or by a file (decision 11).
#pragma once

#include <optional>
#include <string>

#include "core/env/files.h"
#include "core/store/store.h"
#include "sync/uplink/link.h"
#include "sync/wire/enrolment.h"

namespace redress {

struct EnrolOutcome {
  wire::EnrolStatus status = wire::EnrolStatus::waiting;
  std::string reason;  // of a rejection
};

// Asks head office with a one-time code. The answer is checked against the code and kept: the device may take
// complaints at once, even while a person there has not approved it yet.
// Errors: invalid (code or address mistyped), unauthorised (unknown or used code, or not the head office that made
// it), limit (too many tries), unavailable (no answer), refused (the folder holds things of another mall or head office;
// nothing was changed, here or there), conflict (head office has it as approved under this name: the code was not used).
// A device that was revoked or is forked begins another name with the code, once head office has answered to that; what
// it owes goes on under it.
Result<EnrolOutcome> enrol(Store& store, Network& network, Clock& clock, const std::string& url, const std::string& code);

// Asks again how it stands, with what enrol() kept. Errc::not_found: enrol() was never called.
Result<EnrolOutcome> ask_enrolment_again(Store& store, Network& network, Clock& clock);

// `init --bundle FILE`: takes over the key pair and the answer in the file, which then says who used it and holds no key
// any more. Errc::refused: it was used before, or the folder holds things of another mall; conflict: the log has events.
Result<EnrolOutcome> init_from_bundle(Store& store, Files& files, Random& random, const std::string& path);

// What this device knows about itself; nothing before enrolment ("not in service").
struct Provision {
  std::string url;
  wire::EnrolAnswer answer;
  LinkTarget target() const { return {url, answer.head_office, answer.mall}; }
};
Result<std::optional<Provision>> provision(Store& store);

// How this device stands with head office, as far as it was told.
// unknown: it was enrolled, and head office does not know it, as after the restore of a copy that is older.
enum class Standing { not_enrolled, waiting, approved, revoked, unknown };
Result<Standing> standing(Store& store);
// What an exchange says of it: 401 that we are not known, 403 to a device that was approved is a revocation, an answer ends
// both.
Status note_answer(Store& store, Trouble trouble);

}  // namespace redress
