#!/usr/bin/env bash
# One complaint from capture to the shopper's phone, without a window: kiosk offline, receipt, staff, sync, pages.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"

start_office
pin() { sed -n "s/.*\b$1\b.*\b\([0-9]\{6\}\)\b.*/\1/p" "$work/staff.txt" | head -1; }

[ "$(echo '{}' | "$kiosk" capture --data "$work/new" 2>/dev/null; echo $?)" = 78 ] || fail "an unprovisioned kiosk must end with 78"
echo "ok: an unprovisioned kiosk takes nothing and says so"

enrol k kiosk K07 xinghe
enrol c counter C01 xinghe
enrol other counter C09 binjiang

intake='{"contact_type":"complaint","category":"service_attitude","text":"店员态度很差，标记MARKER一二三","language":"zh-Hans","contact":{"phone":"13900001234"},"consent":{"text":"同意","version":"1"}}'
ack=$(echo "$intake" | "$kiosk" capture --data "$work/k")
expect "a complaint is acknowledged" "$ack" '^ACK [A-Za-z0-9_-]{22} [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$'
code=${ack##* }

set +e
bad=$(printf '%s\n' '{"contact_type":"complaint","category":"nonsense"}' "$intake" '{"oops"' | "$kiosk" capture --data "$work/k")
status=$?
set -e
expect "a bad line is rejected with its number and key" "$(sed -n 1p <<< "$bad")" '^REJECT 1 category'
expect "the good line between is taken" "$(sed -n 2p <<< "$bad")" '^ACK '
expect "exit 65 when something was rejected" "$status" '^65$'

expect "a scanned receipt finds its case" "$(echo "HTTPS://SD.EXAMPLE/C/${code//-/}" | "$kiosk" scan --data "$work/k")" "^CASE $code acknowledge$"
expect "an unknown code is unknown, not invalid" "$(echo 4HMA-SW9N-F6YE | "$kiosk" scan --data "$work/k")" '^UNKNOWN 4HMA'
expect "a mistyped code is invalid" "$(echo 4HMA-SW9N-F6YF | "$kiosk" scan --data "$work/k")" '^INVALID '

for width in 80 58; do
  "$kiosk" receipt --data "$work/k" --case "$code" --width $width --format png --out "$work/r$width.png"
  expect "the QR of the $width mm receipt reads back" "$(zbarimg -q --raw --nodbus "$work/r$width.png")" "/C/${code//-/}$"
done
"$kiosk" receipt --data "$work/k" --case "$code" --width 80 --format escpos --out "$work/r.escpos"
[ -s "$work/r.escpos" ] || fail "no ESC/POS bytes"

expect "nothing typed lies readable on the kiosk's disk" "$(grep -rc -a -e MARKER -e 13900001234 "$work/k" | grep -v ':0' | wc -l)" '^0$'

expect "the kiosk's queue empties" "$("$kiosk" sync --once --data "$work/k")" 'queue empty'
expect "the counter pulls" "$("$kiosk" sync --once --data "$work/c")" 'queue empty'
"$kiosk" sync --once --data "$work/other" > /dev/null
expect "the counter knows the case" "$(echo "$code" | "$kiosk" scan --data "$work/c")" "^CASE $code acknowledge$"
expect "the other mall's counter does not" "$(echo "$code" | "$kiosk" scan --data "$work/other")" "^UNKNOWN"

act() { echo "$1" | "$kiosk" act --data "$work/c" || true; }
staff=1001 pin=$(pin 1001)
expect "a wrong PIN is refused" "$(act '{"case":"'$code'","action":"acknowledge","staff":"1001","pin":"000001"}')" '^REFUSED unknown_person$'
expect "an early step is refused with its reason" "$(act '{"case":"'$code'","action":"resolve","staff":"1001","pin":"'$pin'","remedies":["apology"]}')" '^REFUSED first_acknowledge$'
for step in '"action":"acknowledge"' '"action":"assign","departments":["operations"]' '"action":"investigate","cause_class":"service","validity":"valid","findings":"属实"' \
            '"action":"resolve","remedies":["apology"],"minutes":20' '"action":"feed_back","text":"我们已经向您道歉，并重新培训了店员。","way":"page"'; do
  expect "$step" "$(act '{"case":"'$code'","staff":"'$staff'","pin":"'$pin'",'"$step"'}')" '^ACK '
done
expect "the case waits for the shopper" "$(echo "$code" | "$kiosk" scan --data "$work/c")" 'confirm$'
"$kiosk" sync --once --data "$work/c" > /dev/null

kill -9 "$office_pid"; wait "$office_pid" 2>/dev/null || true
serve_office
expect "head office is healthy after kill -9" "$(curl -s "$url/healthz")" 'ok'
page=$(curl -s "$url/C/${code//-/}")
expect "the tracking page shows the answer" "$page" '重新培训了店员'
[[ $page != *13900001234* && $page != *MARKER* ]] || fail "the tracking page shows personal data"

"$kiosk" sync --once --data "$work/k" > /dev/null
echo '{"case":"'$code'","action":"dispute","reason":"not_solved","text":"还是没有解决"}' | "$kiosk" act --data "$work/k" | grep -q '^ACK ' || fail "the shopper cannot dispute at the kiosk"
"$kiosk" sync --once --data "$work/k" > /dev/null
"$kiosk" sync --once --data "$work/c" > /dev/null
expect "the dispute reaches the counter" "$(echo "$code" | "$kiosk" scan --data "$work/c")" 'investigate$'

for folder in k c; do expect "$folder verifies" "$("$kiosk" verify --data "$work/$folder" | tail -1)" '^GOOD'; done
expect "head office verifies" "$("$office" --data "$work/office" verify | tail -1)" 'problems 0$'
"$kiosk" backup --data "$work/k" --out "$work/copy.db" > /dev/null
[ -s "$work/copy.db" ] || fail "no backup"
echo "headless day: all good"
