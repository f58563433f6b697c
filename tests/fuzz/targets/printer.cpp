#include "platform/print/status_bytes.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

// Whatever a printer babbled, four right answers say how it is.
void printer(ByteView input) {
  StatusReader reader;
  for (std::size_t i = 0; i < input.size(); ++i) {
    if (i % 3 == 0) reader.asked(1 + input[i] % 4);
    reader.take(input[i]);
  }
  for (int i = 0; i < 3; ++i) reader.take(0x00);  // ends an automatic status that was cut short
  for (int question = 1; question <= 4; ++question) {
    reader.asked(question);
    reader.take(0x12);
    require(reader.answered(), "a right answer is taken");
  }
  require(reader.status().online && !reader.status().cutter_jam && !reader.status().cover_open,
          "and says that all is well");
}

}  // namespace redress::fuzz
