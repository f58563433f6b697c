#!/usr/bin/env bash
# written_day.sh KIOSK HEADOFFICE: the day that ./run shows a newcomer without a display can be played to its end.
device=$1 office=$2
source "$(dirname "$0")/common.sh"
export REDRESS_PORT=0

(
  set -euo pipefail
  trap - EXIT
  day=$work/day
  . "$(dirname "$0")/../../assets/demo/office.sh"
  . "$(dirname "$0")/../../assets/demo/day.sh"
  trap stop_office EXIT
  configure
  start_office
  enrol kiosk K07
  enrol counter C01
  play_day
)
for script in shopper counter; do
  for picture in $(sed -n 's/^picture //p' "$(dirname "$0")/../../assets/demo/$script.play"); do
    expect "there is a picture $picture" "$(head -c 4 "$work/day/pictures/$picture" | tail -c 3)" '^PNG$'
  done
done
expect "a receipt is printed" "$(ls "$work/day/receipts")" '.'
echo "written day: all good"
