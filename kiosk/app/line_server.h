// A local stream socket that answers one line with one line. Used by the inspector and by the engine's command
// socket (decision 19). One thread; connections one after the other are enough for tools.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.h"

namespace redress {

class LineServer {
 public:
  // Called on the server's thread for each request line; returns the reply without line feed.
  using Answer = std::function<std::string(const std::string& line)>;
  // An old socket file at `path` is replaced; mode 0600.
  static Result<std::unique_ptr<LineServer>> listen(const std::string& path, Answer answer);
  ~LineServer();

 private:
  struct State;
  explicit LineServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The other end: sends lines, gets lines.
class LineClient {
 public:
  static Result<LineClient> connect(const std::string& path);
  LineClient(LineClient&& other) noexcept : fd_(other.fd_), buffer_(std::move(other.buffer_)) { other.fd_ = -1; }
  LineClient& operator=(LineClient&&) = delete;
  ~LineClient();
  Result<std::string> ask(const std::string& line);

 private:
  explicit LineClient(int fd) : fd_(fd) {}
  int fd_;
  std::string buffer_;
};

}  // namespace redress
