// One policy document a line on stdin; for each says "ok", or in one line what parse_policy() finds wrong.
#include <iostream>
#include <string>

#include "core/policy/policy.h"

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    auto policy = redress::parse_policy(line);
    std::string verdict = policy.ok() ? "ok" : policy.error().what;
    for (auto& c : verdict)
      if (c == '\n') c = '|';
    std::cout << verdict << '\n';
  }
}
