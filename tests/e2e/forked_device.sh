#!/usr/bin/env bash
# forked_device.sh KIOSK HEADOFFICE: a data folder is copied, both copies go on. Head office keeps both logs and answers
# 409, both copies say that they must be enrolled anew, enrolment begins another log, and no complaint is lost or doubled.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"

capture() { # capture FOLDER TEXT…
  local folder=$1 text
  shift
  for text in "$@"; do echo '{"contact_type":"complaint","category":"facilities","text":"'"$text"'"}'; done |
    "$kiosk" capture --data "$work/$folder" | grep -c '^ACK '
}
sync() { "$kiosk" sync --once --data "$work/$1" 2>&1 || true; }
cases() { "$office" --data "$work/office" cases --format csv | tail -n +2 | wc -l; }

start_office
enrol k kiosk K1 xinghe
capture k 一 二 三 > /dev/null
expect "the queue empties" "$(sync k)" 'queue empty'
cp -r "$work/k" "$work/clone"
expect "the device goes on" "$(capture k 四 五)" '^2$'
expect "its copy goes on" "$(capture clone 六 七 八)" '^3$'
expect "the device's log is stored" "$(sync k)" 'queue empty'
sync clone > /dev/null
expect "head office keeps both" "$(cases)" '^8$'
expect "head office names the fork" "$("$office" --data "$work/office" device list)" 'FORKED'
expect "the copy says so" "$("$kiosk" doctor --data "$work/clone" 2>&1 || true)" 'exists twice'
capture k 九 > /dev/null
sync k > /dev/null
expect "what the device wrote since is kept" "$(cases)" '^9$'
expect "the device is told as well" "$("$kiosk" doctor --data "$work/k" 2>&1 || true)" 'exists twice'
capture clone 十 > /dev/null

enrol k kiosk K1b xinghe
enrol clone kiosk K2 xinghe
for folder in k clone; do
  capture $folder "后$folder" > /dev/null
  expect "$folder sends under its new name" "$(sync $folder)" 'queue empty'
  [[ $("$kiosk" doctor --data "$work/$folder" 2>&1 || true) != *"exists twice"* ]] || fail "$folder still calls itself forked"
  expect "$folder verifies" "$("$kiosk" verify --data "$work/$folder" | tail -1)" '^GOOD'
done
expect "every complaint is at head office once" "$(cases)" '^12$'
expect "head office verifies" "$("$office" --data "$work/office" verify | tail -1)" 'problems 0$'
echo "forked device: all good"
