# shellcheck shell=bash
# For scripts that build, to be sourced where $root is the tree.

# build FOLDER CMAKE-OPTION…: configures and builds in build/FOLDER. Nothing goes to standard output, and nothing to
# standard error unless it takes long or fails.
build() {
  # shellcheck disable=SC2154
  local folder=$root/build/$1 options=("${@:2}")
  # GOUJI_WERROR=ON in the environment is how .ci/run makes warnings errors.
  options+=("-DGOUJI_WERROR=${GOUJI_WERROR:-OFF}")
  if command -v ccache >/dev/null; then options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi

  mkdir -p "$folder"
  # One at a time: two of these scripts may be running.
  (
    flock 9
    if ! is_configured "$folder" "${options[@]}"; then configure "$folder" "${options[@]}"; fi
    quietly "Building in build/$1" "$folder/build.log" cmake --build "$folder" -- --quiet
  ) 9>"$folder/lock"
}

is_configured() {
  [ -f "$1/build.ninja" ] && [ "$(cat "$1/options" 2>/dev/null)" = "${*:2}" ]
}

configure() {
  rm -f "$1/options"
  quietly "Configuring" "$1/configure.log" cmake -S "$root" -B "$1" -G Ninja "${@:2}" || return
  echo "${*:2}" >"$1/options"
}

# quietly WHAT LOG COMMAND…: a line on standard error when it takes more than three seconds, the log when it fails.
quietly() {
  local what=$1 log=$2 notice status=0
  (
    sleep 3 >/dev/null 2>&1
    echo "$what …" >&2
  ) </dev/null >/dev/null 9>&- &
  notice=$!
  "${@:3}" </dev/null >"$log" 2>&1 9>&- || status=$?
  kill "$notice" 2>/dev/null || true
  wait "$notice" 2>/dev/null || true
  if [ $status -ne 0 ]; then
    cat "$log" >&2
    echo "$what failed (see above)." >&2
  fi
  return $status
}
