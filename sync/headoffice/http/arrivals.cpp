#include "sync/headoffice/http/arrivals.h"

namespace redress::headoffice {

bool Arrivals::take(const std::string& network, bool trusted, std::size_t bytes) {
  std::lock_guard lock(guard_);
  const auto found = networks_.find(network);
  const auto here = (found == networks_.end() ? 0 : found->second) + bytes;
  if (all_ + bytes > kAll_bytes || (!trusted && here > kStranger_bytes)) return false;
  all_ += bytes;
  networks_[network] = here;
  return true;
}

void Arrivals::give_back(const std::string& network, std::size_t bytes) {
  if (bytes == 0) return;
  std::lock_guard lock(guard_);
  const auto found = networks_.find(network);
  all_ -= bytes;
  if ((found->second -= bytes) == 0) networks_.erase(found);
}

std::size_t Arrivals::bytes() const {
  std::lock_guard lock(guard_);
  return all_;
}

}  // namespace redress::headoffice
