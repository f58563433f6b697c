// bench_reply NAME LINES PROGRAM ARGUMENTS…: gives the program the lines of the file LINES one by one, waits
// for one line of answer each, and prints median and p95 from writing the line to having read its answer
// (µs): what a caller of `redress-kiosk capture` or `scan` waits. The first tenth warms up and is not
// counted.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace {

using SteadyTime = std::chrono::steady_clock;

struct Child {
  pid_t pid = 0;
  int to = -1;
  FILE* from = nullptr;
};

bool start(char** command, Child& child) {
  int in[2], out[2];
  if (pipe(in) != 0 || pipe(out) != 0) return false;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  for (int fd : {in[0], in[1], out[0], out[1]}) posix_spawn_file_actions_addclose(&actions, fd);
  const bool started = posix_spawn(&child.pid, command[0], &actions, nullptr, command, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  child.to = in[1];
  child.from = fdopen(out[0], "r");
  return started;
}

// Below 0: the program ended or answered REJECT.
double ask_us(const Child& child, const std::string& line) {
  char answer[1024];
  const auto from = SteadyTime::now();
  if (write(child.to, line.data(), line.size()) != static_cast<ssize_t>(line.size())) return -1;
  if (!std::fgets(answer, sizeof answer, child.from) || std::string(answer).starts_with("REJECT")) return -1;
  return std::chrono::duration<double, std::micro>(SteadyTime::now() - from).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return std::fputs("bench_reply NAME LINES PROGRAM ARGUMENTS…\n", stderr), 64;
  std::vector<std::string> lines;
  std::ifstream file(argv[2]);
  for (std::string line; std::getline(file, line);) lines.push_back(line + "\n");
  Child child;
  if (lines.empty() || !start(argv + 3, child))
    return std::fputs("bench_reply: nothing to ask or nobody to answer\n", stderr), 1;
  std::vector<double> times_us;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double us = ask_us(child, lines[i]);
    if (us < 0) return std::fputs("bench_reply: no good answer\n", stderr), 1;
    if (i >= lines.size() / 10) times_us.push_back(us);
  }
  close(child.to);
  waitpid(child.pid, nullptr, 0);
  std::sort(times_us.begin(), times_us.end());
  std::printf("%s_p50 %.0f us\n%s_p95 %.0f us\n", argv[1], times_us[times_us.size() / 2], argv[1],
              times_us[times_us.size() * 95 / 100]);
  return 0;
}
