// Who is connected and since when each owes us bytes: the clock against clients that send one byte a minute,
// and the bound on strangers per address (decision 25; network_of in listening.h).
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace redress::headoffice {

class ConnectionTable {
 public:
  static constexpr int kStrangers_per_address = 256;
  static constexpr std::int64_t kHeader_ms = 20'000, kIdle_stranger_ms = 120'000, kIdle_trusted_ms = 900'000;
  static constexpr std::int64_t kBody_bytes_per_s = 1024;  // half of the slowest line that a device may be given

  bool is_trusted(const void* connection) const;
  bool may_connect(const std::string& address);
  void opened(const void* connection, int socket, const std::string& address, std::int64_t now_ms);
  void closed(const void* connection);
  void receiving(const void* connection, std::int64_t now_ms,
                 std::size_t body_bytes);  // headers are whole, or more body
  void working(const void* connection);    // its request is whole
  void answered(const void* connection, bool trusted, std::int64_t now_ms);
  void sweep(std::int64_t now_ms);  // shuts the sockets of those that are late
  std::size_t size() const;

 private:
  struct Entry {
    int socket = -1;
    std::string network;  // network_of() its address
    bool trusted = false;
    std::int64_t request_ms = 0;  // when the headers of this request were whole
    std::int64_t late_ms = 0;     // 0: it is our turn
  };
  mutable std::mutex guard_;
  std::map<const void*, Entry> entries_;
  std::map<std::string, int> strangers_;
  void forget_stranger(const Entry& entry);
};

}  // namespace redress::headoffice
