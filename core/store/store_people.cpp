// Staff, sign-in and the lock-out that survives restarts (decision 12).
#include <algorithm>

#include "core/store/store.h"
#include "core/store/store_guard.h"

namespace redress {
namespace {

constexpr int kTries = 5;
constexpr std::int64_t kWindow_ms = 15 * kMinute_ms;
// Numbers that nobody has fill the table only so far; the oldest tries go first.
constexpr int kMost_tries = 2000;

Status insert_staff(Database& db, const StaffRow& staff) {
  return db.run(
      "INSERT OR REPLACE INTO staff(number, name, role, department, salt, pin) VALUES(?, ?, ?, ?, ?, ?)",
      staff.number, staff.name, kRoles.name(staff.role), staff.department, staff.salt, staff.pin);
}

Result<std::vector<StaffRow>> read_staff(Database& db, std::optional<std::string_view> number) {
  Statement rows = db.query(
      "SELECT number, name, role, department, salt, pin FROM staff WHERE ?1 IS NULL OR number = ?1"
      " ORDER BY number",
      number);
  std::vector<StaffRow> out;
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, rows.step());
    if (!row) return out;
    const auto role = kRoles.find(rows.text(2));
    if (!role) continue;
    out.push_back(
        {rows.string(0), rows.string(1), *role, rows.string(3), rows.array<16>(4), rows.array<32>(5)});
  }
}

// How long ago a try was. In the same boot only the monotonic clock counts, so setting the clock forward
// frees nobody; after a restart the larger of what both clocks prove, so a clock that fell back locks nobody
// for ever.
std::int64_t age_ms(const Clock& clock, Instant at, const BootId& boot, std::int64_t mono_ms) {
  if (boot == clock.boot()) return clock.monotonic_ms() - mono_ms;
  return std::max(clock.wall() - at, clock.monotonic_ms());
}

struct Tries {
  int recent = 0;
  std::int64_t wait_ms = 0;
};

Result<Tries> recent_tries(Database& db, std::string_view number, const Clock& clock) {
  Statement rows = db.query("SELECT at, boot, mono FROM pin_try WHERE number = ? ORDER BY id DESC LIMIT ?",
                            number, kTries);
  Tries out;
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, rows.step());
    if (!row) return out;
    const std::int64_t age = age_ms(clock, rows.instant(0), rows.array<8>(1), rows.integer(2));
    if (age >= kWindow_ms) continue;
    ++out.recent;
    if (out.recent == kTries) out.wait_ms = kWindow_ms - age;  // until the oldest of the five is over
  }
}

}  // namespace

Status Store::replace_staff(std::span<const StaffRow> staff) {
  return write([&](Database& db) -> Status {
    // Whoever was given another PIN is locked out no more: the tries were of the old one.
    for (const StaffRow& row : staff)
      REDRESS_TRY(db.run("DELETE FROM pin_try WHERE number = ?1 AND EXISTS (SELECT 1 FROM staff WHERE number = ?1 AND (salt <> ?2 OR pin <> ?3))",
                         row.number, row.salt, row.pin));
    REDRESS_TRY(db.run("DELETE FROM staff"));
    for (const StaffRow& row : staff) REDRESS_TRY(insert_staff(db, row));
    return {};
  });
}

Result<std::vector<StaffRow>> Store::staff() {
  return guarded([](Database& db) { return read_staff(db, std::nullopt); });
}

Result<std::optional<StaffRow>> Store::staff_member(std::string_view number) {
  return guarded([&](Database& db) -> Result<std::optional<StaffRow>> {
    REDRESS_TRY_ASSIGN(auto rows, read_staff(db, number));
    if (rows.empty()) return std::optional<StaffRow>();
    return std::optional<StaffRow>(std::move(rows.front()));
  });
}

Result<std::int64_t> Store::locked_for_ms(std::string_view number) {
  return guarded([&](Database& db) -> Result<std::int64_t> {
    REDRESS_TRY_ASSIGN(Tries tries, recent_tries(db, number, clock_));
    return tries.wait_ms;
  });
}

Result<int> Store::tries_left(std::string_view number) {
  return guarded([&](Database& db) -> Result<int> {
    REDRESS_TRY_ASSIGN(Tries tries, recent_tries(db, number, clock_));
    return kTries - static_cast<int>(tries.recent);
  });
}

Result<StaffRow> Store::sign_in(std::string_view number, std::string_view pin) {
  StaffRow person;
  bool known = false;
  DeviceSecret secret{};
  Status counted = write([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(Tries tries, recent_tries(db, number, clock_));
    if (tries.wait_ms > 0)
      return Error{Errc::limit, "too many wrong PINs; try again in " +
                                    std::to_string((tries.wait_ms + kMinute_ms - 1) / kMinute_ms) +
                                    " minutes"};
    // Counted before it is checked: pulling the plug during the check gives no free try.
    REDRESS_TRY(db.run("INSERT INTO pin_try(number, at, boot, mono) VALUES(?, ?, ?, ?)", number,
                       clock_.wall(), clock_.boot(), clock_.monotonic_ms()));
    REDRESS_TRY(db.run("DELETE FROM pin_try WHERE id <= (SELECT max(id) FROM pin_try) - ?", kMost_tries));
    REDRESS_TRY_ASSIGN(auto rows, read_staff(db, number));
    known = !rows.empty();
    if (known) person = std::move(rows.front());
    secret = identity_->secret;
    return {};
  });
  if (!counted.ok()) return counted.error();
  // An unknown number takes as long as a wrong PIN.
  const bool right = pin_matches(pin, person.salt, secret, person.pin) && known;
  if (!right) return Error{Errc::unauthorised, "staff number or PIN is wrong"};
  REDRESS_TRY(write([&](Database& db) { return db.run("DELETE FROM pin_try WHERE number = ?", number); }));
  return person;
}

}  // namespace redress
