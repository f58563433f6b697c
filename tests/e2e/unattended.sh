#!/usr/bin/env bash
# What a service manager sees: both programs say when they are ready and go on saying that they live, and stop saying so
# when they do not; the nightly backup restores what it copied before it counts.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"

listen() {  # listen NAME: datagrams to $work/NAME.sock are lines of $work/NAME.told
  socat -u "UNIX-RECV:$work/$1.sock" "OPEN:$work/$1.told,creat,append" &
  pids+=($!)
  for _ in $(seq 100); do [ -S "$work/$1.sock" ] && return; sleep 0.05; done
  fail "no socket for $1"
}
told() { grep -ao "$2" "$work/$1.told" 2>/dev/null | wc -l; }
hears() {  # hears NAME WORD TIMES WHAT
  for _ in $(seq 300); do [ "$(told "$1" "$2")" -ge "$3" ] && { echo "ok: $4"; return; }; sleep 0.1; done
  fail "$4: heard $(cat "$work/$1.told" 2>/dev/null | tr '\n' ' ')"
}

listen office
export WATCHDOG_USEC=1000000
NOTIFY_SOCKET=$work/office.sock start_office
hears office READY=1 1 "head office says that it is ready"
hears office WATCHDOG=1 3 "head office goes on saying that it answers"

listen kiosk
NOTIFY_SOCKET=$work/kiosk.sock "$kiosk" run --data "$work/k" --offscreen --size 1080x1920 > "$work/kiosk.log" 2>&1 &
kiosk_pid=$!
pids+=($kiosk_pid)
hears kiosk READY=1 1 "the kiosk says that its first picture is shown"
hears kiosk WATCHDOG=1 3 "the kiosk goes on while nobody touches it"
kill -STOP $kiosk_pid
sleep 0.5
before=$(told kiosk WATCHDOG=1)
sleep 2
[ "$(told kiosk WATCHDOG=1)" = "$before" ] || fail "a kiosk that hangs was vouched for"
echo "ok: a kiosk that hangs is not vouched for"
kill -CONT $kiosk_pid
hears kiosk WATCHDOG=1 $((before + 1)) "it is again when it goes on"
unset WATCHDOG_USEC

enrol e kiosk K07 xinghe
echo '{"contact_type":"suggestion","category":"other","text":"加一张长椅","language":"zh-Hans"}' | "$kiosk" capture --data "$work/e" > /dev/null
"$kiosk" sync --once --data "$work/e" > /dev/null
mkdir "$work/copies" "$work/office/try.abcdef"
touch "$work/copies/office-20260101T000000Z.db.part" "$work/office/try.abcdef/headoffice.db"  # the power went in the middle of another
expect "the nightly copy is restored and verified while head office serves" \
  "$(OFFICE=$office "$(dirname "$0")/../../packaging/backup" "$work/office" "$work/copies" 2>&1 | tail -1)" '^kept .*/office-[0-9TZ]+\.db$'
[ "$(ls "$work/copies")" = "$(basename "$work"/copies/office-*.db)" ] && ! ls -d "$work"/office/try.* 2>/dev/null ||
  fail "a scratch folder, or what the power cut off, was left behind"
kill "$office_pid"; wait "$office_pid" || fail "head office ended badly"
hears office STOPPING=1 1 "head office says that it ends"
