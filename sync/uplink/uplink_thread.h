// Sync on its own two threads beside the screens: one sends, one listens (long poll), each with its own back-off.
// Wakes by a new event, by the network coming back and by a person; tells how it stands.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "sync/uplink/pace.h"
#include "sync/uplink/uplink.h"

namespace redress {

// A copy of how sync stands, for staff and technician screens.
struct UplinkProgress {
  bool sending = false;
  bool online = false;                    // the last exchange brought a valid answer
  std::uint64_t sent = 0, total = 0;      // of the present or last sending
  std::uint64_t waiting = 0;              // own events without acknowledgement
  std::optional<Instant> oldest_at;       // author time of the oldest of them
  std::uint64_t confirmed = 0;            // highest contiguous seq that head office holds
  std::uint64_t to_carry = 0;             // batches and pages of others
  std::uint64_t quarantined = 0;
  bool forked = false;                    // this device must enrol anew
  bool approved = true;                   // false: head office waits for a person there, or revoked us
  std::optional<Instant> last_success;    // device's wall clock
  std::optional<Instant> offline_since;
  Trouble trouble = Trouble::none;
  std::string error_key;                  // text key, empty when all is well
  std::string error_detail;               // for technicians
  std::uint64_t sendings = 0, listenings = 0;  // rounds of each half that ended, well or not
  std::int64_t next_try_in_ms = 0;
  std::optional<std::int64_t> clock_offset_ms;
};

struct UplinkThreadOptions {
  bool listen = true;                     // long poll: alarms and answers come down in ≤ 2 s
  int wait_ms = 25'000;                   // of one long poll
  std::int64_t poll_ms = 5 * kMinute_ms;  // between pulls without long poll
  PaceLimits pace;
  PushLimits push;
};

class UplinkThread {
 public:
  // Called on the threads of the uplink after something came down (changed cases, alarms, documents) or the state
  // changed; must be short and must not call back into this object.
  struct Callbacks {
    std::function<void(const RunReport&)> on_received;
    std::function<void()> on_progress;
  };
  UplinkThread(Store& store, Network& network, Clock& clock, Random& random, LinkTarget target, Callbacks callbacks,
               UplinkThreadOptions options = {});
  ~UplinkThread();  // ends an exchange under way; nothing is lost by that
  UplinkThread(const UplinkThread&) = delete;
  UplinkThread& operator=(const UplinkThread&) = delete;

  void news();              // an event was appended
  void network_returned();
  void sync_now();          // a person asked
  void tell_health(wire::DeviceHealth health) { uplink_.tell_health(std::move(health)); }
  UplinkProgress progress() const;

 private:
  enum class Half { send, listen };
  void run(Half half);
  bool wait_until_due(std::unique_lock<std::mutex>& lock, Half half);
  void send_round();
  void listen_round();
  void note(Half half, const RunReport& report, std::int64_t next_in_ms);
  void note_queue();
  void note_sent(std::uint64_t sent);
  Pace& pace(Half half) { return half == Half::send ? send_pace_ : listen_pace_; }
  void wake(void (Pace::*how)(std::int64_t), bool listen_too);

  Store& store_;
  Network& network_;
  Clock& clock_;
  const Callbacks callbacks_;
  const UplinkThreadOptions options_;
  Uplink uplink_;
  StopFlag stop_ = false;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Pace send_pace_, listen_pace_;
  Trouble send_trouble_ = Trouble::none, listen_trouble_ = Trouble::none;
  UplinkProgress progress_;
  int running_ = 0;
  std::thread sender_, listener_;
};

}  // namespace redress
