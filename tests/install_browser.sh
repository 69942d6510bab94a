#!/bin/sh
# Debian's chromium for the browser tests: installed where this user may, named where not.
# In CI a missing browser is an error: the browser tests are never skipped there.
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "installing chromium for the browser tests"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1
  command -v chromium >/dev/null 2>&1 && exit 0
fi
if [ -n "${CI:-}" ]; then
  echo "no chromium and no way to install it: the browser tests cannot run" >&2
  exit 1
fi
echo "note: no chromium here, the browser tests will be skipped; install it with: sudo apt-get install chromium"
