# The groups of checks that scripts/test runs. Each check leaves its results in $results:
# a TRX or JUnit file of the runner's own, or a line in checks.tsv.
# shellcheck shell=bash disable=SC2154 # $root, $results, $seeds and $keep come from scripts/test

# check NAME COMMAND…: one check that passes if the command does.
check() {
  local name=$1 status=passed
  shift
  "$@" || status=failed
  printf '%s\t%s\n' "$status" "$name" >>"$results/checks.tsv"
  say "$status: $name"
}

# ran NAME RESULTS COMMAND…: a runner that writes its own results into the file or folder RESULTS.
# A runner that fails without having counted a failure is itself a failed check.
ran() {
  local name=$1 written=$2
  shift 2
  if ! "$@" && ! python3 -m tools.test.totals --any-failed "$written"; then
    printf 'failed\t%s\n' "$name" >>"$results/checks.tsv"
    say "failed: $name"
  fi
}

# solution NAME [TEXT]: of every project of the repository, those of functions made a minute ago included; with TEXT, of the
# tests in whose code it occurs.
solution() {
  local file=$root/artifacts/$1.slnx text=${2:-} project
  {
    echo '<Solution>'
    git -C "$root" ls-files --cached --others --exclude-standard '*.csproj' | while read -r project; do
      [[ -f $root/$project ]] || continue
      [[ -z $text ]] || { [[ $project == *.Tests.csproj ]] && grep -qrF --include='*.cs' "$text" "$root/$(dirname "$project")"; } || continue
      echo "  <Project Path=\"../$project\" />"
    done
    echo '</Solution>'
  } >"$file"
  echo "$file"
}

dotnet_test() {
  local group=$1 filter=$2 project=$3
  shift 3
  ran "$group: dotnet test" "$results/$group" \
    dotnet test "$project" --configuration Release --filter "$filter" \
    --logger trx --results-directory "$results/$group" --verbosity quiet "$@"
}

python_tests() {
  local folder=$1 python=$2
  ran "unit: $folder" "$results/$(tr / - <<<"$folder").xml" \
    "$python" -m tools.test.unittests "$root/$folder" "$results/$(tr / - <<<"$folder").xml"
}

check_unit() {
  check "unit: descriptors" python3 "$root/scripts/tools" descriptors
  check "unit: budgets" python3 -m tools.build.budgets check
  # They wait for processes and ports more than they compute.
  local beside=() python
  python=$(emulator_python)
  python_tests scripts/tools "$python" & beside+=($!)
  python_tests scripts/local-cloud/emulator/tests "$python" & beside+=($!)
  dotnet_test unit 'TestCategory!=e2e&TestCategory!=profiles&TestCategory!=costs' "$(solution All)"
  wait "${beside[@]}"
}

check_e2e() {
  dotnet_test e2e 'TestCategory=e2e' "$(solution EndToEnd '[Category("e2e")]')"
}

# Part of e2e, and here alone, with all figures.
check_budgets() {
  dotnet_test budgets 'TestCategory=budgets' "$root/scripts/tests/Scripts.Tests.csproj"
  cat "$root/artifacts/budgets.md"
}

check_profiles() {
  dotnet_test profiles 'TestCategory=profiles' "$root/scripts/tests/Scripts.Tests.csproj"
}

check_faults() {
  QUICKCHANGE_FAULT_SEEDS=$seeds dotnet_test faults 'TestCategory=faults' "$root/scripts/tests/Scripts.Tests.csproj"
  cat "$root/artifacts/faults.md"
}

check_costs() {
  [[ $seeds =~ ^[0-9]+$ ]] || fail "costs takes one seed: --seed S"
  local tests=functions/change/tests
  local -x QUICKCHANGE_COSTS_SEED=$seeds QUICKCHANGE_COSTS_REQUESTS=200000 QUICKCHANGE_COSTS_TABLE=$root/artifacts/costs.md QUICKCHANGE_COSTS_KEEP=
  if $keep; then QUICKCHANGE_COSTS_KEEP=$root/$tests/worst-requests.json; fi
  # With its progress.
  dotnet_test costs 'TestCategory=costs' "$root/$tests/Change.Tests.csproj" --logger 'console;verbosity=normal'
  cat "$root/artifacts/costs.md"
}

check_terraform() {
  terraform_root="" terraform_tests terraform
  terraform_root=bootstrap terraform_tests terraform-bootstrap
}

# terraform_tests NAME: of the root module that $terraform_root names; NAME tells them apart.
terraform_tests() {
  local name=$1
  local -x TF_DATA_DIR=$root/artifacts/$name-test
  mkdir -p "$TF_DATA_DIR"
  check "$name: init" run_terraform init -backend=false -input=false -lockfile=readonly
  # The tests are validated when they run.
  check "$name: validate" run_terraform validate -no-tests
  ran "$name: test" "$results/$name.xml" run_terraform test -junit-xml="$results/$name.xml"
}

check_lint() {
  check "lint: package locks" package_locks_hold
  # Not its third part, analyzers: builds run those, with warnings as errors.
  check "lint: dotnet format whitespace" dotnet format whitespace "$(solution All)" --no-restore --verify-no-changes --verbosity quiet
  check "lint: dotnet format style" dotnet format style "$(solution All)" --no-restore --verify-no-changes --verbosity quiet
  check "lint: terraform fmt" run_terraform fmt -check -diff -recursive
  check "lint: shellcheck" shell_scripts_are_clean
  check "lint: actionlint" workflows_are_clean
}

# The threshold is in the tests' stryker-config.json; the report is in artifacts/mutation/reports/.
check_mutation() {
  check "mutation: shared/Algorithms" mutants_are_found
}

mutants_are_found() {
  (cd "$root/shared/Algorithms/tests" && dotnet stryker --concurrency "$(nproc)" --output "$root/artifacts/mutation")
}

# A build restores what the lock files say; here those must be there and fit their projects.
package_locks_hold() {
  local project folder lacking=()
  while read -r project; do
    folder=$(dirname "$project")
    [[ ! -f $root/$project ]] || git -C "$root" ls-files --error-unmatch "$folder/packages.lock.json" >/dev/null 2>&1 ||
      lacking+=("$folder/packages.lock.json")
  done < <(git -C "$root" ls-files '*.csproj')
  if ((${#lacking[@]})); then
    say "not in git: ${lacking[*]}; a build writes it, then git add it"
    return 1
  fi
  dotnet restore "$(solution All)" --verbosity quiet || {
    say "a package lock is stale; write it anew with: dotnet restore Quickchange.slnx --force-evaluate"
    return 1
  }
}

# Everything of ours that bash runs, found by its first line or its ending.
shell_scripts_are_clean() {
  local scripts
  mapfile -t scripts < <(git -C "$root" ls-files --cached --others --exclude-standard scripts .ci |
    while read -r file; do
      [[ -f $root/$file ]] || continue
      if [[ $file == *.sh ]] || head -n 1 "$root/$file" | grep -q '^#!.*bash'; then echo "$root/$file"; fi
    done)
  shellcheck --external-sources --source-path="$root" "${scripts[@]}"
}

workflows_are_clean() {
  local actionlint python
  mapfile -t actionlint < <(python3 "$root/scripts/tools" fetch actionlint)
  python=$(emulator_python)
  "$python" -m tools.test.action_workflows "$root/artifacts/actionlint"
  (cd "$root" && "${actionlint[@]}" '{.github/workflows,artifacts/actionlint}/*.yml')
}
