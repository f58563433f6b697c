// One picture: begin → draw → end → pixels and damage. Nothing is drawn unless asked, nothing moves by itself.
// Owns the ImGui context; one per process; ui thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/env/screen.h"
#include "kiosk/type/face.h"
#include "kiosk/ui/canvas.h"

namespace redress::ui {

class Frame {
 public:
  // `fonts` outlives the frame.
  explicit Frame(FontStore& fonts);
  ~Frame();

  // The canvas stays valid until end().
  Canvas& begin(const PixelBuffer& target, const Theme& theme, const std::string& language,
                const std::string& pressed_id = {}, const std::string& focused_id = {});
  // Rasterises into the target of begin() and returns what changed since the last end() (whole screen the
  // first time and after a size change).
  std::vector<PixelRect> end();

  // The target's memory was lost or drawn over (window exposed): the next end() redraws all.
  void invalidate();

  // A visit is over: forgets what the picture before this one said (A9), and gives back what the next one can
  // fetch again.
  void rest();

  // Of the last finished frame: what the person sees. Pointer and --inspect read this.
  const Registry& presented() const;
  std::uint64_t count() const;  // frames drawn so far

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace redress::ui
