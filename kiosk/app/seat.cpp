#include "kiosk/app/seat.h"

#include "kiosk/app/place_settings.h"

namespace redress {

std::string engine_socket(const std::string& folder) { return folder + "/engine.sock"; }

Seat::~Seat() = default;

Result<std::unique_ptr<Seat>> Seat::take(Machine& machine, const std::string& folder) {
  std::unique_ptr<Seat> seat(new Seat);
  if (auto client = LineClient::connect(engine_socket(folder)); client.ok()) {
    seat->client_.emplace(std::move(*client));
    return seat;
  }
  load_place_settings(machine, folder);
  REDRESS_TRY_ASSIGN(seat->engine_, Engine::open(machine, folder));
  seat->service_ = std::make_unique<Service>(*seat->engine_);
  return seat;
}

Result<Json> Seat::ask(const Json& request) {
  if (service_) return service_->answer(request);
  REDRESS_TRY_ASSIGN(auto reply, client_->ask(request.dump()));
  return parse_json(reply, {16u << 20, 32});
}

void Seat::rest() {
  if (engine_) (void)engine_->store().tidy();
}

}  // namespace redress
