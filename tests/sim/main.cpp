// sim_run [--seed N] [--from N] [--count N] [--jobs N] [--plant WORD] [--trace] [--keep]
// Runs seeds; prints each that fails with how to replay it. Exit 0: all held; 1: a promise was broken. With
// --plant the other way round: 0 when the bug was found. --keep leaves the folders of a broken run where they
// are.
#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>

#include "tests/sim/world.h"

using namespace redress::sim;

namespace {

struct Call {
  std::uint64_t from = 1, count = 2'000, jobs = 2;
  Plant plant = Plant::none;
  bool trace = false, keep = false;
};

// What the processes tell each other.
struct Shared {
  std::atomic<std::uint64_t> done{0}, failed{0};
  std::atomic<bool> enough{false};
};

const std::map<std::string, Plant> kPlants{{"acknowledge-before-commit", Plant::acknowledge_before_commit},
                                           {"prune-on-unsigned-answer", Plant::prune_on_unsigned_answer},
                                           {"sequence-reused", Plant::sequence_reused},
                                           {"office-ignores-syncs", Plant::office_ignores_syncs}};

Call parse(int argc, char** argv) {
  Call call;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i], value = i + 1 < argc ? argv[i + 1] : "";
    if (word == "--trace" || word == "--keep") {
      (word == "--trace" ? call.trace : call.keep) = true;
      continue;
    }
    ++i;
    if (word == "--seed")
      call.from = std::stoull(value), call.count = call.jobs = 1;
    else if (word == "--from")
      call.from = std::stoull(value);
    else if (word == "--count")
      call.count = std::stoull(value);
    else if (word == "--jobs")
      call.jobs = std::stoull(value);
    else if (word == "--plant" && kPlants.contains(value))
      call.plant = kPlants.at(value);
    else
      std::exit((std::fprintf(stderr, "sim_run: do not know %s %s\n", word.c_str(), value.c_str()), 64));
  }
  return call;
}

// In memory where the machine has such a folder: syncs are simulated anyway.
std::string scratch_folder() {
  std::string pattern =
      (std::filesystem::exists("/dev/shm") ? std::string("/dev/shm")
                                           : std::filesystem::temp_directory_path().string()) +
      "/redress-sim-XXXXXX";
  if (!::mkdtemp(pattern.data())) std::exit((std::perror("sim_run: scratch folder"), 73));
  return pattern;
}

bool holds(const RunOptions& options) {
  std::string broken;
  try {
    World(options).run();
  } catch (const Violation& violation) {
    broken = violation.what();
  }
  if (broken.empty() || !options.keep) std::filesystem::remove_all(options.folder);
  if (broken.empty()) return true;
  std::printf("SEED %llu: %s\n", static_cast<unsigned long long>(options.seed), broken.c_str());
  std::fflush(stdout);
  return false;
}

void work(const Call& call, std::uint64_t job, const std::string& scratch, Shared& shared) {
  RunOptions options;
  options.plant = call.plant;
  options.trace = call.trace;
  options.keep = call.keep;
  options.template_folder = scratch + "/template";
  options.folder = scratch + "/" + std::to_string(job);
  for (auto seed = call.from + job; seed < call.from + call.count && !shared.enough; seed += call.jobs) {
    options.seed = seed;
    bool fine = holds(options);
    ++shared.done;
    if (!fine) ++shared.failed;
    if (!fine && call.plant != Plant::none) shared.enough = true;
    if (shared.failed >= 20) shared.enough = true;
  }
}

// A process a job, so that a crash ends one and is seen.
bool in_processes(const Call& call, const std::string& scratch, Shared& shared) {
  for (std::uint64_t job = 0; job < call.jobs; ++job) {
    if (::fork() != 0) continue;
    work(call, job, scratch, shared);
    std::_Exit(0);
  }
  bool whole = true;
  for (int status = 0; ::wait(&status) > 0;) whole = whole && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return whole;
}

}  // namespace

int main(int argc, char** argv) {
  // Machines come and go by the thousand: what one gave back the next one gets, without asking the kernel.
  ::mallopt(M_MMAP_THRESHOLD, 256 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
  auto call = parse(argc, argv);
  auto* memory = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto& shared = *new (memory) Shared;
  auto scratch = scratch_folder();
  make_template(scratch + "/template");
  auto began = std::chrono::steady_clock::now();
  bool whole = true;
  if (call.jobs == 1)
    work(call, 0, scratch, shared);
  else
    whole = in_processes(call, scratch, shared);
  auto took_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
  if (!call.keep) std::filesystem::remove_all(scratch);
  std::printf("%llu seeds in %lld ms, %llu failed%s\n", static_cast<unsigned long long>(shared.done),
              static_cast<long long>(took_ms), static_cast<unsigned long long>(shared.failed),
              whole ? "" : "; a process ended badly");
  if (shared.failed > 0) std::printf("replay: tests/sim/run --seed N --trace\n");
  if (call.plant != Plant::none) return shared.failed > 0 ? 0 : 1;
  return shared.failed == 0 && whole ? 0 : 1;
}
