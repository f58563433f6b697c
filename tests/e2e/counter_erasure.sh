#!/usr/bin/env bash
# An erasure at a counter says what the complaint counts for among the same ones (R53): a shopper who complained twice still
# counts as one, whichever of the two is erased, and who complained once still counts.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"

start_office
pin=735194
"$office" --data "$work/office" user add --staff 2103 --name 某某 --role administrator --pin $pin > /dev/null
enrol k kiosk K01 xinghe
enrol c counter C01 xinghe
capture() {  # capture PHONE
  echo '{"contact_type":"complaint","category":"service_attitude","place":"xh-b101","text":"慢","language":"zh-Hans","contact":{"phone":"'"$1"'"},"consent":{"text":"同意","version":"1"}}' |
    "$kiosk" capture --data "$work/k" | sed 's/.* //'
}
erase() {  # erase CODE
  echo '{"case":"'"$1"'","action":"erase","scope":"all","reason":"顾客要求","staff":"2103","pin":"'$pin'"}' | "$kiosk" act --data "$work/c"
}
counted() {  # counted CODE: what head office holds of it
  python3 -c 'import sqlite3, sys
number = 0
for symbol in sys.argv[2].replace("-", "")[:11]: number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(symbol)
for row in sqlite3.connect(sys.argv[1]).execute("SELECT counts_as FROM erasure WHERE code = ?", (number,)): print(row[0])' "$work"/office/*.db "$1"
}

first=$(capture 13700004416)
again=$(capture '+86 137 0000 4416')
once=$(capture 13700004417)
"$kiosk" sync --once --data "$work/k" > /dev/null
"$kiosk" sync --once --data "$work/c" > /dev/null
for code in "$first" "$again" "$once"; do expect "erased at the counter" "$(erase "$code")" '^ACK '; done
"$kiosk" sync --once --data "$work/c" > /dev/null
expect "the same shopper stands in another complaint" "$(counted "$first")" '^nobody$'
expect "now it is the last one of that shopper" "$(counted "$again")" '^person$'
expect "who complained once still counts" "$(counted "$once")" '^person$'
