#include "platform/linux/curl_network.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <atomic>

#include "platform/linux/curl_library.h"
#include "platform/linux/curl_trust.h"

namespace redress {

namespace {

constexpr std::size_t kKept_lines = 4;
// What is slower than this for as long as the request's timeout stands still. So a batch goes over any line, however long it takes.
constexpr long kLeast_bytes_per_s = 500;
constexpr long kLongest_ms = 3'600'000;
constexpr int kUnsent_bytes = 128 * 1024;  // in the kernel: what it still holds would look like standing still

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  std::string out;
  if (curl().url_get(url, part, &text, 0) == CURLUE_OK && text) out = text;
  curl().free(text);
  return out;
}

bool is_loopback(std::string host) {
  if (host == "localhost" || host == "[::1]" || host == "::1") return true;
  in_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1 && (ntohl(address.s_addr) >> 24) == 127;
}

struct Receiving {
  HttpAnswer answer;
  std::size_t max_bytes = 0;
  bool too_large = false;
};

std::size_t receive(char* data, std::size_t, std::size_t size, void* target) {
  auto& receiving = *static_cast<Receiving*>(target);
  if (receiving.answer.body.size() + size > receiving.max_bytes) {
    receiving.too_large = true;
    return 0;
  }
  receiving.answer.body.insert(receiving.answer.body.end(), data, data + size);
  return size;
}

int keep_little_unsent(void*, curl_socket_t socket, curlsocktype) {
  (void)setsockopt(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &kUnsent_bytes, sizeof kUnsent_bytes);
  return CURL_SOCKOPT_OK;
}

class HeaderList {
 public:
  ~HeaderList() { curl().slist_free_all(list_); }
  void add(const std::string& line) {
    if (auto* longer = curl().slist_append(list_, line.c_str())) list_ = longer;
  }
  curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

}  // namespace

Status check_address(const std::string& url) {
  if (!find_curl())
    return Error{Errc::unavailable, "libcurl.so.4 cannot be loaded. Install the Debian package libcurl4."};
  std::unique_ptr<CURLU, decltype(CurlLibrary::url_cleanup)> parsed(curl().url(), curl().url_cleanup);
  if (curl().url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
    return invalid("address of head office is not a URL: " + url);
  auto scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  if (scheme == "https") return {};
  if (scheme == "http" && is_loopback(part_of(parsed.get(), CURLUPART_HOST))) return {};
  return Error{Errc::refused, "head office must be reached by https; plain http is for this machine only: " + url};
}

// One connection with its own event loop, so that abort() wakes it at once.
class CurlNetwork::Line {
 public:
  Line() : multi_(curl().multi_init()), easy_(curl().easy_init()) {}
  ~Line() {
    curl().easy_cleanup(easy_);
    curl().multi_cleanup(multi_);
  }
  void abort() {
    aborted_ = true;
    curl().multi_wakeup(multi_);
  }

  void clear_abort() { aborted_ = false; }

  Result<HttpAnswer> exchange(const HttpRequest& request, const CurlOptions& options) {
    Receiving receiving;
    receiving.max_bytes = request.max_answer_bytes;
    HeaderList headers;
    headers.add("Expect:");
    for (const auto& [key, value] : request.headers) headers.add(key + ": " + value);
    error_[0] = 0;
    set_request(request, options, receiving, headers);
    auto code = perform();
    if (aborted_.exchange(false)) return Error{Errc::unavailable, "stopped"};
    if (receiving.too_large) return Error{Errc::limit, "answer is larger than allowed"};
    if (code != CURLE_OK)
      return Error{Errc::unavailable, error_[0] ? std::string(error_) : std::string(curl().easy_strerror(code))};
    long status = 0;
    curl_off_t retry_after_s = 0;
    curl().easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    curl().easy_getinfo(easy_, CURLINFO_RETRY_AFTER, &retry_after_s);
    receiving.answer.status = static_cast<int>(status);
    if (retry_after_s > 0) receiving.answer.retry_after_s = static_cast<int>(std::min<curl_off_t>(retry_after_s, 86'400));
    return std::move(receiving.answer);
  }

 private:
  void set_request(const HttpRequest& request, const CurlOptions& options, Receiving& receiving,
                   const HeaderList& headers) {
    curl().easy_reset(easy_);  // keeps the connection
    curl().easy_setopt(easy_, CURLOPT_URL, request.url.c_str());
    set_trust(easy_, options.ca_file);
    curl().easy_setopt(easy_, CURLOPT_TIMEOUT_MS, std::max(kLongest_ms, static_cast<long>(request.timeout_ms)));
    curl().easy_setopt(easy_, CURLOPT_LOW_SPEED_LIMIT, kLeast_bytes_per_s);
    curl().easy_setopt(easy_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.timeout_ms + 999) / 1000);
    curl().easy_setopt(easy_, CURLOPT_SOCKOPTFUNCTION, &keep_little_unsent);
    curl().easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(std::min(request.timeout_ms, options.connect_timeout_ms)));
    curl().easy_setopt(easy_, CURLOPT_TCP_KEEPALIVE, 1L);
    curl().easy_setopt(easy_, CURLOPT_UPLOAD_BUFFERSIZE, 512L * 1024);
    curl().easy_setopt(easy_, CURLOPT_MAX_SEND_SPEED_LARGE, static_cast<curl_off_t>(options.max_bytes_per_s));
    curl().easy_setopt(easy_, CURLOPT_MAX_RECV_SPEED_LARGE, static_cast<curl_off_t>(options.max_bytes_per_s));
    curl().easy_setopt(easy_, CURLOPT_ERRORBUFFER, error_);
    curl().easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &receive);
    curl().easy_setopt(easy_, CURLOPT_WRITEDATA, &receiving);
    curl().easy_setopt(easy_, CURLOPT_HTTPHEADER, headers.get());
    if (request.method == "GET") {
      curl().easy_setopt(easy_, CURLOPT_HTTPGET, 1L);
      return;
    }
    curl().easy_setopt(easy_, CURLOPT_POST, 1L);
    curl().easy_setopt(easy_, CURLOPT_POSTFIELDS, reinterpret_cast<const char*>(request.body.data()));
    curl().easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    if (request.method != "POST") curl().easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }

  CURLcode perform() {
    if (curl().multi_add_handle(multi_, easy_) != CURLM_OK) return CURLE_FAILED_INIT;
    int running = 1;
    while (running > 0 && !aborted_) {
      if (curl().multi_perform(multi_, &running) != CURLM_OK) break;
      if (running > 0) curl().multi_poll(multi_, nullptr, 0, 1'000, nullptr);
    }
    auto code = CURLE_ABORTED_BY_CALLBACK;
    int left = 0;
    while (auto* message = curl().multi_info_read(multi_, &left))
      if (message->msg == CURLMSG_DONE) code = message->data.result;
    curl().multi_remove_handle(multi_, easy_);
    return code;
  }

  CURLM* multi_;
  CURL* easy_;
  std::atomic<bool> aborted_ = false;
  char error_[CURL_ERROR_SIZE] = {};
};

CurlNetwork::CurlNetwork(CurlOptions options) : options_(std::move(options)) {}
CurlNetwork::~CurlNetwork() = default;

std::unique_ptr<CurlNetwork::Line> CurlNetwork::take() {
  std::lock_guard lock(mutex_);
  std::unique_ptr<Line> line;
  if (idle_.empty()) {
    line = std::make_unique<Line>();
  } else {
    line = std::move(idle_.back());
    idle_.pop_back();
  }
  line->clear_abort();  // one that came after the last exchange was over
  busy_.push_back(line.get());
  return line;
}

void CurlNetwork::give_back(std::unique_ptr<Line> line) {
  std::lock_guard lock(mutex_);
  std::erase(busy_, line.get());
  if (idle_.size() < kKept_lines) idle_.push_back(std::move(line));
}

Result<HttpAnswer> CurlNetwork::exchange(const HttpRequest& request) {
  REDRESS_TRY(check_address(request.url));
  auto line = take();
  auto answer = line->exchange(request, options_);
  give_back(std::move(line));
  return answer;
}

void CurlNetwork::abort() {
  std::lock_guard lock(mutex_);
  for (auto* line : busy_) line->abort();
}

}  // namespace redress
