// Who is signed in to the pages: session in the store, cookie in the browser (HttpOnly, SameSite), lock-out
// rows that survive restarts. Passwords are argon2id, one at a time (StretchGate). A browser with which a person signed in
// before is known by a cookie of its own: its wrong tries are counted apart, so that nobody who guesses keeps them out of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/case_fold.h"
#include "sync/headoffice/http/http.h"

namespace redress::headoffice {

class Office;

struct Visitor {
  Person person;
  std::string mall;     // empty: every mall (head office)
  std::string csrf;     // hidden field "csrf" of every form
  std::string session;  // key of the row, never shown
};

inline constexpr int kSign_in_tries = 5;
inline constexpr std::int64_t kSign_in_lock_ms = 15 * kMinute_ms;
inline constexpr std::int64_t kSession_idle_ms = 30 * kMinute_ms;
inline constexpr std::int64_t kSession_max_ms = 12 * kHour_ms;

// A technician works at devices and may open no page here (rights table): a session would lead nowhere.
constexpr bool may_use_pages(Role role) { return role != Role::technician; }

std::optional<Visitor> find_visitor(Office& office, const Request& request);

struct SignInTries {
  std::int64_t failed = 0;
  Instant until;  // then they are forgotten; a number with kSign_in_tries of them is locked that long
};
// Of this browser if it is known, else of all strangers together.
SignInTries sign_in_tries(Office& office, const Request& request, std::string_view staff);

// The values for Set-Cookie, the session's last. Errc::unauthorised: wrong name or password (same words and time for both);
// Errc::busy: the number is locked; Errc::limit: too many wrong passwords from this address; Errc::unavailable: too many
// sign in at once; Errc::refused: the password is right, the role has no page.
Result<std::vector<std::string>> sign_in(Office& office, const Request& request, std::string_view staff,
                                         std::string_view password);
// Ends it and gives the Set-Cookie that removes it.
std::string sign_out(Office& office, const Request& request, const Visitor& visitor);

}  // namespace redress::headoffice
