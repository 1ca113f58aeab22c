#!/usr/bin/env bash
# The browser tests need Chromium. Where it is missing and this user may install packages (Debian, root), it is installed; else this says so.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "Setting up: Chromium, for the browser tests (once) …"
  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 && exit 0
fi
echo "Chromium is missing, so the browser tests cannot run. Install it (on Debian: apt-get install chromium)." >&2
[ "${CI:-}" != true ]
