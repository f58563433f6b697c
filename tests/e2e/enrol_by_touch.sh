#!/usr/bin/env bash
# A technician takes a device into service by touch, against a running head office: address from the configuration, code
# on the screen's keyboard, waiting, fingerprint compared by two people, approved, first entry confirmed. Then a setting of
# the place is saved, and the screens open anew with it.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"

ask_lines() { socat -t 10 - "UNIX-CONNECT:$work/look.sock"; }
ask() { printf '%s\n' "$@" | ask_lines; }
touch_id() { ask "{\"ask\":\"touch\",\"id\":\"$1\"}"; }
shows() { ask '{"ask":"screen"}' 2>/dev/null | grep -qE "$1"; }
wait_for() {  # wait_for WHAT PATTERN
  for _ in $(seq 300); do shows "$2" && { echo "ok: $1"; return; }; sleep 0.1; done
  fail "$1: the screen never showed /$2/: $(ask '{"ask":"screen"}' | cut -c1-2000)"
}
type_code() {  # on the screen's keys, digits on their own page; the keyboard stays on the page last used
  local char wanted
  for char in $(grep -o '[^-]' <<< "$1"); do
    wanted=letters
    [[ $char == [0-9] ]] && wanted=symbols
    [[ $(touch_id "key:${char,,}") != *'"error"'* ]] && continue
    touch_id key:$wanted > /dev/null
    [[ $(touch_id "key:${char,,}") != *'"error"'* ]] || fail "no key for $char"
  done
}

start_office
printf '[head_office]\nurl = "%s"\n' "$url" > "$work/kiosk.toml"
"$kiosk" --config "$work/kiosk.toml" run --data "$work/k" --offscreen --size 1080x1920 --inspect "$work/look.sock" > "$work/kiosk.log" 2>&1 &
kiosk_pid=$!
pids+=($kiosk_pid)
for _ in $(seq 100); do [ -S "$work/look.sock" ] && break; sleep 0.1; done
wait_for "a new device is not in service" '"scene":"shopper.home"'

five_touches() { for _ in 1 2 3 4 5; do echo '{"ask":"touch","id":"mall"}'; sleep 0.2; done | ask_lines > /dev/null; }
for _ in 1 2 3 4; do  # a busy machine may be slower than the three seconds of the gesture
  shows technician.enrol && break
  sleep 3.1
  five_touches
done
wait_for "five touches on the sign open the enrolment, with the address known" '"scene":"technician.enrol".*127\.0\.0\.1'

used=$("$office" --data "$work/office" enrol-code --mall xinghe --role kiosk --name K01 --preapproved)
"$kiosk" enrol --data "$work/other" --url "$url" --code "$used" > /dev/null
sleep 0.5  # touches in the first 300 ms of a screen are ignored
touch_id field:code > /dev/null
type_code "$used"
touch_id start > /dev/null
wait_for "a used code is refused in words" '入网码已失效'
touch_id field:code > /dev/null
for _ in $(seq ${#used}); do touch_id key:backspace > /dev/null; done

code=$("$office" --data "$work/office" enrol-code --mall xinghe --role kiosk --name K07)
type_code "$code"
touch_id start > /dev/null
wait_for "the device waits for a person's word" '等待总部批准'

fingerprint=$("$office" --data "$work/office" device list | sed -n "s/.* waiting *\([0-9A-Z-]*\) .*/\1/p")
[ -n "$fingerprint" ] || fail "head office lists no waiting device: $("$office" --data "$work/office" device list)"
for group in ${fingerprint//-/ }; do shows "\"$group\"" || fail "the device does not show $group of $fingerprint"; done
echo "ok: both sides show the same four groups"

expect "complaints are taken before anybody approved" \
  "$(echo '{"contact_type":"suggestion","category":"other","text":"加一张长椅","language":"zh-Hans"}' | "$kiosk" capture --data "$work/k")" '^ACK '
"$office" --data "$work/office" device approve "$fingerprint" > /dev/null
touch_id again > /dev/null
wait_for "the approval arrives" '入网完成'
first_complaint_arrives() {
  for _ in $(seq 300); do
    "$kiosk" sync --once --data "$work/k" > /dev/null 2>&1 || true
    [ "$("$office" --data "$work/office" cases --format csv | grep -c xinghe)" -ge 1 ] && { echo "ok: the first complaint is at head office"; return; }
    sleep 0.1
  done
  fail "the first complaint did not arrive"
}
first_complaint_arrives

# The technician signs in and says which paper is in the printer.
pin=$(sed -n 's/^Staff 1009 .*PIN \([0-9]*\).*/\1/p' "$work/staff.txt")
touch_id nav:home > /dev/null
wait_for "an enrolled device asks who maintains it" '"scene":"technician.signin"'
sleep 0.5
ask '{"ask":"text","text":"1009"}' > /dev/null
touch_id field:pin > /dev/null
for digit in $(grep -o . <<< "$pin"); do touch_id "key:$digit" > /dev/null; done
touch_id next > /dev/null
wait_for "the technician's PIN opens the device's state" '"scene":"technician.home"'
sleep 0.5
touch_id nav:settings > /dev/null
wait_for "the settings of the place are open" '"id":"paper:58"'
sleep 0.5
touch_id paper:58 > /dev/null
wait_for "a change is not saved by itself" '1 项已改'
[ ! -e "$work/k/place.toml" ] || fail "place.toml was written before saving"
touch_id save > /dev/null
wait_for "the saved settings open the screens anew" '"scene":"shopper.home"'
expect "what differs from the files is kept" "$(cat "$work/k/place.toml")" 'width_mm = 58'
kill -0 "$kiosk_pid" || fail "the program ended"
printed=$("$kiosk" scan --data "$work/k" < /dev/null && echo alive)
expect "the engine answers again" "$printed" 'alive'
