# The field's way by the same measures: our own web form in Chromium's kiosk mode, and how our screens compare (`kiosk` first).
source "$here/display.sh"
site=$build/tests/web/site
[ -d "$site/node_modules/playwright-core" ] || fail "tests/web/run has to be run once: it brings playwright-core"
cp "$here/browser.mjs" "$site/"
(cd "$site" && node browser.mjs "http://127.0.0.1:$port/new?mall=xinghe" "${IDLE:-60}") > "$work/browser.txt" || fail "the browser was not measured"
tell < "$work/browser.txt"
compare() { # compare NAME OURS THEIRS: our part of theirs
  local ours theirs
  ours=$(awk -v n="$2" '$1 == n { print $2 }' "$work/figures.txt") theirs=$(awk -v n="$3" '$1 == n { print $2 }' "$work/figures.txt")
  [ -z "$ours" ] || say "$1" "$(awk "BEGIN { printf \"%.2f\", $ours / ($theirs > 0 ? $theirs : 1) }")" times
}
compare start_of_browser start_to_first_picture_p50 browser_start_p50
compare touch_p95_of_browser touch_to_picture_p95 browser_touch_p95
compare pss_of_browser kiosk_pss_after_pinyin browser_pss
compare idle_of_browser idle_cpu browser_idle_cpu
