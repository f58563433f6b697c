// A small printer for tests, written from the ESC/POS command descriptions and not from our encoder:
// it draws raster bands on paper, remembers text and QR data, and refuses what it does not know.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace redress::test {

struct Paper {
  std::vector<std::vector<bool>> rows;  // true = burnt
  std::string text;                     // what the printer's own glyphs would print, "\n" at line ends
  std::string qr;                       // data of a native QR that was printed
  int max_band_rows = 0;
  int resets = 0, cuts = 0, fed_dots = 0;
  bool chinese = false;
  std::string trouble;  // empty when every byte was understood
};

inline Paper interpret(const std::vector<std::uint8_t>& job) {
  Paper paper;
  std::string stored_qr;
  std::size_t at = 0;
  auto has = [&](std::size_t n) { return at + n <= job.size(); };
  auto fail = [&](const std::string& what) { paper.trouble = what + " at byte " + std::to_string(at); };
  while (at < job.size() && paper.trouble.empty()) {
    std::uint8_t byte = job[at];
    if (byte == 0x00) {
      ++at;
    } else if (byte == 0x0a || byte >= 0x20) {
      paper.text += static_cast<char>(byte);
      ++at;
    } else if (byte == 0x1b && has(2) && job[at + 1] == '@') {
      ++paper.resets;
      at += 2;
    } else if (byte == 0x1b && has(3) && (job[at + 1] == 'E' || job[at + 1] == 'a')) {
      at += 3;
    } else if (byte == 0x1b && has(3) && job[at + 1] == 'J') {
      paper.fed_dots += job[at + 2];
      at += 3;
    } else if (byte == 0x1c && has(2) && (job[at + 1] == '&' || job[at + 1] == '.')) {
      paper.chinese = job[at + 1] == '&';
      at += 2;
    } else if (byte == 0x1d && has(3) && job[at + 1] == '!') {
      at += 3;
    } else if (byte == 0x1d && has(4) && job[at + 1] == 'V' && job[at + 2] == 66) {
      ++paper.cuts;
      at += 4;
    } else if (byte == 0x1d && has(8) && job[at + 1] == 'v' && job[at + 2] == '0') {
      std::size_t row_bytes = job[at + 4] + 256u * job[at + 5], rows = job[at + 6] + 256u * job[at + 7];
      at += 8;
      if (!has(row_bytes * rows)) {
        fail("a band is shorter than it says");
        break;
      }
      paper.max_band_rows = std::max(paper.max_band_rows, static_cast<int>(rows));
      for (std::size_t row = 0; row < rows; ++row) {
        std::vector<bool> dots;
        for (std::size_t i = 0; i < row_bytes; ++i, ++at)
          for (int bit = 7; bit >= 0; --bit) dots.push_back((job[at] >> bit & 1) != 0);
        paper.rows.push_back(dots);
      }
    } else if (byte == 0x1d && has(5) && job[at + 1] == '(' && job[at + 2] == 'k') {
      std::size_t size = job[at + 3] + 256u * job[at + 4];
      at += 5;
      if (!has(size) || size < 3 || job[at] != '1') {
        fail("a QR command is malformed");
        break;
      }
      if (job[at + 1] == 80)
        stored_qr.assign(job.begin() + static_cast<long>(at) + 3, job.begin() + static_cast<long>(at + size));
      if (job[at + 1] == 81) paper.qr = paper.chinese ? "garbled by Chinese mode" : stored_qr;
      at += size;
    } else {
      fail("unknown command " + std::to_string(byte));
    }
  }
  return paper;
}

}  // namespace redress::test
