// How much of bodies may lie in memory that are not answered yet: else slow uploads of a few clients fill it.
//
// Thread: any.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace redress::headoffice {

class Arrivals {
 public:
  static constexpr std::size_t kAll_bytes = 256u << 20, kStranger_bytes = 64u << 20;  // the latter a network (network_of)

  // False: too much arrives already, nothing was noted. Who proved on this connection who they are (`trusted`) is bounded by
  // the whole alone.
  bool take(const std::string& network, bool trusted, std::size_t bytes);
  void give_back(const std::string& network, std::size_t bytes);
  std::size_t bytes() const;

 private:
  mutable std::mutex guard_;
  std::size_t all_ = 0;
  std::map<std::string, std::size_t> networks_;
};

}  // namespace redress::headoffice
