#!/usr/bin/env bash
# The native-image command of this assembled toolchain: see lib/svm/driver.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
for arg in "$@"; do
  if [ "$arg" = --version ]; then
    exec cat "$home/lib/svm/driver/version.txt"
  fi
done
exec "$home/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -cp "$home/lib/svm/driver/classes" NativeImage "$home" "$@"
