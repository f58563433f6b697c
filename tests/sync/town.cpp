#include "tests/sync/town.h"

#include "sync/headoffice/api.h"
#include "sync/headoffice/command/setup.h"
#include "sync/headoffice/record/devices.h"
#include "sync/uplink/enrol.h"

namespace redress::test {

Town::Town() {
  headoffice::SetupOptions options;
  options.demo = true;
  must(headoffice::set_up(folder.file("office"), options, clock, random));
  serve();
}

Town::~Town() { stop(); }

void Town::serve() {
  office = must(headoffice::Office::open(folder.file("office"), clock, random));
  headoffice::ListenOptions options;
  options.port = port_;
  server_ = must(headoffice::HttpServer::start(options, headoffice::serve_office(*office, router_), office->bell(), office->counters()));
  port_ = server_->port();
}

void Town::stop() {
  server_.reset();
  office.reset();
}

void Town::back_up_to(const std::string& path) { must(headoffice::back_up(*office, path)); }

void Town::restore_from(const std::string& path) {
  stop();
  must(headoffice::restore(folder.file("office"), path, clock, random));
  serve();
}

std::int64_t Town::number(const std::string& sql) {
  auto reader = must(office->store().read());
  return must(reader->integer(0, sql));
}

std::string Town::code(DeviceRole role, const std::string& name) {
  return must(headoffice::make_enrol_code(*office, "xinghe", role, name, true));
}

Resident::Resident(Town& town, DeviceRole role, const std::string& name, std::uint64_t seed) : world(seed) {
  // Real incarnations and ids: two runs of a test must not look like a clone of one device.
  world.random.engine.seed(std::random_device()() + seed);
  world.open();
  auto outcome = must(enrol(store(), network, world.clock, town.url(), town.code(role, name)));
  REQUIRE(outcome.status == wire::EnrolStatus::approved);
  target = must(provision(store()))->target();
  uplink = std::make_unique<Uplink>(store(), network, world.clock, world.random, target);
}

void Resident::capture(int count) {
  std::vector<Draft> drafts;
  for (int i = 0; i < count; ++i) {
    world.clock.pass(500);
    drafts.push_back(world.submitted(world.code()));
    const auto stamp = store().stamp();
    auto& event = drafts.back().event;
    event.at = stamp.at;
    event.monotonic_ms = stamp.monotonic_ms;
    event.boot = stamp.boot;
    event.clock_trusted = stamp.trusted;
    if (drafts.size() < 500 && i + 1 < count) continue;
    must(store().append(std::span<const Draft>(drafts)));
    drafts.clear();
  }
}

}  // namespace redress::test
