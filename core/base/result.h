// What went wrong, and results that may be an error. No exceptions cross a folder's border.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace redress {

enum class Errc {
  invalid,       // bytes or values break a rule; trying again cannot help
  not_found,     // the thing named does not exist here (it may exist elsewhere)
  refused,       // allowed in general, not now or not for this person
  conflict,      // same identity, other content
  corrupt,       // stored bytes fail their own check
  limit,         // larger, deeper or more often than allowed
  full,          // no space left on the device
  io,            // reading, writing or syncing failed
  busy,          // somebody else owns it at the moment; try again later
  unavailable,   // network, printer or service is not there; try again later
  unauthorised,  // not known, not approved, revoked or wrong secret
  internal,      // a bug
};

// `what` is a sentence for a person: what happened, where, what to do. Never personal data.
struct Error {
  Errc code = Errc::internal;
  std::string what;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}
  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<T>(state_); }
  const T& value() const& { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

inline Error invalid(std::string what) { return {Errc::invalid, std::move(what)}; }

}  // namespace redress

// Hands an error to the caller: REDRESS_TRY(store.append(event));
#define REDRESS_TRY(expression)                                   \
  do {                                                            \
    if (auto redress_try = (expression); !redress_try.ok()) return redress_try.error(); \
  } while (false)

// Same with a value: REDRESS_TRY_ASSIGN(auto event, parse_event(bytes));
#define REDRESS_TRY_ASSIGN(target, expression) \
  REDRESS_TRY_ASSIGN_1(REDRESS_JOIN(redress_try_, __LINE__), target, expression)
#define REDRESS_TRY_ASSIGN_1(name, target, expression) \
  auto name = (expression);                            \
  if (!name.ok()) return name.error();                 \
  target = std::move(name).value()
#define REDRESS_JOIN(a, b) REDRESS_JOIN_1(a, b)
#define REDRESS_JOIN_1(a, b) a##b
