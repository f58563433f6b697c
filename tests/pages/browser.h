// A browser's half of HTTP over a real loopback connection: cookies are kept, redirects are not followed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace redress::test {

struct Reply {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in small letters
  std::string body;
};

using FormValues = std::vector<std::pair<std::string, std::string>>;

class Browser {
 public:
  explicit Browser(std::uint16_t port) : port_(port) {}
  Reply get(const std::string& target);
  Reply post(const std::string& target, const FormValues& form);
  // Further request headers, as "Name: value".
  std::vector<std::string> headers;
  std::string cookie;

 private:
  Reply send(const std::string& method, const std::string& target, const std::string& body);
  std::uint16_t port_;
};

}  // namespace redress::test
