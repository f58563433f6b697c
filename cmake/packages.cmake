# Third-party packages, all from Debian 12. Which folder may use which: docs/ARCHITECTURE.md.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
foreach(package IN ITEMS
    "SODIUM libsodium" "SQLITE sqlite3" "ZSTD libzstd" "SIMDJSON simdjson" "UTF8PROC libutf8proc"
    "CURL libcurl" "MICROHTTPD libmicrohttpd" "IMGUI imgui" "SDL sdl2" "FREETYPE freetype2"
    "QRENCODE libqrencode" "RIME rime" "TOML tomlplusplus" "GNUTLS gnutls" "ICAL libical"
    "XLSXWRITER xlsxwriter")
  string(REPLACE " " ";" pair ${package})
  list(GET pair 0 prefix)
  list(GET pair 1 module)
  pkg_check_modules(${prefix} REQUIRED IMPORTED_TARGET ${module})
endforeach()
