#include "sync/headoffice/http/guess_limit.h"

namespace redress::headoffice {

GuessLimit::Window& GuessLimit::window_of(const std::string& address, Instant now) {
  if (windows_.size() >= kAddresses)
    std::erase_if(windows_, [&](const auto& entry) { return now.ms - entry.second.began_ms > kWindow_ms; });
  if (windows_.size() >= kAddresses) windows_.clear();
  auto& window = windows_[address];
  if (now.ms - window.began_ms > kWindow_ms || now.ms < window.began_ms) window = {now.ms, 0};
  return window;
}

bool GuessLimit::wrong(const std::string& address, Instant now) {
  std::lock_guard lock(guard_);
  return ++window_of(address, now).wrong > kWrong;
}

bool GuessLimit::spent(const std::string& address, Instant now) {
  std::lock_guard lock(guard_);
  return window_of(address, now).wrong >= kWrong;
}

}  // namespace redress::headoffice
