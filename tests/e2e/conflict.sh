#!/usr/bin/env bash
# Two counters act on one case while they cannot reach head office; the merge is settled by a supervisor and holds on both.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"

start_office
pin=735194
for person in "2101 service" "2102 service" "2103 supervisor"; do
  read -r number role <<< "$person"
  "$office" --data "$work/office" user add --staff "$number" --name 某某 --role "$role" --mall xinghe --department service --pin $pin > /dev/null
done
enrol a counter C01 xinghe
enrol b counter C02 xinghe

sync() { for device in "$@"; do "$kiosk" sync --once --data "$work/$device" > /dev/null; done; }
act() {  # act DEVICE STAFF REST-OF-JSON
  echo '{"case":"'"$code"'","staff":"'"$2"'","pin":"'$pin'",'"$3"'}' | "$kiosk" act --data "$work/$1" || true
}
stage() { echo "$code" | "$kiosk" scan --data "$work/$1"; }

sync a b
code=$(echo '{"contact_type":"complaint","category":"service_attitude","text":"慢","language":"zh-Hans"}' | "$kiosk" capture --data "$work/a")
code=${code##* }
for step in '"action":"acknowledge"' '"action":"assign","departments":["service"],"person":"2101","task":"到现场核实"' '"action":"investigate","cause_class":"service","findings":"属实"' \
            '"action":"resolve","remedies":["apology"]' '"action":"feed_back","text":"已经道歉"'; do
  expect "$step" "$(act a 2101 "$step")" '^ACK '
done
sync a b
expect "both counters wait for the shopper" "$(stage a) $(stage b)" "^CASE $code confirm CASE $code confirm$"

# Head office is out of reach: one hears "solved", the other "not solved".
kill "$office_pid"; wait "$office_pid" 2>/dev/null || true
confirmed=$(act a 2101 '"action":"confirm"')
expect "the first counter closes" "$confirmed" '^ACK '
sleep 0.01
disputed=$(act b 2102 '"action":"dispute","reason":"not_done"')
expect "the second disputes" "$disputed" '^ACK '
expect "each believes its own" "$(stage a) $(stage b)" "^CASE $code archived CASE $code investigate$"
serve_office
sync a b a
expect "closing loses to the dispute it had not seen, on both" "$(stage a) $(stage b)" "^CASE $code investigate CASE $code investigate$"

events='"events":["'${confirmed#ACK }'","'${disputed#ACK }'"]'
expect "service may not settle" "$(act a 2101 '"action":"settle",'"$events"',"holds":"'"${confirmed#ACK }"'"')" '^REFUSED needs_supervisor$'
expect "against the rule only with a reason" "$(act a 2103 '"action":"settle",'"$events"',"holds":"'"${confirmed#ACK }"'"')" '^REFUSED needs_reason$'
expect "the supervisor settles for the confirmation" "$(act a 2103 '"action":"settle","reason":"顾客来过",'"$events"',"holds":"'"${confirmed#ACK }"'"')" '^ACK '
expect "nothing is left to settle" "$(act a 2103 '"action":"settle",'"$events"',"holds":"'"${disputed#ACK }"'"')" '^REFUSED no_conflict$'
sync a b
expect "it holds everywhere" "$(stage a) $(stage b)" "^CASE $code archived CASE $code archived$"
expect "the record is whole" "$("$kiosk" verify --data "$work/b")" ''
