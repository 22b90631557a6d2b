#!/bin/sh
# What the tests need besides Python: three browsers, the real brokers, what checks unit files, and a Java
# for EPUBCheck. Debian and root: installed. Elsewhere: named, and the tests that need them say so when
# they skip.
#
# Redis 8 and RabbitMQ 4 are Debian 13's. On another release they come in a root directory of their
# own, .local/brokers/trixie, which handoff_celery/servers/system.py enters; worktrees of a clone share it.
# (Not in .cache: Zensical empties that.)
# Prometheus, for alert rules: the two programs of Debian's package, unpacked in .local/prometheus. 19 MB to
# fetch, 94 MB on disk; installed, it would bring a service and a shelf of JavaScript along.
set -eu
PATH="$PATH:/usr/sbin"
cd "$(dirname "$0")/.."
clone=$(dirname "$(git rev-parse --path-format=absolute --git-common-dir 2>/dev/null || echo "$PWD/.git")")
releases="$clone/.local/brokers"
draft="$releases/draft.$$"
# shellcheck disable=SC1091
release=$(. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME:-}") || release=""

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
command -v WebKitWebDriver >/dev/null || missing="$missing webkit2gtk-driver"
command -v Xvfb >/dev/null || missing="$missing xvfb"
command -v java >/dev/null || missing="$missing default-jre-headless"
command -v redis-server >/dev/null || missing="$missing redis-server"
command -v rabbitmq-server >/dev/null || missing="$missing rabbitmq-server"
[ "$(uname)" != Linux ] || command -v systemd-analyze >/dev/null || missing="$missing systemd"
today() {
  [ "$release" = trixie ] || [ -x "$releases/trixie/usr/lib/rabbitmq/bin/rabbitmq-server" ]
}
prometheus() {
  command -v promtool >/dev/null || [ -x "$clone/.local/prometheus/usr/bin/promtool" ]
}
find "$releases"/*/srv -mindepth 1 -maxdepth 1 -mtime +1 -exec rm -rf {} + 2>/dev/null || true  # of runs that were killed
[ -n "$missing" ] || ! today || ! prometheus || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  [ -z "$missing" ] || echo "not installed:$missing."
  prometheus || echo "not installed: prometheus."
  echo "Install Redis 8, RabbitMQ 4, Prometheus, Chromium, Firefox, WebKitGTK's driver, Xvfb and Java with your"
  echo "system's package manager; until then the tests that need them are skipped by name."
  exit 0
fi

today || command -v mmdebstrap >/dev/null || missing="$missing mmdebstrap debian-archive-keyring"
if [ -n "$missing" ]; then
  echo "installing$missing"
  # The packages must not start services of their own: tests start what they need, on free ports.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if ! prometheus; then
  echo "unpacking prometheus"
  fetched=$(mktemp -d)
  fetch() { (cd "$fetched" && apt-get -o APT::Sandbox::User=root download -qq prometheus); }
  fetch || { apt-get update -qq && fetch; }
  mkdir -p "$clone/.local"
  dpkg-deb -x "$fetched"/prometheus_*.deb "$fetched/prometheus"
  if ! mv -T "$fetched/prometheus" "$clone/.local/prometheus" 2>/dev/null; then :; fi  # two runs at once
  rm -rf "$fetched"
fi

today && exit 0
echo "making $releases/trixie, a Debian 13 with Redis 8 and RabbitMQ 4"
# From where this machine gets its own packages, if that is Debian; mmdebstrap knows where else.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
  "Codename: $release" 'Origin: Debian' 'Component: main' | head -n 1)
mkdir -p "$releases"
mmdebstrap --quiet --variant=apt --include=rabbitmq-server,redis-server \
  trixie "$draft" ${mirror:+"$mirror"}
if ! mv -T "$draft" "$releases/trixie" 2>/dev/null; then rm -rf "$draft"; fi  # two runs at once
