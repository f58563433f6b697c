// A visit under way, for the tests of the shopper's screens.
#pragma once

#include <algorithm>

#include "kiosk/scenes/scene_table.h"
#include "tests/scenes/stage.h"

namespace redress::stage {

// Knows one sentence; the real engine is tested in tests/typing.
class OneSentence final : public InputMethod {
 public:
  bool ready() const override { return true; }
  void set_script(ChineseScript) override {}
  Composition key(char letter) override {
    typed_ += letter;
    return now();
  }
  Composition backspace() override {
    if (!typed_.empty()) typed_.pop_back();
    return now();
  }
  Composition choose(std::size_t candidate) override {
    Composition out;
    out.committed = kCandidates[candidate];
    typed_.clear();
    return out;
  }
  Composition candidates(std::size_t first, std::size_t count) override {
    auto out = now();
    out.candidates = {
        kCandidates.begin() + static_cast<std::ptrdiff_t>(std::min(first, kCandidates.size())),
        kCandidates.begin() + static_cast<std::ptrdiff_t>(std::min(first + count, kCandidates.size()))};
    return out;
  }
  void clear() override { typed_.clear(); }

 private:
  Composition now() const {
    Composition out;
    out.preedit = typed_;
    if (!typed_.empty()) out.candidates = kCandidates;
    return out;
  }
  const std::vector<std::string> kCandidates{"电话也打不通", "电话", "店", "点", "电", "垫", "典", "殿"};
  std::string typed_;
};

inline void fill(App& app, std::string_view category = "after_sales") {
  app.visit.contact_type = "complaint";
  app.visit.injured = Answer3::no;
  app.visit.category = category;
}

// Shows a screen of the flow with its first answers given.
inline std::function<void(SceneStage&)> plain(std::string scene, std::function<void(SceneStage&)> before = {}) {
  return [=](SceneStage& stage) {
    if (scene != "shopper.home") fill(stage.app);
    if (before) before(stage);
    stage.show(shopper::scenes(), scene);
  };
}

}  // namespace redress::stage
