// A device that is enrolled and went mad: one line an event, in a rightly signed batch, into a real head
// office. What is refused is kept raw and counts; what is accepted is shown by every page and pulled by every
// counter.
#include "core/seal/hash.h"
#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/cases/case_list.h"
#include "sync/headoffice/report/report.h"
#include "tests/fuzz/fuzz.h"
#include "tests/headoffice/kit.h"

namespace redress::fuzz {

namespace {

using namespace headoffice;
using namespace headoffice::test;

struct Town {
  World world;
  Device kiosk{*world.office, "xinghe", "kiosk", "K1"}, counter{*world.office, "xinghe", "counter", "C1"};
  std::uint64_t seq = 1;
  Hash256 chain{};
  std::uint64_t cursor = 0;
  Bytes check;
};

// A new head office once in a while, so that what came before does not slow down what comes.
Town& town() {
  static std::unique_ptr<Town> here;
  if (!here || here->seq > 5000) {
    here.reset();
    here = std::make_unique<Town>();
  }
  return *here;
}

// "seq":0 is what the line's number in the log will be.
std::string with_number(std::string_view line, std::uint64_t seq) {
  constexpr std::string_view kHere = "\"seq\":0";
  std::string out(line);
  if (auto at = out.find(kHere); at != std::string::npos)
    out.replace(at, kHere.size(), "\"seq\":" + std::to_string(seq));
  return out;
}

std::vector<std::string> lines_of(ByteView input, std::uint64_t seq) {
  std::vector<std::string> out;
  for (auto text = as_text(input); !text.empty() && out.size() < 8;) {
    auto end = std::min(text.find('\n'), text.size());
    if (end > 0 && end <= limits::kEvent_bytes - 32)
      out.push_back(with_number(text.substr(0, end), seq + out.size()));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

void check_pages(Town& here, const std::vector<std::string>& lines) {
  auto& office = *here.world.office;
  auto visitor = here.world.head_office();
  for (const auto& line : lines) {
    auto event = parse_event(line);
    if (!event.ok() || !event->code) continue;
    auto detail = case_detail(office, *event->code, visitor);
    require(detail.ok() || detail.error().code == Errc::not_found, "every case is shown");
  }
  require(list_cases(office, {}, visitor).ok(), "the list of cases is shown");
}

void check_pull(Town& here) {
  for (bool more = true; more;) {
    auto page = here.world.pull(here.counter, here.cursor, here.check);
    here.cursor = page.block.header.cursor;
    here.check = page.check;
    more = page.more;
  }
}

}  // namespace

void ingest(ByteView input) {
  auto& here = town();
  auto lines = lines_of(input, here.seq);
  if (lines.empty()) return;
  wire::BatchEncoder encoder(here.kiosk.answer.epoch, here.kiosk.incarnation, here.seq, here.chain);
  for (const auto& line : lines) require(encoder.add(as_bytes(line), {}), "eight events fit into a batch");
  auto reply = ingest_batch(*here.world.office, encoder.finish(here.kiosk.key));
  require(!reply.acknowledgement.empty(), "a signed batch is acknowledged whatever its events say");
  auto ack =
      wire::decode_acknowledgement(reply.acknowledgement, here.world.office->keys().signing.public_key());
  require(ack.ok() && ack->stored.seq == here.seq + lines.size() - 1, "all of it counts as received");
  here.seq += lines.size();
  here.chain = encoder.chain();
  check_pages(here, lines);
  check_pull(here);
}

}  // namespace redress::fuzz
