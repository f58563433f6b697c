#!/usr/bin/env bash
# shared_office.sh KIOSK HEADOFFICE: two who run the demonstration at once (./run kiosk, ./run counter) have one head
# office, and it ends with the last of them.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"
export REDRESS_PORT=0

runs_demo() {  # runs_demo NAME: until the file NAME.end is there
  (
    trap - EXIT
    day=$work/day
    . "$(dirname "$0")/../../assets/demo/office.sh"
    trap stop_office EXIT
    start_office
    echo "$office_pid $url" > "$work/$1.began"
    until [ -e "$work/$1.end" ]; do sleep 0.05; done
  ) &
  pids+=($!)
}
wait_for() { for _ in $(seq 400); do eval "$1" && return; sleep 0.05; done; fail "never: $1"; }

runs_demo kiosk
runs_demo counter
wait_for '[ -s "$work/kiosk.began" ] && [ -s "$work/counter.began" ]'
read -r pid url < "$work/kiosk.began"
pids+=("$pid")
expect "both have one head office" "$(cat "$work/counter.began")" "^$pid $url$"
expect "it answers" "$(curl -s "$url/healthz")" 'ok'
touch "$work/kiosk.end"
wait "${pids[0]}"
expect "it stays for the other" "$(curl -s "$url/healthz")" 'ok'
touch "$work/counter.end"
wait "${pids[1]}"
wait_for '! kill -0 "$pid" 2>/dev/null'
echo "shared office: all good"
