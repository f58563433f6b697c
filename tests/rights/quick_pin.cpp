// A quick hash instead of argon2, for this program and, preloaded, for the programs that it starts: some
// thousand PINs are checked here, and what a PIN allows does not depend on how slowly it is checked.
// tests/seal checks the real one.
#include <sodium.h>

extern "C" int crypto_pwhash(unsigned char* out, unsigned long long size, const char* password,
                             unsigned long long password_size, const unsigned char* salt, unsigned long long,
                             size_t, int) {
  return crypto_generichash(out, size, reinterpret_cast<const unsigned char*>(password), password_size, salt,
                            crypto_pwhash_SALTBYTES);
}
