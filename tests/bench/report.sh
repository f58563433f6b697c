# Page 63 over CASES and five times as many cases, and how much slower the larger one is.
for n in "${CASES:-1000000}" $((${CASES:-1000000} * 5)); do
  rm -rf "$work/report"
  "$build/tests/bench/bench_report" "$work/report" "$n" | tee "$work/report-$n.txt" | tell
done
one=$(awk '$1 == "report_month_page" { print $2 }' "$work/report-${CASES:-1000000}.txt")
five=$(awk '$1 == "report_month_page" { print $2 }' "$work/report-$n.txt")
say report_month_page_growth "$(ratio "$five" "$one")" times
one=$(awk '$1 == "report_running_month_after_events_of_1_day" { print $2 }' "$work/report-${CASES:-1000000}.txt")
five=$(awk '$1 == "report_running_month_after_events_of_1_day" { print $2 }' "$work/report-$n.txt")
say report_running_month_growth "$(ratio "$five" "$one")" times
