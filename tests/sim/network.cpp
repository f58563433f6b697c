#include "tests/sim/network.h"

#include <array>

namespace redress::sim {

namespace {

std::string path_of(const HttpRequest& request) {
  return request.url.substr(request.url.rfind('/'));
}

}  // namespace

Result<HttpAnswer> SimNetwork::nothing(const char* why) {
  spent_ms += 30'000;
  return Error{Errc::unavailable, why};
}

void SimNetwork::deliver_late() {
  while (!underway_.empty() && random_.chance(60)) {
    auto late = random_.below(underway_.size());  // in any order
    auto request = underway_[late];
    underway_.erase(underway_.begin() + static_cast<std::ptrdiff_t>(late));
    (void)office_.answer(request);
  }
}

HttpRequest SimNetwork::harmed(HttpRequest request) {
  auto& body = request.body;
  if (body.empty()) return request;
  if (random_.chance(50))
    body.resize(random_.below(body.size()));
  else
    body[random_.below(body.size())] ^= static_cast<std::uint8_t>(1 << random_.below(8));
  return request;
}

HttpAnswer SimNetwork::invented() {
  constexpr std::array kStatuses{200, 204, 302, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503};
  static const std::array<std::string, 4> kBodies{"", "<html>Welcome to free Wi-Fi</html>", "{\"ok\":true}",
                                                  std::string("\0\1\2\3", 4)};
  HttpAnswer answer{kStatuses[random_.below(kStatuses.size())],
                    to_bytes(kBodies[random_.below(kBodies.size())]), -1};
  if (answer.status == 429 || answer.status == 503)
    answer.retry_after_s = static_cast<int>(random_.below(600));
  return answer;
}

Result<HttpAnswer> SimNetwork::carry(const HttpRequest& request) {
  if (random_.chance(faults.lost)) return nothing("lost");
  if (random_.chance(faults.late)) {
    underway_.push_back(request);
    return nothing("late");
  }
  if (random_.chance(faults.garbage)) return invented();
  if (random_.chance(faults.twice)) (void)office_.answer(request);
  auto answer = office_.answer(random_.chance(faults.damaged) ? harmed(request) : request);
  if (!answer || random_.chance(faults.answer_lost)) return nothing("no answer");
  if (random_.chance(faults.damaged) && !answer->body.empty()) {
    answer->body[random_.below(answer->body.size())] ^= 4;
    return *answer;
  }
  auto& older = older_[path_of(request)];
  if (random_.chance(faults.replayed) && older.status != 0) return older;
  if (answer->status == 200) older = *answer;
  return *answer;
}

Result<HttpAnswer> SimNetwork::exchange(const HttpRequest& request) {
  spent_ms += random_.chance(faults.slow) ? random_.between(1'000, 60'000) : 40;
  if (down) return nothing("no network");
  deliver_late();
  auto answer = carry(request);
  if (answer.ok() && on_answer) on_answer(request, *answer);
  return answer;
}

}  // namespace redress::sim
