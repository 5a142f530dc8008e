#!/usr/bin/env bash
# Builds the market and runs every test project under tests/. The last line is "N passed, N failed, N skipped", counted
# from the result files in .results/; the exit code is 0 only when tests ran, all of them passed and nothing broke.
# Needs the .NET 10 SDK; a Chromium, a Chinese font and PostgreSQL are installed through apt when they are missing.
# With "quick" it leaves out PostgreSQL, the browser, the analyzers, what takes half a minute alone (trait Run=long) and what
# starts the program in a process of its own (Run=process), and installs nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Debug: it compiles faster, which is most of the time of a run, and a failed assertion names the line.
configuration=Debug
# A project that takes longer hangs; it is stopped and has then no result file, which is a failure.
project_minutes=20

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1
# Code that watches itself to be compiled better pays in hours, not in the minutes of a run: a quarter of its processor time.
export DOTNET_TieredPGO=0
export HOME="${HOME:-$PWD/.artifacts/home}"

say() { printf '%s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }

is_quick=false
case "$*" in
  "") ;;
  quick) is_quick=true ;;
  *) stop "Usage: bash tests/run.sh          every test, on SQLite, PostgreSQL and in a browser
       bash tests/run.sh quick    every test but those on PostgreSQL, in a browser, in a process
                               of their own (trait Run=process) and the long ones (Run=long), without analyzers" ;;
esac

install_what_is_missing() {
  local missing=() as_root=()
  command -v chromium >/dev/null || missing+=(chromium)
  [[ -n $(postgres_programs) ]] || missing+=(postgresql)
  [[ -e /usr/share/doc/fonts-noto-cjk ]] || compgen -G '/usr/share/fonts/*/noto/NotoSansCJK*' >/dev/null || missing+=(fonts-noto-cjk)
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null \
      || stop "The tests need ${missing[*]}. Install with: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${missing[*]}."
  {
    "${as_root[@]}" apt-get update -qq &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  } || stop "apt could not install ${missing[*]}, which the tests need."
}

# The folder of the newest PostgreSQL server's programs; nothing when there is none.
postgres_programs() { compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1; }

# A PostgreSQL server for the tests alone: on a free port of this machine, its data in a temporary folder, durable as in
# production. It refuses to run as root, so root starts it as the user that comes with the package.
start_postgres() {
  # Not local: the end of the script stops the server with them.
  programs="" as_user=()
  programs=$(postgres_programs)
  postgres_folder=$(mktemp -d)
  if ((EUID == 0)); then
    chown postgres "$postgres_folder"
    as_user=(runuser -u postgres --)
  fi
  for ((postgres_port = 20000 + RANDOM % 20000; ; postgres_port++)); do
    (: <>"/dev/tcp/127.0.0.1/$postgres_port") 2>/dev/null || break
  done
  local settings="-c max_connections=400 -c fsync=on -c checkpoint_timeout=1h -c max_wal_size=4GB"
  run_postgres() { (cd "$postgres_folder" && "${as_user[@]}" "$programs/$1" -D "$postgres_folder/data" "${@:2}"); }
  trap 'run_postgres pg_ctl --mode immediate --silent stop || true; rm -rf "$postgres_folder"' EXIT
  {
    run_postgres initdb --auth trust --username agrimarket --encoding UTF8 &&
      run_postgres pg_ctl --wait --silent --log "$postgres_folder/log" \
        --options "-p $postgres_port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$postgres_folder' $settings" start
  } >"$postgres_folder/start" 2>&1 || { cat "$postgres_folder/start" >&2; stop "PostgreSQL could not be started."; }
  postgres_address="Host=127.0.0.1;Port=$postgres_port;Username=agrimarket"
}

# The code is as CSharpier writes it. Says what to do when it is not; the tests run all the same.
check_format() {
  local log=.results/format
  if ! dotnet tool restore >"$log" 2>&1; then
    cat "$log"
    broken+=("CSharpier could not be restored, so the format of the code is not checked.")
  elif ! dotnet csharpier check . >"$log" 2>&1; then
    grep 'Was not formatted' "$log" || cat "$log"
    broken+=("Code is not formatted. Run: dotnet csharpier format .")
  fi
}

build() {
  if ! $is_quick; then
    dotnet build AgriMarket.sln --configuration "$configuration" --nologo --verbosity quiet
    return
  fi
  local name
  for name in "${projects[@]}"; do
    dotnet build "tests/$name" --configuration "$configuration" --nologo --verbosity quiet || return
  done
}

# One attribute of the <Counters> element of a result file; the last one in the file: a test's output comes before it.
counter() {
  local value=""
  value=$(grep -o '<Counters [^>]*>' "$1" | tail -n 1 | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*') || true
  # A word instead of a figure makes the arithmetic stop the script.
  say "${value:-missing counter $2}"
}

command -v dotnet >/dev/null || stop "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
$is_quick || install_what_is_missing

# Browser tests last and alone: they measure a real browser, which needs the machine to itself.
projects=() browser=()
for folder in tests/*.Tests/; do
  name=$(basename "$folder")
  if [[ $name == *.Browser.Tests ]]; then browser+=("$name"); else projects+=("$name"); fi
done

rm -rf .results
mkdir -p .results
broken=()
check_format
if ! build; then
  say "The market does not build, so no test ran."
  say "0 passed, 0 failed, 0 skipped"
  exit 1
fi
$is_quick || start_postgres

passed=0 failed=0 skipped=0
run_project() {
  local name=$1 results=".results/$2.trx" program code of_passed of_failed of_skipped
  shift 2
  say ""; say "== $name${*:+ $*}"
  program=".artifacts/bin/$name/${configuration,,}/$name.dll"
  if [[ ! -e $program ]]; then
    broken+=("$name was not built; is it in AgriMarket.sln?")
    return
  fi
  code=0
  timeout --kill-after=30s "${project_minutes}m" dotnet "$program" -noColor -noLogo -result-trx "$results" "$@" || code=$?
  if ! grep -q '<Counters ' "$results" 2>/dev/null; then
    broken+=("$name left no result file (exit code $code).")
    return
  fi
  of_passed=$(counter "$results" passed)
  # "error" counts what broke outside a test, such as a fixture that could not clean up; "notRunnable" the explicit tests.
  of_failed=$(($(counter "$results" failed) + $(counter "$results" error)))
  of_skipped=$(($(counter "$results" notExecuted) + $(counter "$results" notRunnable)))
  passed=$((passed + of_passed)) failed=$((failed + of_failed)) skipped=$((skipped + of_skipped))
  ((code == 0 || of_failed > 0)) || broken+=("$name ended with exit code $code although no test failed.")
}

short=()
$is_quick && short=(-trait- Run=long -trait- Run=process)
for name in "${projects[@]}"; do run_project "$name" "$name" "${short[@]}"; done
if ! $is_quick; then
  # The same commands, guards and reads on the other database. What needs none need not run twice, nor need pages, which ask the reads.
  AGRIMARKET_TEST_POSTGRES=$postgres_address run_project AgriMarket.Web.Tests AgriMarket.Web.Tests.postgres \
    -trait- Database=sqlite -trait- Database=none -namespace- 'AgriMarket.Web.Tests.House*' \
    -namespace- 'AgriMarket.Web.Tests.Platform.Hosting*' -namespace- 'AgriMarket.Web.Tests.Platform.Live*' \
    -namespace- 'AgriMarket.Web.Tests.Platform.Limits*' -namespace- 'AgriMarket.Web.Tests.Platform.Security*' \
    -namespace- 'AgriMarket.Web.Tests.Shell*' -class- '*PageTests' -class- '*PagesTests'
  for name in "${browser[@]}"; do run_project "$name" "$name"; done
fi

((passed + failed > 0)) || broken+=("No test ran.")
say ""
for sentence in "${broken[@]}"; do say "$sentence"; done
say "$passed passed, $failed failed, $skipped skipped"
((failed == 0 && ${#broken[@]} == 0))
