// Appending to the own log.
#include "core/base/limits.h"
#include "core/model/event.h"
#include "core/seal/hash.h"
#include "core/store/case_table.h"
#include "core/store/clock_guard.h"
#include "core/store/event_table.h"
#include "core/store/own_log.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"

namespace redress {
namespace {

// The event that is here under this id, if it is the same one.
Result<std::optional<Appended>> find_same(Database& db, std::int64_t own_device, const Draft& draft) {
  Statement row = db.query("SELECT device, seq, bytes FROM event WHERE event_id = ?", draft.event.id);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<Appended>();
  auto there = parse_event(as_text(row.blob(2)));
  std::optional<Hash256> sealed;
  if (!draft.sealed.empty()) sealed = hash(draft.sealed);
  const bool same = there.ok() && row.integer(0) == own_device && there->kind == draft.event.kind &&
                    there->code == draft.event.code && there->body == draft.event.body &&
                    there->sealed == sealed;
  if (!same) return Error{Errc::conflict, "an event with this id and other content is stored already"};
  return std::optional<Appended>(Appended{draft.event.id, row.number(1), there->at, true});
}

Status check_sizes(const Draft& draft, std::string_view bytes) {
  if (bytes.size() > limits::kEvent_bytes) return Error{Errc::limit, "the event is larger than 16 KiB"};
  if (draft.sealed.size() > limits::kSealed_bytes)
    return Error{Errc::limit, "the sealed part is larger than 32 KiB"};
  if (draft.event.id.is_nil()) return invalid("an event needs an id before it is stored");
  // What leaves this device must pass the same check that every receiver makes.
  if (auto parsed = parse_event(bytes); !parsed.ok()) return parsed.error();
  return {};
}

// Writes one event at the end of the own log; `own` moves on.
Result<Appended> add(Database& db, own_log::Own& own, const Draft& draft, const Stamp& stamp) {
  REDRESS_TRY_ASSIGN(auto there, find_same(db, own.device, draft));
  if (there) return *there;
  Event event = draft.event;
  event.seq = own.head.seq + 1;
  if (event.at.ms == 0) {
    event.at = stamp.at;
    event.monotonic_ms = stamp.monotonic_ms;
    event.boot = stamp.boot;
    event.clock_trusted = stamp.trusted;
  }
  event.sealed.reset();
  if (!draft.sealed.empty()) event.sealed = hash(draft.sealed);
  const std::string bytes = serialise(event);
  REDRESS_TRY(check_sizes(draft, bytes));

  event_table::NewRow row;
  row.device = own.device;
  row.arrived_at = stamp.time;
  row.hash = hash(as_bytes(bytes));
  row.chain = next_chain(own.head.chain, row.hash);
  REDRESS_TRY_ASSIGN(std::int64_t id, event_table::insert(db, row, event, bytes));
  if (!draft.sealed.empty()) REDRESS_TRY(sealed_table::put(db, id, event, draft.sealed));
  if (sealed_table::is_erasure(event)) REDRESS_TRY(sealed_table::erase_case(db, event));
  own.head = {event.seq, *row.chain};
  own.latest_at = std::max(own.latest_at, event.at);
  return Appended{event.id, event.seq, event.at, false};
}

}  // namespace

Result<std::vector<Appended>> Store::append_once(std::span<const Draft> drafts) {
  REDRESS_TRY(usable());
  Database& db = *db_;
  const Stamp stamp = clock_guard_->now();
  REDRESS_TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
  REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
  std::vector<Appended> out;
  for (const Draft& draft : drafts) {
    REDRESS_TRY_ASSIGN(Appended one, add(db, own, draft, stamp));
    out.push_back(one);
  }
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const auto& code = drafts[i].event.code;
    bool last_of_case = !out[i].was_there && code;
    for (std::size_t j = i + 1; j < drafts.size(); ++j)
      last_of_case = last_of_case && drafts[j].event.code != code;
    if (last_of_case) REDRESS_TRY(case_table::project(db, *code));
  }
  REDRESS_TRY(own_log::set_head(db, own.head, own.latest_at));
  REDRESS_TRY(keep_clock(db));
  REDRESS_TRY(transaction.commit());
  clock_guard_->set_unsaved(false);
  clock_guard_->raise(own.latest_at);
  return out;
}

Result<std::vector<Appended>> Store::append(std::span<const Draft> drafts) {
  std::lock_guard lock(mutex_);
  REDRESS_TRY(refuse_when_full(drafts));
  auto result = append_once(drafts);
  if (result.ok()) return result;
  const Errc code = result.error().code;
  note_failure(result.error());
  // Once more, by the same ids: the reserve was given up, or the answer of the commit was lost.
  if (code == Errc::full || code == Errc::io) {
    result = append_once(drafts);
  } else if (code == Errc::corrupt) {
    if (auto salvaged = recover_now(); !salvaged.ok()) return salvaged.error();
    result = append_once(drafts);
  }
  if (!result.ok()) note_failure(result.error());
  return result;
}

Result<Appended> Store::append(const Draft& draft) {
  REDRESS_TRY_ASSIGN(auto all, append(std::span(&draft, 1)));
  return all.front();
}

Result<LogPoint> Store::head() {
  return guarded([](Database& db) -> Result<LogPoint> {
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    return own.head;
  });
}

}  // namespace redress
