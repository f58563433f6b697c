// bench_bare FILE COUNT: the limit of any durable save: COUNT times 1 KiB written in place and fdatasync,
// into a file that has its size already. Prints median and p95.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("bench_bare FILE COUNT\n", stderr), 64;
  const int count = std::atoi(argv[2]);
  const std::vector<char> record(1024, 'x');
  const int fd = open(argv[1], O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0 || count < 1) return std::perror(argv[1]), 1;
  for (int i = 0; i < count; ++i)
    if (write(fd, record.data(), record.size()) < 0) return std::perror(argv[1]), 1;
  fsync(fd);
  std::vector<double> times_us;
  for (int i = 0; i < count; ++i) {
    const auto from = std::chrono::steady_clock::now();
    if (pwrite(fd, record.data(), record.size(), off_t{1024} * i) < 0 || fdatasync(fd) != 0)
      return std::perror(argv[1]), 1;
    times_us.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - from).count());
  }
  close(fd);
  std::sort(times_us.begin(), times_us.end());
  std::printf("bare_write_sync_p50 %.0f us\nbare_write_sync_p95 %.0f us\n", times_us[times_us.size() / 2],
              times_us[times_us.size() * 95 / 100]);
  return 0;
}
