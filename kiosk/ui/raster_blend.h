// Rows of pixels: plain, half transparent, and through 8-bit coverage. Each channel becomes
// (source x alpha + target x (255 - alpha)) / 255, rounded; the SSE2 form gives the same bits.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace redress::ui {

inline std::uint32_t blend_pixel(std::uint32_t target, std::uint32_t source, std::uint32_t alpha) {
  constexpr std::uint32_t two = 0x00FF00FF, half = 0x00800080;
  const std::uint32_t rest = 255 - alpha;
  std::uint32_t low = (source & two) * alpha + (target & two) * rest + half;
  std::uint32_t high = (source >> 8 & two) * alpha + (target >> 8 & two) * rest + half;
  low = (low + (low >> 8 & two)) >> 8 & two;
  high = (high + (high >> 8 & two)) & ~two;
  return low | high;
}

inline std::uint32_t scale_alpha(std::uint32_t coverage, std::uint32_t alpha) {
  const std::uint32_t product = coverage * alpha + 128;
  return (product + (product >> 8)) >> 8;
}

#ifdef __SSE2__
// Eight 16-bit products / 255, rounded.
inline __m128i divide_by_255(__m128i product) {
  const __m128i rounded = _mm_add_epi16(product, _mm_set1_epi16(128));
  return _mm_srli_epi16(_mm_add_epi16(rounded, _mm_srli_epi16(rounded, 8)), 8);
}

// Two pixels in 16-bit channels.
inline __m128i blend_two(__m128i target, __m128i source, __m128i alpha) {
  const __m128i rest = _mm_sub_epi16(_mm_set1_epi16(255), alpha);
  return divide_by_255(_mm_add_epi16(_mm_mullo_epi16(source, alpha), _mm_mullo_epi16(target, rest)));
}

inline void blend_four(std::uint32_t* pixels, __m128i source, __m128i alpha_low, __m128i alpha_high) {
  const __m128i zero = _mm_setzero_si128();
  const __m128i target = _mm_loadu_si128(reinterpret_cast<const __m128i*>(pixels));
  const __m128i low = blend_two(_mm_unpacklo_epi8(target, zero), source, alpha_low);
  const __m128i high = blend_two(_mm_unpackhi_epi8(target, zero), source, alpha_high);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(pixels), _mm_packus_epi16(low, high));
}

inline __m128i widen_color(std::uint32_t rgb) {
  return _mm_unpacklo_epi8(_mm_set1_epi32(static_cast<int>(rgb)), _mm_setzero_si128());
}
#endif

// By hand because -O2 of g++ 12 writes one pixel at a time.
inline void fill_row(std::uint32_t* pixels, int count, std::uint32_t rgb) {
  int x = 0;
#ifdef __SSE2__
  const __m128i four = _mm_set1_epi32(static_cast<int>(rgb));
  for (; x + 16 <= count; x += 16)
    for (int part = 0; part < 16; part += 4) _mm_storeu_si128(reinterpret_cast<__m128i*>(pixels + x + part), four);
  for (; x + 4 <= count; x += 4) _mm_storeu_si128(reinterpret_cast<__m128i*>(pixels + x), four);
#endif
  for (; x < count; ++x) pixels[x] = rgb;
}

inline void blend_row(std::uint32_t* pixels, int count, std::uint32_t rgb, std::uint32_t alpha) {
  if (alpha == 255) return fill_row(pixels, count, rgb);
  int x = 0;
#ifdef __SSE2__
  const __m128i source = widen_color(rgb), wide_alpha = _mm_set1_epi16(static_cast<short>(alpha));
  for (; x + 4 <= count; x += 4) blend_four(pixels + x, source, wide_alpha, wide_alpha);
#endif
  for (; x < count; ++x) pixels[x] = blend_pixel(pixels[x], rgb, alpha);
}

inline void blend_coverage_row(std::uint32_t* pixels, const std::uint8_t* coverage, int count, std::uint32_t rgb,
                               std::uint32_t alpha) {
  int x = 0;
#ifdef __SSE2__
  const __m128i zero = _mm_setzero_si128(), source = widen_color(rgb);
  const __m128i plain = _mm_set1_epi32(static_cast<int>(rgb));
  const __m128i wide_alpha = _mm_set1_epi16(static_cast<short>(alpha));
  for (; x + 4 <= count; x += 4) {
    std::uint32_t four;
    std::memcpy(&four, coverage + x, 4);
    if (four == 0) continue;
    if (four == 0xFFFFFFFF && alpha == 255) {
      _mm_storeu_si128(reinterpret_cast<__m128i*>(pixels + x), plain);
      continue;
    }
    __m128i each = _mm_cvtsi32_si128(static_cast<int>(four));
    each = _mm_unpacklo_epi8(each, each);
    each = _mm_unpacklo_epi16(each, each);
    __m128i low = _mm_unpacklo_epi8(each, zero), high = _mm_unpackhi_epi8(each, zero);
    if (alpha != 255) {
      low = divide_by_255(_mm_mullo_epi16(low, wide_alpha));
      high = divide_by_255(_mm_mullo_epi16(high, wide_alpha));
    }
    blend_four(pixels + x, source, low, high);
  }
#endif
  for (; x < count; ++x)
    if (coverage[x] != 0) pixels[x] = blend_pixel(pixels[x], rgb, scale_alpha(coverage[x], alpha));
}

}  // namespace redress::ui
