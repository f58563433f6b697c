#include "platform/linux/curl_trust.h"

namespace redress {

void set_trust(CURL* easy, const std::string& ca_file) {
  curl().easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl().easy_setopt(easy, CURLOPT_PROXY, "");
  curl().easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl().easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl().easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl().easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl().easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (ca_file.empty()) return;
  curl().easy_setopt(easy, CURLOPT_CAINFO, ca_file.c_str());
  curl().easy_setopt(easy, CURLOPT_CAPATH, nullptr);
}

}  // namespace redress
