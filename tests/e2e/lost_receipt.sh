#!/usr/bin/env bash
# A lost receipt at a counter that cannot reach head office: the phone leads to its cases after asking who asks and what for,
# and head office's purpose log holds the question once the line is back.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"

start_office
pin=735194
for person in "2101 service" "2102 handler"; do
  read -r number role <<< "$person"
  "$office" --data "$work/office" user add --staff "$number" --name 某某 --role "$role" --mall xinghe --department service --pin $pin > /dev/null
done
enrol k kiosk K01 xinghe
enrol c counter C01 xinghe
capture() {  # capture PHONE
  echo '{"contact_type":"complaint","category":"service_attitude","text":"慢","language":"zh-Hans","contact":{"phone":"'"$1"'"},"consent":{"text":"同意","version":"1"}}' |
    "$kiosk" capture --data "$work/k" | sed 's/.* //'
}
find() {  # find STAFF REST-OF-JSON
  echo '{"staff":"'"$1"'","pin":"'$pin'",'"$2"'}' | "$kiosk" find --data "$work/c" || true
}
rows() { python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(row[0])' "$@"; }
shopper='"asker":"shopper","purpose":"lost_receipt"'

code=$(capture 13700004416)
other=$(capture 13700004417)
"$kiosk" sync --once --data "$work/k" > /dev/null
"$kiosk" sync --once --data "$work/c" > /dev/null
kill "$office_pid"; wait "$office_pid" 2>/dev/null || true

expect "found, however the number is written" "$(find 2101 "$shopper"',"phone":"+86 137-0000-4416"')" "^FOUND 1 $code$"
expect "another number leads elsewhere" "$(find 2101 "$shopper"',"phone":"13700004417"')" "^FOUND 1 $other$"
expect "nothing about a number that nobody left" "$(find 2101 "$shopper"',"phone":"13999999999"')" '^FOUND 0$'
expect "not without saying what for" "$(find 2101 '"asker":"shopper","phone":"13700004416"')" '^REFUSED purpose'
expect "a few digits find nobody" "$(find 2101 "$shopper"',"phone":"4416"')" '^REFUSED phone$'
expect "a handler does not look people up" "$(find 2102 "$shopper"',"phone":"13700004416"')" '^REFUSED needs_service$'
expect "a kiosk does not either" "$(echo '{"staff":"2101","pin":"'$pin'",'"$shopper"',"phone":"13700004416"}' | "$kiosk" find --data "$work/k" || true)" '^REFUSED '
for _ in $(seq 17); do find 2101 "$shopper"',"phone":"13999999999"' > /dev/null; done
expect "twenty an hour, also over restarts" "$(find 2101 "$shopper"',"phone":"13700004416"')" '^REFUSED busy$'
! grep -aq 13700004416 "$work/c"/device.db* || fail "the number stands on the disk"

serve_office
"$kiosk" sync --once --data "$work/c" > /dev/null
log=$(rows "$work"/office/*.db "SELECT staff || ' ' || body FROM ledger WHERE book = 'purpose' ORDER BY n")
expect "the purpose log holds it" "$log" "2101 .*shopper.*lost_receipt.*${code//-/}"
expect "twenty questions, each once" "$(wc -l <<< "$log")" '^20$'
"$kiosk" sync --once --data "$work/k" > /dev/null
expect "kiosks hear nothing of it" "$(rows "$work/k/device.db" "SELECT count(*) FROM event WHERE kind = 'looked_up'")" '^0$'
