#include "platform/linux/curl_library.h"

#include <dlfcn.h>

#include <optional>

namespace redress {

namespace {

// The name that libcurl's headers of Debian 12 belong to.
constexpr const char* kFile = "libcurl.so.4";

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

bool find_all(void* so, CurlLibrary& c) {
  return find(so, "curl_global_init", c.global_init) && find(so, "curl_easy_init", c.easy_init) &&
         find(so, "curl_easy_cleanup", c.easy_cleanup) && find(so, "curl_easy_reset", c.easy_reset) &&
         find(so, "curl_easy_setopt", c.easy_setopt) && find(so, "curl_easy_getinfo", c.easy_getinfo) &&
         find(so, "curl_easy_strerror", c.easy_strerror) && find(so, "curl_multi_init", c.multi_init) &&
         find(so, "curl_multi_cleanup", c.multi_cleanup) &&
         find(so, "curl_multi_add_handle", c.multi_add_handle) &&
         find(so, "curl_multi_remove_handle", c.multi_remove_handle) &&
         find(so, "curl_multi_perform", c.multi_perform) && find(so, "curl_multi_poll", c.multi_poll) &&
         find(so, "curl_multi_wakeup", c.multi_wakeup) &&
         find(so, "curl_multi_info_read", c.multi_info_read) &&
         find(so, "curl_slist_append", c.slist_append) && find(so, "curl_slist_free_all", c.slist_free_all) &&
         find(so, "curl_url", c.url) && find(so, "curl_url_set", c.url_set) &&
         find(so, "curl_url_get", c.url_get) && find(so, "curl_url_cleanup", c.url_cleanup) &&
         find(so, "curl_free", c.free) && find(so, "curl_getdate", c.getdate) &&
         find(so, "curl_easy_perform", c.easy_perform);
}

std::optional<CurlLibrary> load() {
  CurlLibrary functions{};
  void* library = dlopen(kFile, RTLD_LAZY | RTLD_LOCAL);
  if (!library || !find_all(library, functions)) return std::nullopt;
  if (functions.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return std::nullopt;
  return functions;
}

}  // namespace

const CurlLibrary* find_curl() {
  static const std::optional<CurlLibrary> kCurl = load();
  return kCurl ? &*kCurl : nullptr;
}

}  // namespace redress
