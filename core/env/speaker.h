// Soft tones (screens-shopper 6). Each only repeats what the screen shows: a device without a speaker lacks nothing.
#pragma once

namespace redress {

enum class Tone { done, still_there, refused_scan };

class Speaker {
 public:
  virtual ~Speaker() = default;
  // Returns at once; any thread. Silent where nothing can sound; a tone during a tone is dropped.
  virtual void play(Tone tone) = 0;
};

}  // namespace redress
