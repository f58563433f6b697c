// Pinyin through librime, without a memory: the user dictionary is off, the commit history stays empty
// and the configured folder is only read. Nothing is loaded before the first use (start-up budget), and
// every call may come from any thread (warm_up is meant for one in the background).
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "core/env/input_method.h"

namespace redress {

struct RimeFolders {
  std::string shared;  // librime's data, /usr/share/rime-data
  std::string user;    // made by rime_deployer at build time (build/rime-user); only read here
};

class RimeInputMethod final : public InputMethod {
 public:
  explicit RimeInputMethod(RimeFolders folders);
  ~RimeInputMethod() override;

  // Loads the engine and its tables now, so that the first key is as quick as the others.
  void warm_up();

  // The first call loads the engine and tests it in both scripts (about 20 ms).
  bool ready() const override;
  void set_script(ChineseScript script) override;
  Composition key(char letter) override;
  Composition backspace() override;
  Composition choose(std::size_t candidate) override;
  Composition candidates(std::size_t first, std::size_t count) override;
  void clear() override;

 private:
  class Engine;
  Engine* engine() const;  // nothing when it could not be loaded

  RimeFolders folders_;
  ChineseScript script_ = ChineseScript::simplified;
  mutable std::mutex mutex_;
  mutable std::unique_ptr<Engine> engine_;
  mutable bool tried_ = false;
};

}  // namespace redress
