#!/usr/bin/env bash
# device_identity.sh KIOSK HEADOFFICE: who a device is and who may sign in at it, over its life: installed, moved to another
# mall, its technician replaced, head office restored, a bundle taken twice, its database lost.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"

H() { "$office" --data "$work/office" "$@"; }
sync() { "$kiosk" sync --once --data "$work/$1" 2>&1 || true; }
doctor() { "$kiosk" doctor --data "$work/$1" 2>&1 || true; }
capture() { echo '{"contact_type":"complaint","category":"facilities","text":"'"$2"'"}' | "$kiosk" capture --data "$work/$1" 2>&1; }
acknowledge() { echo '{"case":"'"$2"'","action":"acknowledge","staff":"'"$3"'","pin":"'"$4"'"}' | "$kiosk" act --data "$work/$1" || true; }
new_code() { H enrol-code --mall "$1" --role "$2" --name "$3" --preapproved; }
try_code() { "$kiosk" enrol --data "$work/$1" --url "$url" --code "$2" 2>&1 && echo "exit 0" || echo "exit $?"; }
pin_of() { sed -n "s/.*PIN \([0-9]*\).*/\1/p" <<< "$1"; }

# As the manual says: init tells the administrator's password, and the technician is added before the first code.
H init > "$work/first.txt"
expect "init makes one administrator" "$(grep -c '^Staff ' "$work/first.txt")" '^1$'
expect "and tells number and password" "$(grep '^Staff ' "$work/first.txt")" '^Staff 9001  administrator .*password [0-9A-Z]{16}$'
serve_office
password=$(sed -n 's/.*password //p' "$work/first.txt")
expect "with which one is let in" "$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' -d "staff=9001&password=$password" \
  -H "Origin: $url" "$url/sign-in")" '^30[23] '
old_pin=$(pin_of "$(H user add --staff 1009 --name 孙工 --role technician --mall xinghe)")
clerk_pin=$(pin_of "$(H user add --staff 1002 --name 李伟 --role service --mall xinghe --department service)")
enrol k kiosk K1 xinghe
enrol c counter C1 xinghe
enrol b counter B1 binjiang
code=$(capture k 门坏了 | cut -d' ' -f3)
sync k > /dev/null
sync c > /dev/null

# The technician is replaced.
technician() { echo '{"case":"'"$code"'","action":"note","text":"x","staff":"'"$2"'","pin":"'"$3"'"}' | "$kiosk" act --data "$work/$1" || true; }
expect "a technician's PIN is known at the kiosk" "$(technician k 1009 "$old_pin")" '^REFUSED needs_supervisor'
H user reset --staff 1009 > /dev/null
H user remove --staff 1009
new_pin=$(pin_of "$(H user add --staff 1010 --name 钱工 --role technician --mall xinghe)")
sync k > /dev/null
expect "the one who left is a stranger there" "$(technician k 1009 "$old_pin")" '^REFUSED unknown_person'
expect "the one who came is known" "$(technician k 1010 "$new_pin")" '^REFUSED needs_supervisor'
expect "a kiosk knows no other staff" "$(technician k 1002 "$clerk_pin")" '^REFUSED unknown_person'

# A clerk moves to another mall.
expect "a clerk acts at the counter" "$(acknowledge c "$code" 1002 "$clerk_pin")" '^ACK '
code=$(capture k 灯坏了 | cut -d' ' -f3)
sync k > /dev/null
H user add --staff 1002 --name 李伟 --role service --mall binjiang --department service > /dev/null
sync c > /dev/null
expect "and no more once moved" "$(acknowledge c "$code" 1002 "$clerk_pin")" '^REFUSED unknown_person'

# A terminal is carried to another mall.
capture k 还没送出 > /dev/null
H device revoke C1
H device revoke K1
sync c > /dev/null
sync k > /dev/null
for folder in k c; do
  there=$(new_code binjiang kiosk "B-$folder")
  before=$(sha256sum < "$work/$folder/device.key")
  expect "$folder takes no code of another mall" "$(try_code $folder "$there")" 'belongs to mall xinghe.*use an empty data folder.*exit 65'
  [ "$(sha256sum < "$work/$folder/device.key")" = "$before" ] || fail "the name of $folder was changed"
  expect "$folder is still called revoked" "$(doctor $folder)" 'head office revoked this device'
  expect "the code serves an empty folder" "$(try_code "$folder-empty" "$there")" 'APPROVED'
done
sync b > /dev/null
expect "the other mall got none of it" "$(H cases --format csv --mall binjiang | tail -n +2 | wc -l)" '^0$'
enrol k kiosk K1b xinghe
expect "a code of its own mall takes it back, with what it owes" "$(sync k)" 'sent [1-9].*queue empty'
expect "every complaint is at head office" "$(H cases --format csv --mall xinghe | tail -n +2 | wc -l)" '^3$'

# Head office is restored from a copy that knows nothing of a device.
H backup --out "$work/copy.db" > /dev/null
enrol late kiosk K2 xinghe
kill "$office_pid" && wait "$office_pid" 2>/dev/null || true
H restore --from "$work/copy.db" > /dev/null
serve_office
expect "head office does not know it any more" "$(sync late)" 'does not know this device'
expect "doctor says so, also later" "$(doctor late)" 'head office does not know this device'
enrol late kiosk K2 xinghe
expect "a new code mends it" "$(sync late)" 'queue empty'
[[ $(doctor late) != *"does not know"* ]] || fail "doctor still says so"

# A bundle is for one device.
H bundle --mall xinghe --role kiosk --name K3 --url "$url" --out "$work/k3.bundle"
expect "a bundle begins a device" "$("$kiosk" init --data "$work/k3" --bundle "$work/k3.bundle")" '^READY '
expect "and no second one" "$("$kiosk" init --data "$work/k4" --bundle "$work/k3.bundle" 2>&1; echo "exit $?")" 'used by the device.*exit 65'
expect "the first is what it was" "$(sync k3)" 'queue empty'

# Its database is lost.
: > "$work/k3/device.db"
rm -f "$work/k3/device.db-wal" "$work/k3/device.db-shm"
expect "it goes on with an empty one" "$(capture k3 还能登记)" '^ACK '
expect "doctor says what to do" "$(doctor k3)" 'log that head office does not know'
expect "the old file is kept" "$(ls "$work/k3")" 'damaged-'
echo "device identity: all good"
