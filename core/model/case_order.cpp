#include "core/model/case_order.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <unordered_map>

namespace redress {

namespace {

constexpr std::size_t kMax_heads = 32;

// Kiosks get none of these (decision 13). They change nothing that a kiosk knows of a case, so nobody names them as seen:
// what was seen before a note is then seen on a kiosk too, and the case is the same there.
bool stays_with_staff(const Event& event) {
  return event.kind == "noted" || event.kind == "reviewed" || event.kind == device_event::viewed;
}

// A case begins with its complaint, whatever clock wrote about its code before it came.
bool begins(const Event& event) { return event.kind == "submitted"; }

// Of two events with one id but other content (a fork) the smaller text counts, on every device the same.
std::unordered_map<Uuid, std::size_t> unique_events(const std::vector<CaseEvent>& events) {
  std::unordered_map<Uuid, std::size_t> unique;
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto [place, fresh] = unique.emplace(events[i].event.id, i);
    if (!fresh && serialise(events[i].event) < serialise(events[place->second].event)) place->second = i;
  }
  return unique;
}

}  // namespace

CaseOrder::CaseOrder(const std::vector<CaseEvent>& events) : events_(events), ancestors_(events.size()) {
  if (events.size() == 1) {  // every registration when it arrives
    order_ = {0};
    ancestors_[0].resize(1);
    return;
  }
  auto unique = unique_events(events);
  std::unordered_map<std::size_t, std::vector<std::size_t>> effects;
  std::unordered_map<std::size_t, std::size_t> open_causes;
  for (const auto& [id, index] : unique) {
    std::set<std::size_t> causes;
    const auto& event = events[index].event;
    for (const auto& seen : event.seen)
      if (auto cause = unique.find(seen); cause != unique.end() && cause->second != index && !begins(event)) causes.insert(cause->second);
    open_causes[index] = causes.size();
    for (auto cause : causes) effects[cause].push_back(index);
    ancestors_[index].resize(events.size());
  }
  auto key = [&](std::size_t i) { return std::tuple(!begins(events[i].event), events[i].event.at, events[i].event.id, i); };
  auto less = [&](std::size_t a, std::size_t b) { return key(a) < key(b); };
  std::set<std::size_t, decltype(less)> ready(less), waiting(less);
  for (const auto& [index, causes] : open_causes) (causes == 0 ? ready : waiting).insert(index);
  while (!ready.empty() || !waiting.empty()) {
    // A circle of causes cannot come from honest authors; break it at the earliest event.
    auto& from = ready.empty() ? waiting : ready;
    std::size_t index = *from.begin();
    from.erase(from.begin());
    order_.push_back(index);
    for (auto effect : effects[index]) {
      auto& reached = ancestors_[effect];
      for (std::size_t i = 0; i < events.size(); ++i)
        if (ancestors_[index][i]) reached[i] = true;
      reached[index] = true;
      if (--open_causes[effect] == 0 && waiting.erase(effect)) ready.insert(effect);
    }
  }
}

bool CaseOrder::had_seen(std::size_t later, std::size_t earlier) const { return ancestors_[later][earlier]; }

std::vector<Uuid> CaseOrder::heads() const {
  std::vector<std::size_t> shared;
  std::copy_if(order_.begin(), order_.end(), std::back_inserter(shared), [&](std::size_t i) { return !stays_with_staff(events_[i].event); });
  std::vector<Uuid> heads;
  for (auto it = shared.rbegin(); it != shared.rend() && heads.size() < kMax_heads; ++it) {
    bool seen = std::any_of(shared.begin(), shared.end(), [&](std::size_t other) { return ancestors_[other][*it]; });
    if (!seen) heads.push_back(events_[*it].event.id);
  }
  std::reverse(heads.begin(), heads.end());
  return heads;
}

}  // namespace redress
