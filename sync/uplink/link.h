// What the parts of the uplink share: whom they talk to, and what may go wrong on the way.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/env/network.h"
#include "core/seal/sign.h"

namespace redress {

// The one head office of this device, as enrolment told it.
struct LinkTarget {
  std::string url;  // "https://head.example", without a trailing slash
  PublicKey head_office{};
  std::string mall;
};

enum class Trouble {
  none,
  network,   // nothing came back
  answer,    // something came back that is not head office's word: portal page, garbage, other epoch's answer
  busy,      // 429, 503 or another 5xx
  unknown,   // 401: this incarnation is not known there
  waiting,   // 403: not approved yet, or revoked
  fork,      // 409, or the acknowledgement contradicts our log: must enrol anew
  local,     // our own store failed
  stopped,   // told to stop
};
// Key of the text that staff see; empty for none and stopped.
std::string_view text_key(Trouble trouble);

struct Problem {
  Trouble trouble = Trouble::none;
  std::string what;         // for technicians and logs, no personal data
  int retry_after_s = -1;
  bool none() const { return trouble == Trouble::none; }
};
Problem local_problem(const Error& error);
Problem answer_problem(const Error& error);

// Sends `body` to a path of head office. Anything but 200 is a problem; 400, 413 and 422 are `whole_refused` too.
struct Exchange {
  Problem problem;
  bool whole_refused = false;
  Bytes body;
};
HttpRequest make_request(const LinkTarget& target, std::string_view path, Bytes body, int timeout_ms);
Exchange judge(Result<HttpAnswer> answer);

using StopFlag = std::atomic<bool>;

}  // namespace redress
