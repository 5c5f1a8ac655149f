#!/usr/bin/env bash
# The whole service on this machine, three rounds: time to ready, memory after start, and one rehearsal.
#   bench/whole-service.sh [CHECKOUT] [BALLOTS.pb]
# CHECKOUT is the tree to measure (default: this one), so that two commits can be measured in turn by the same script.
# Each round starts a new service on an empty folder at 127.0.0.1, plays one rehearsal of 256 phones and stops it.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
tree=$(cd "${1:-$here}" && pwd)
ballots=${2:-$here/../shared/pabulib/Poland_Wieliczka_2023_Green_Budget.pb}
port=5391

out=$(mktemp -d)
trap '[ -n "${pid:-}" ] && kill "$pid" 2> /dev/null; rm -rf "$out"' EXIT
dotnet build "$tree/src/Web" -c Release -v quiet -nologo > "$out/build" || { cat "$out/build"; exit 1; }
dotnet build "$tree/src/Rehearsal" -c Release -v quiet -nologo > "$out/build" || { cat "$out/build"; exit 1; }
web=$(find "$tree/artifacts" -path '*bin/Web/release/PbDecisionDay.Web.dll')
rehearsal=$(find "$tree/artifacts" -path '*bin/Rehearsal/release/PbDecisionDay.Rehearsal.dll')

echo "$(git -C "$tree" log -1 --format=%h), .NET $(dotnet --version), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), $(basename "$ballots")"
for round in 1 2 3; do
  data=$out/$round
  mkdir "$data"
  begun=$(date +%s%N)
  (cd "$tree/src/Web" && exec env DOTNET_ENVIRONMENT=Production ASPNETCORE_ENVIRONMENT=Production dotnet "$web" \
    --Urls "http://127.0.0.1:$port" --Storage:DataFolder "$data/data" --Keys:KeyFolder "$data/keys" > "$data/log" 2>&1) &
  pid=$!
  for _ in $(seq 3000); do
    curl -fs -o /dev/null "http://127.0.0.1:$port/health/ready" && break
    kill -0 "$pid" || { cat "$data/log"; exit 1; }
    sleep 0.01
  done
  ready=$((($(date +%s%N) - begun) / 1000000))
  until [ -s "$data/data/rehearsal.tokens" ]; do sleep 0.05; done
  sleep 3
  rest=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status")
  dotnet "$rehearsal" --site "http://127.0.0.1:$port" --ballots "$ballots" --concurrency 256 \
    --tokens "$data/data/rehearsal.tokens" > "$data/rehearsal" 2>&1 || { tail -5 "$data/rehearsal"; exit 1; }
  after=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status")
  kill "$pid"; wait "$pid" || true
  pid=
  echo "round $round: ready ${ready} ms, ${rest} MB after start, ${after} MB after the rehearsal"
  grep -E 'a second|PASS|FAIL' "$data/rehearsal" | sed 's/^/    /'
done
