// What a scanner sends or a person types as a code: case codes, receipt addresses, enrolment codes, and the
// detector that tells a scanner from a typist.
#include "core/model/case_code.h"
#include "platform/scan/wedge_detector.h"
#include "sync/wire/enrolment.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

namespace {

void check_codes(std::string_view text) {
  auto code = parse_case_code(text), scanned = parse_scanned_code(text);
  require(!code.ok() || text.size() > 256 || (scanned.ok() && scanned->number == code->number),
          "a bare code scans as itself");
  if (scanned.ok()) {
    require(parse_case_code(to_compact(*scanned))->number == scanned->number,
            "a compact code is the same code");
    require(parse_case_code(to_grouped(*scanned))->number == scanned->number,
            "a grouped code is the same code");
    require(parse_scanned_code(tracking_address("https://a.example/", *scanned))->number == scanned->number,
            "the address on a receipt is the same code");
  }
  if (auto enrol = wire::parse_enrol_code(text); enrol.ok())
    require(*wire::parse_enrol_code(wire::to_text(*enrol)) == *enrol, "an enrolment code is the same again");
}

// Every second byte is the pause before the character.
void check_wedge(ByteView input) {
  WedgeDetector detector;
  std::size_t fed = 0, came_out = 0;
  std::int64_t at_ms = 0;
  auto count = [&](const WedgeOutput& out) {
    came_out += out.typed.size() + (out.scan ? out.scan->size() : 0);
  };
  for (std::size_t i = 0; i + 1 < input.size(); i += 2) {
    at_ms += input[i];
    char c = static_cast<char>(input[i + 1] & 0x7f);
    count(detector.tick(at_ms));
    count(detector.feed(std::string_view(&c, 1), at_ms));
    ++fed;
  }
  count(detector.flush());
  require(came_out <= fed, "nothing comes out that nobody typed");
  require(!detector.deadline(), "nothing is held back for ever");
}

}  // namespace

void scan(ByteView input) {
  check_codes(as_text(input));
  check_wedge(input);
}

}  // namespace redress::fuzz
