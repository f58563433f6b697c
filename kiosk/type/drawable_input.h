// An input method that offers only what the fonts can draw: librime also knows characters that would stand in its
// row as a box. Candidates are counted without them. ui thread, as its fonts.
#pragma once

#include "core/env/input_method.h"
#include "kiosk/type/face.h"

namespace redress {

class DrawableInput final : public InputMethod {
 public:
  // Both outlive it.
  DrawableInput(InputMethod& inner, FontStore& fonts) : inner_(inner), fonts_(fonts) {}

  bool ready() const override { return inner_.ready(); }
  void set_script(ChineseScript script) override { inner_.set_script(script); }
  Composition key(char letter) override { return drawable(inner_.key(letter)); }
  Composition backspace() override { return drawable(inner_.backspace()); }
  Composition choose(std::size_t candidate) override;
  Composition candidates(std::size_t first, std::size_t count) override;
  void clear() override { inner_.clear(); }

 private:
  bool draws(const std::string& words);
  Composition drawable(Composition state);

  InputMethod& inner_;
  FontStore& fonts_;
};

}  // namespace redress
