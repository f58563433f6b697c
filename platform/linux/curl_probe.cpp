#include "platform/linux/curl_probe.h"

#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>

#include "core/base/json.h"
#include "platform/linux/curl_network.h"
#include "platform/linux/curl_trust.h"

namespace redress {

namespace {

constexpr long kConnect_ms = 6'000, kWhole_ms = 10'000;
constexpr std::size_t kAnswer_bytes = 4'096;

using Easy = std::unique_ptr<CURL, decltype(&::curl_easy_cleanup)>;

std::size_t receive_start(char* data, std::size_t, std::size_t size, void* target) {
  auto& body = *static_cast<std::string*>(target);
  if (body.size() + size > kAnswer_bytes) return 0;
  body.append(data, size);
  return size;
}

bool reached(CURL* easy, CURLINFO when) {
  curl_off_t us = 0;
  return curl().easy_getinfo(easy, when, &us) == CURLE_OK && us > 0;
}

bool is_tls_error(CURLcode code) {
  return code == CURLE_SSL_CONNECT_ERROR || code == CURLE_PEER_FAILED_VERIFICATION ||
         code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_CIPHER;
}

// The first step that did not end well.
ProbeStep broken_step(CURL* easy, CURLcode code, bool encrypted) {
  if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL) return ProbeStep::address;
  if (code == CURLE_COULDNT_RESOLVE_HOST || !reached(easy, CURLINFO_NAMELOOKUP_TIME_T))
    return ProbeStep::name;
  if (is_tls_error(code)) return ProbeStep::certificate;
  if (code == CURLE_COULDNT_CONNECT || !reached(easy, CURLINFO_CONNECT_TIME_T)) return ProbeStep::connection;
  if (encrypted && !reached(easy, CURLINFO_APPCONNECT_TIME_T)) return ProbeStep::certificate;
  return ProbeStep::answer;
}

int trip_ms(CURL* easy) {
  curl_off_t name_us = 0, connect_us = 0;
  curl().easy_getinfo(easy, CURLINFO_NAMELOOKUP_TIME_T, &name_us);
  curl().easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &connect_us);
  return static_cast<int>((connect_us - name_us + 999) / 1'000);
}

std::optional<int> certificate_days(CURL* easy, Instant now) {
  curl_certinfo* chain = nullptr;
  if (curl().easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1)
    return {};
  constexpr const char* kExpires = "Expire date:";
  for (auto* line = chain->certinfo[0]; line; line = line->next) {
    if (std::strncmp(line->data, kExpires, std::strlen(kExpires)) != 0) continue;
    const auto at_s = curl().getdate(line->data + std::strlen(kExpires), nullptr);
    if (at_s > 0) return static_cast<int>((std::int64_t{at_s} - now.ms / 1'000) / 86'400);
  }
  return {};
}

void take_answer(CURL* easy, const std::string& body, Instant middle, ProbeReport& report) {
  long status = 0;
  curl().easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  const auto health = parse_json(body, {kAnswer_bytes, 4});
  const bool is_head_office = health.ok() && health->has("now_ms");
  if (is_head_office) report.clock_offset_ms = (*health)["now_ms"].integer() - middle.ms;
  if (is_head_office && status == 200) return;
  report.broken = ProbeStep::answer;
  report.detail = "HTTP " + std::to_string(status);
}

}  // namespace

ProbeReport probe_head_office(const std::string& url, const std::string& ca_file, const Clock& clock) {
  ProbeReport report;
  if (auto good = check_address(url); !good.ok()) {
    report.broken = ProbeStep::address;
    report.detail = good.error().what;
    return report;
  }
  report.encrypted = url.rfind("https:", 0) == 0;
  const Easy easy(curl().easy_init(), curl().easy_cleanup);
  set_trust(easy.get(), ca_file);
  std::string body;
  char words[CURL_ERROR_SIZE] = "";
  const auto health = url + "/healthz";
  curl().easy_setopt(easy.get(), CURLOPT_URL, health.c_str());
  curl().easy_setopt(easy.get(), CURLOPT_CERTINFO, 1L);
  curl().easy_setopt(easy.get(), CURLOPT_CONNECTTIMEOUT_MS, kConnect_ms);
  curl().easy_setopt(easy.get(), CURLOPT_TIMEOUT_MS, kWhole_ms);
  curl().easy_setopt(easy.get(), CURLOPT_ERRORBUFFER, words);
  curl().easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, &receive_start);
  curl().easy_setopt(easy.get(), CURLOPT_WRITEDATA, &body);
  const auto began = clock.wall();
  const auto code = curl().easy_perform(easy.get());
  const auto ended = clock.wall();
  char* peer = nullptr;
  if (curl().easy_getinfo(easy.get(), CURLINFO_PRIMARY_IP, &peer) == CURLE_OK && peer) report.peer = peer;
  if (code != CURLE_OK) {
    report.broken = broken_step(easy.get(), code, report.encrypted);
    report.detail = words[0] ? words : curl().easy_strerror(code);
  }
  if (reached(easy.get(), CURLINFO_CONNECT_TIME_T)) report.trip_ms = trip_ms(easy.get());
  report.certificate_days = certificate_days(easy.get(), ended);
  if (code == CURLE_OK) take_answer(easy.get(), body, began + (ended - began) / 2, report);
  return report;
}

}  // namespace redress
