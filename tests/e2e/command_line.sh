#!/usr/bin/env bash
# command_line.sh KIOSK HEADOFFICE: what the device's commands say and how they end when something about them is wrong.
kiosk=$1 office=$2
source "$(dirname "$0")/common.sh"

# ends CODE COMMAND…: what it said, on both ways, is left in $said.
ends() {
  local wanted=$1 status=0
  shift
  said=$("$kiosk" "$@" 2>&1 < "${input:-/dev/null}") || status=$?
  [ "$status" = "$wanted" ] || fail "$*: ended with $status, not $wanted: $said"
  echo "ok: $* ends with $wanted"
}
says() { [[ $said =~ $1 ]] || fail "got '$said', expected /$1/"; }

intake='{"contact_type":"complaint","category":"hygiene","text":"地上有水"}'

# A mistyped folder is no device, and nothing comes of it.
echo kept > "$work/x.db"
for command in verify doctor status capture scan act find "sync --once" "backup --out $work/x.db" "export $work/x.db" \
  "import $work/x.db" "receipt --case 4HMA-SW9N-F6YE --out $work/x.db"; do
  # shellcheck disable=SC2086
  ends 78 $command --data "$work/typo"
  says "no device in $work/typo.*init, enrol or run"
done
[ ! -e "$work/typo" ] || fail "a mistyped folder was made"
expect "nothing was replaced" "$(cat "$work/x.db")" '^kept$'

echo "command line: all good"
