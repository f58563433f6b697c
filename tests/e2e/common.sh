# Shared by the scripts of this folder. Usage: source common.sh; needs $kiosk and $office (the programs).
set -euo pipefail
work=$(mktemp -d)
pids=()
finish() {
  local code=$?
  for pid in "${pids[@]:-}"; do [ -z "$pid" ] || kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
  exit $code
}
trap finish EXIT

fail() { echo "FAILED: $*" >&2; exit 1; }
expect() {  # expect WHAT GOT PATTERN
  [[ $2 =~ $3 ]] || fail "$1: got '$2', expected /$3/"
  echo "ok: $1"
}

start_office() {
  "$office" --data "$work/office" init --demo > "$work/staff.txt"
  serve_office
}
serve_office() {
  : > "$work/office.log"
  "$office" --data "$work/office" serve --listen "127.0.0.1:${port:-0}" >> "$work/office.log" 2>&1 &
  office_pid=$!
  pids+=("$office_pid")
  for _ in $(seq 200); do
    port=$(sed -n 's/^LISTENING 127.0.0.1:\([0-9]*\).*/\1/p' "$work/office.log")
    [ -n "$port" ] && { url=http://127.0.0.1:$port; return; }
    kill -0 "$office_pid" || fail "head office did not start: $(cat "$work/office.log")"
    sleep 0.05
  done
  fail "head office does not listen"
}

enrol() {  # enrol FOLDER ROLE NAME MALL
  local code
  code=$("$office" --data "$work/office" enrol-code --mall "$4" --role "$2" --name "$3" --preapproved)
  expect "$3 is enrolled" "$("$kiosk" enrol --data "$work/$1" --url "$url" --code "$code")" '^APPROVED '
}
