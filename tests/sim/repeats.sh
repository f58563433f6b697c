#!/usr/bin/env bash
# repeats.sh SIM_RUN: a seed tells the same story twice, word for word.
set -euo pipefail
for seed in 3 104 228; do
  first=$("$1" --seed "$seed" --trace | grep -v ' ms, ')
  [ "$(wc -l <<< "$first")" -gt 10 ] || { echo "seed $seed tells nothing"; exit 1; }
  diff <(echo "${first//redress-sim-??????/}") <("$1" --seed "$seed" --trace | grep -v ' ms, ' | sed 's/redress-sim-......//g')
done
echo "three seeds tell the same story twice"
