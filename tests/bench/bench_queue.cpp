// bench_queue DATA COUNT: fills the enrolled counter's folder DATA with COUNT open complaints and measures what the queue
// costs its engine: opened by another person, and looked at again after one event. Prints `name value unit`, of 95 in 100.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/app/engine.h"
#include "tests/engine/bare_machine.h"

using namespace redress;

namespace {

constexpr int kSealed = 200, kLooks = 60;

Json complaint(const Engine& engine, int n) {
  const auto& category = engine.policy()->categories[static_cast<std::size_t>(n) % engine.policy()->categories.size()];
  const auto& place = engine.site()->places[static_cast<std::size_t>(n / 7) % engine.site()->places.size()];
  return Json::object().set("contact_type", "complaint").set("category", category.code).set("place", place.id);
}

// The first ones whole, with what a person typed; the rest in few commits.
Status fill(Engine& engine, int count) {
  for (int i = 0; i < kSealed; ++i) {
    Intake intake;
    intake.clear = complaint(engine, i);
    intake.clear.set("consent", Json::object().set("text", "同意").set("version", "1"));
    intake.sealed.set("text", "约好的时间没有人来，打了电话也没有人接，请给我一个准确的时间。");
    intake.sealed.set("contact", Json::object().set("phone", "139" + std::to_string(10'000'000 + i)));
    if (auto done = engine.submit(std::move(intake), std::nullopt); !done.ok()) return done.error();
  }
  std::vector<Draft> drafts;
  for (int i = kSealed; i < count; ++i) {
    const auto stamp = engine.store().stamp();
    Draft draft;
    draft.event.id = engine.store().new_event_id();
    draft.event.code = make_case_code(engine.machine().random);
    draft.event.actor = {ActorKind::shopper, {}, {}, {}};
    draft.event.kind = "submitted";
    draft.event.body = complaint(engine, i).set("channel", "kiosk").set("language", "zh-Hans");
    draft.event.body.set("promised", Json::object().set("first_answer", stamp.at.ms + kDay_ms + i).set("resolve", stamp.at.ms + 3 * kDay_ms));
    drafts.push_back(std::move(draft));
    if (drafts.size() < 500 && i + 1 < count) continue;
    if (auto done = engine.store().append(drafts); !done.ok()) return done.error();
    drafts.clear();
  }
  return {};
}

template <class Work>
double slow_ms(Work&& work) {
  std::vector<double> times;
  for (int i = 0; i < kLooks; ++i) {
    const auto from = std::chrono::steady_clock::now();
    work(i, true);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
    work(i, false);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() * 95 / 100];
}

int fail(const Error& error) { return std::fprintf(stderr, "bench_queue: %s\n", error.what.c_str()), 1; }

int measure(Engine& engine) {
  QueueFilter filter;
  filter.scope = QueueFilter::Scope::mall;
  const Person one{"1001", Role::service, "service", ""}, other{"1002", Role::service, "service", ""};
  const auto from = std::chrono::steady_clock::now();
  auto first = engine.queue(filter, one);
  if (!first.ok()) return fail(first.error());
  std::printf("queue_cases %lld cases\n", static_cast<long long>(first->total));
  std::printf("queue_first_open %.2f ms\n", std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
  // Each look is another person's, so every row of the page is worked out again.
  const double open_ms = slow_ms([&](int i, bool timed) {
    if (timed) (void)engine.queue(filter, i % 2 ? one : other);
  });
  std::printf("queue_open %.2f ms\n", open_ms);
  Action note;
  note.rule = find_action("note");
  note.sealed.set("text", "看过了");
  const double refresh_ms = slow_ms([&](int i, bool timed) {
    if (timed) return (void)engine.queue(filter, one);
    note.code = first->rows[static_cast<std::size_t>(i) % first->rows.size()].code;
    (void)engine.act(note, one);  // the next look finds one case changed
  });
  std::printf("queue_refresh_after_event %.2f ms\n", refresh_ms);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 || std::atoi(argv[2]) < kSealed) return std::fputs("bench_queue DATA COUNT\n", stderr), 64;
  BareMachine bare;
  auto engine = Engine::open(bare.machine, argv[1]);
  if (!engine.ok()) return fail(engine.error());
  if (auto filled = fill(**engine, std::atoi(argv[2])); !filled.ok()) return fail(filled.error());
  return measure(**engine);
}
