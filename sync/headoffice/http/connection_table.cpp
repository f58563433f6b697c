#include "sync/headoffice/http/connection_table.h"

#include <sys/socket.h>

#include "sync/headoffice/http/http_server.h"
#include "sync/headoffice/http/listening.h"

namespace redress::headoffice {

bool ConnectionTable::may_connect(const std::string& address) {
  if (is_loopback(address)) return true;  // ourselves or our proxy, which counts its own clients
  std::lock_guard lock(guard_);
  auto found = strangers_.find(network_of(address));
  return found == strangers_.end() || found->second < kStrangers_per_address;
}

bool ConnectionTable::is_trusted(const void* connection) const {
  std::lock_guard lock(guard_);
  auto found = entries_.find(connection);
  return found != entries_.end() && found->second.trusted;
}

void ConnectionTable::opened(const void* connection, int socket, const std::string& address,
                             std::int64_t now_ms) {
  std::lock_guard lock(guard_);
  auto network = network_of(address);
  ++strangers_[network];
  entries_[connection] = {socket, std::move(network), false, 0, now_ms + kHeader_ms};
}

void ConnectionTable::forget_stranger(const Entry& entry) {
  auto found = strangers_.find(entry.network);
  if (found != strangers_.end() && --found->second <= 0) strangers_.erase(found);
}

void ConnectionTable::closed(const void* connection) {
  std::lock_guard lock(guard_);
  auto found = entries_.find(connection);
  if (found == entries_.end()) return;
  if (!found->second.trusted) forget_stranger(found->second);
  entries_.erase(found);
}

void ConnectionTable::receiving(const void* connection, std::int64_t now_ms, std::size_t body_bytes) {
  std::lock_guard lock(guard_);
  auto found = entries_.find(connection);
  if (found == entries_.end()) return;
  auto& entry = found->second;
  if (entry.request_ms == 0) entry.request_ms = now_ms;
  entry.late_ms =
      entry.request_ms + kHeader_ms + static_cast<std::int64_t>(body_bytes) * 1000 / kBody_bytes_per_s;
}

void ConnectionTable::working(const void* connection) {
  std::lock_guard lock(guard_);
  auto found = entries_.find(connection);
  if (found != entries_.end()) found->second.late_ms = 0;
}

void ConnectionTable::answered(const void* connection, bool trusted, std::int64_t now_ms) {
  std::lock_guard lock(guard_);
  auto found = entries_.find(connection);
  if (found == entries_.end()) return;
  auto& entry = found->second;
  if (trusted && !entry.trusted) {
    forget_stranger(entry);
    entry.trusted = true;
  }
  entry.request_ms = 0;
  entry.late_ms = now_ms + (entry.trusted ? kIdle_trusted_ms : kIdle_stranger_ms);
}

void ConnectionTable::sweep(std::int64_t now_ms) {
  std::lock_guard lock(guard_);
  for (auto& [connection, entry] : entries_) {
    if (entry.late_ms == 0 || entry.late_ms > now_ms) continue;
    // closed() runs before the server gives the number back, so it cannot be somebody else's by now.
    ::shutdown(entry.socket, SHUT_RDWR);
    entry.late_ms = 0;
  }
}

std::size_t ConnectionTable::size() const {
  std::lock_guard lock(guard_);
  return entries_.size();
}

}  // namespace redress::headoffice
