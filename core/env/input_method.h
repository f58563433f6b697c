// Turns key strokes into Chinese. No user dictionary: what a shopper types is never learnt.
#pragma once

#include <string>
#include <vector>

namespace redress {

struct Composition {
  std::string preedit;                   // what is being composed, e.g. "ni hao"
  std::string committed;                 // text that became final with this key
  std::vector<std::string> candidates;   // the first few (up to the asked number)
  bool more = false;                     // there are more candidates behind the last
};

enum class ChineseScript { simplified, traditional };

class InputMethod {
 public:
  virtual ~InputMethod() = default;
  // False when the engine is not there or failed its self-test (nihao gives 你好).
  virtual bool ready() const = 0;
  virtual void set_script(ChineseScript script) = 0;
  // A letter a-z or ' (syllable break).
  virtual Composition key(char letter) = 0;
  virtual Composition backspace() = 0;
  virtual Composition choose(std::size_t candidate) = 0;  // index into all candidates, not the page
  virtual Composition candidates(std::size_t first, std::size_t count) = 0;
  virtual void clear() = 0;  // wipes the composition
};

}  // namespace redress
