// Events of other devices, and a page of head office that brings them.
#pragma once

#include <vector>

#include "tests/store/fixture.h"

namespace redress::test {

// A few cases written by two kiosks, as one page of head office.
struct Elsewhere {
  Author first, second;
  std::vector<CaseCode> codes;
  Elsewhere(World& world, int cases) {
    first.incarnation = Uuid{world.random.array<16>()};
    second.incarnation = Uuid{world.random.array<16>()};
    for (int i = 0; i < cases; ++i) {
      codes.push_back(world.code());
      Draft submitted = world.submitted(codes.back());
      Author& author = i % 2 ? first : second;
      author.write(submitted.event, submitted.sealed);
      Draft taken = world.acknowledged(codes.back(), {submitted.event.id});
      (i % 2 ? second : first).write(taken.event);
      world.clock.pass(1000);
    }
  }
  std::vector<IncomingEvent> events() const {
    std::vector<IncomingEvent> out;
    for (const Author* author : {&first, &second})
      for (const auto& written : author->log) out.push_back(incoming(*author, written));
    return out;
  }
};

inline PullUpdate pull(FramePage page) {
  PullUpdate update;
  update.page = std::move(page);
  return update;
}

}  // namespace redress::test
