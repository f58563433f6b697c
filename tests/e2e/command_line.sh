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

start_office
office() { "$office" --data "$work/office" "$@"; }
new_code() { office enrol-code --mall xinghe --role kiosk --name "$@"; }

# Enrolment: waiting, approved, asked once more, revoked, enrolled anew.
ends 75 enrol --data "$work/k" --url "$url" --code "$(new_code K01)"
says '^WAITING'
ends 75 sync --once --data "$work/k"
says 'not approved yet: have this device approved'
ends 1 doctor --data "$work/k"
says 'waiting for approval'
office device approve K01 > /dev/null
ends 0 sync --once --data "$work/k"
says 'queue empty'
code=$(new_code K02 --preapproved)
ends 65 enrol --data "$work/k" --url "$url" --code "$code"
says 'already enrolled as K01 of xinghe; the code was not used'
enrol k2 kiosk K02 xinghe
echo "$intake" | "$kiosk" capture --data "$work/k" > /dev/null
office device revoke K01 > /dev/null
ends 77 sync --once --data "$work/k"
says 'revoked this device: enrol it anew'
ends 1 doctor --data "$work/k"
says 'revoked this device: enrol it anew'
ends 0 enrol --data "$work/k" --url "$url" --code "$code"
says '^APPROVED'
ends 0 sync --once --data "$work/k"
says 'queue empty'
expect "what the revoked device owed is at head office" "$(office cases --format csv | tail -n +2 | wc -l)" '^1$'

# What is wrong with a line is said in its own words.
printf '{"contact_type":"\xff"}\n' > "$work/line"
input=$work/line ends 65 capture --data "$work/k"
says '^REJECT 1 not UTF-8$'
input=$work/line ends 65 act --data "$work/k"
says '^REFUSED not UTF-8$'
input=$work/line ends 0 scan --data "$work/k"
says '^INVALID not UTF-8$'
echo '{"contact_type":"complaint","category":"hygiene","impact":[]}' > "$work/line"
input=$work/line ends 65 capture --data "$work/k"
says '^REJECT 1 impact: must be an object$'

# Exit codes of docs/CLI.md.
echo "$intake" | "$kiosk" capture --data "$work/k" > /dev/null
code=$(office cases --format csv | grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}' | tail -1)
for wrong in "capture extra" "sync" "receipt --case $code --out $work/r --width 70" "receipt --case $code --out $work/r --format pdf" \
  "receipt --case $code --out $work/r --language fr" "receipt --case $code --out $work/r --copy x" "run --offscreen --size 10x10" \
  "run --offscreen --role foo" "run --offscreen extra"; do
  # shellcheck disable=SC2086
  ends 64 $wrong --data "$work/k"
  says 'see docs/CLI.md'
done
ends 0 --version
says "redress-kiosk "
[ "$("$office" --version)" = "redress-headoffice ${said#* }" ] || fail "the two programs tell different versions"
ends 73 export "$work/nowhere/x.redress" --data "$work/k"
[[ $said = *"$work/nowhere/x.redress: "* ]] || fail "names another file: $said"
ends 73 backup --out "$work/nowhere/x.db" --data "$work/k"
[[ $said = *"$work/nowhere/x.db: "* ]] || fail "names another file: $said"
ends 73 receipt --case "$code" --out "$work/nowhere/r.png" --data "$work/k"
ends 0 backup --out "$work/copy.db" --data "$work/k"
[ -s "$work/copy.db" ] && [ ! -e "$work/copy.db.part" ] || fail "no whole copy"
ends 0 init --data "$work/fresh"
ends 78 receipt --case "$code" --out "$work/r.png" --data "$work/fresh"
ends 0 status --data "$work/k"
says 'name: K02'
ends 0 status --json --data "$work/k"
expect "status names each thing once" "$said" '^\{"incarnation":"[^{]*"exit":0\}$'

# No day and no time that lies ahead, by the mall's clock.
ahead() { echo '{"contact_type":"complaint","category":"hygiene",'"$1"'}' > "$work/line"; input=$work/line ends 65 capture --data "$work/k"; says "$2"; }
ahead '"occurred":{"date":"2099-01-01"}' '^REJECT 1 occurred.date: lies ahead'
ahead '"received_at":4080000000000' '^REJECT 1 received_at: lies ahead'

# With --config, doctor tells of that configuration, also while a program with another one runs.
"$kiosk" run --offscreen --data "$work/k" > "$work/run.log" 2>&1 &
running=$!
pids+=("$running")
for _ in $(seq 200); do [ -S "$work/k/engine.sock" ] && break; sleep 0.05; done
printf '[printer]\naddress = "file:%s/nowhere"\n' "$work" > "$work/other.toml"
status=0
said=$("$kiosk" --config "$work/other.toml" doctor --data "$work/k" 2>&1) || status=$?
[ "$status" = 1 ] || fail "doctor of another configuration ended with $status: $said"
says "the folder $work/nowhere is not there"
kill "$running"

echo "command line: all good"
