# Sourced by ./run, ./test and ./bench: installs what is missing and nothing else. A machine that has everything is
# asked one question of dpkg and one of npm's lock file, and is left alone.

export DEBIAN_FRONTEND=noninteractive
packages_file=$root/tests/commands/packages.txt

say() { printf '%s\n' "$*" >&2; }

stop() {
  say "$*"
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo --preserve-env=DEBIAN_FRONTEND "$@"
  else
    stop "Installing packages needs root, and this machine has no sudo. As root, run: $*"
  fi
}

# install_packages SECTION…: the packages of these sections of packages.txt.
install_packages() {
  local missing
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  say "Installing:" $missing
  refresh_lists_if_needed $missing
  stop_if_in_the_way $missing
  apt_install $missing || { as_root apt-get update -q && apt_install $missing; } ||
    stop "apt-get could not install:" $missing
}

missing_packages() {
  local wanted present package program
  wanted=$(packages_of "$@")
  present=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $(cut -d' ' -f1 <<<"$wanted") 2>/dev/null |
    sed -n 's/^installed //p')
  while read -r package program; do
    grep -qxF "$package" <<<"$present" && continue
    [ -n "$program" ] && command -v "$program" >/dev/null && continue
    printf '%s ' "$package"
  done <<<"$wanted"
}

packages_of() {
  local section
  for section in "$@"; do
    sed -n "/^\[$section\]/,/^\[/{/^[a-z]/p}" "$packages_file" | tr -s ' '
  done | sort -u
}

# A machine that never asked, or not for long, knows no candidate for a package.
refresh_lists_if_needed() {
  local known
  known=$(apt-cache policy "$@" 2>/dev/null | grep -c 'Candidate: [^(]' || true)
  [ "$known" -eq $# ] || as_root apt-get update -q
}

stop_if_in_the_way() {
  local removed
  removed=$(apt-get install --simulate --no-install-recommends -y "$@" 2>/dev/null | awk '/^Remv /{print $2}')
  [ -z "$removed" ] || stop "Installing" "$@" "would remove what is on this machine:" $removed \
    "- remove it yourself if nothing of yours needs it, then run this again."
}

apt_install() {
  as_root apt-get install -q -y --no-remove --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >&2
}

# npm's packages, only when the lock file is not the one they were installed from.
install_npm() {
  local stamp=$root/node_modules/.congvu-lock lock
  lock=$(sha256sum <"$root/package-lock.json")
  [ "$(cat "$stamp" 2>/dev/null)" = "$lock" ] && return 0
  say "Installing npm packages"
  (cd "$root" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || stop "npm ci failed"
  printf '%s\n' "$lock" >"$stamp"
}

# One compiler cache serves every clone and every build folder of this tree.
cache_compilations() {
  export CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-5G} CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
  export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
}

# build PRESET TARGET…: configures once, then lets ninja find what changed.
build() {
  local preset=$1
  shift
  cache_compilations
  [ -e "$root/build/$preset/build.ninja" ] || (cd "$root" && cmake --preset "$preset" >&2) || return 1
  cmake --build "$root/build/$preset" --target "$@" >&2
}
