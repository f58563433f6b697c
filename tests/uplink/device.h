// A device of the tests: store, network, uplink.
#pragma once

#include "sync/uplink/uplink.h"
#include "tests/uplink/fake_office.h"

namespace redress::test {

struct Device {
  World world;
  FaultyNetwork network;
  LinkTarget target;
  PushLimits push_limits;
  std::unique_ptr<Uplink> uplink;
  StopFlag stop = false;
  Uuid epoch;  // of head office when the device was made

  Device(FakeOffice& office, std::uint64_t seed, PushLimits limits = {}) : world(seed), network(office, seed), epoch(office.epoch) {
    world.open();
    office.devices[incarnation()] = store().identity().signing.public_key();
    target = {"http://127.0.0.1:1", office.key.public_key(), "xinghe"};
    push_limits = limits;
    start();
  }
  void start() {
    uplink = std::make_unique<Uplink>(store(), network, world.clock, world.random, target, push_limits);
  }
  Store& store() { return *world.store; }
  const Uuid& incarnation() { return store().identity().incarnation; }
  void capture(int count, const std::string& category = "service_attitude") {
    for (int i = 0; i < count; ++i) {
      world.clock.pass(1'000);
      auto draft = world.submitted(world.code());
      if (category != "service_attitude") {
        Json body = Json::object();
        body.set("contact_type", "complaint").set("category", category);
        draft.event.body = std::move(body);
      }
      must(store().append(draft));
    }
  }
  // One byte of the sealed part of own event `seq` rots on the disk.
  void damage_sealed_part(std::uint64_t seq) {
    uplink.reset();
    world.store.reset();
    tamper(world.db(), "UPDATE sealed SET bytes = zeroblob(length(bytes)) WHERE event = "
                       "(SELECT id FROM event WHERE branch = 0 AND seq = " + std::to_string(seq) + ")");
    world.open();
    start();
  }
  RunReport sync() { return uplink->run_once(stop); }
  RunReport sync_push_only() {
    bool pull_needed = false;
    auto state = must(store().sync_state());
    if (state.epoch.is_nil()) must(store().begin_epoch(epoch));
    return uplink->send(stop, pull_needed);
  }
  // What head office answers to a pull of ours right now, without taking it.
  HttpAnswer last_pull_answer(FakeOffice& office) {
    wire::PullRequest request;
    request.incarnation = incarnation();
    request.nonce = {9, 9, 9};
    request.epoch = office.epoch;
    HttpRequest http;
    http.url = "http://127.0.0.1:1/v1/pull";
    http.body = wire::encode_pull_request(request, store().identity().signing);
    return office.handle(http);
  }
};

}  // namespace redress::test
