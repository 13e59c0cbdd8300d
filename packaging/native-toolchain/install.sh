#!/usr/bin/env bash
# Puts a working native-image tool together at DEST, which then serves as GRAALVM_HOME.
#
#   install.sh DEST [JDK_HOME]
#
# JDK_HOME   a JDK 25 with lib/src.zip; without it JAVA25_HOME, else the first under /usr/lib/jvm
#
# What is fetched, through the machine's own clients:
#   apt-get  gcc, libc6-dev, zlib1g-dev, xz-utils where they are missing (only root can);
#            OpenJDK's source, see fetch-openjdk-source
#   mvn      the image builder's jars, held to the checksums in builder.sha256
#
# Nothing is done where DEST was made of the same inputs. DEST appears in one step, when complete.
set -euo pipefail
export LC_ALL=C.UTF-8 # one order of names, and paths that are not ASCII

svm=25.0.2          # the builder; a change of it needs a new builder.sha256
svm_date=2026-01-20 # its release date, shown by native-image --version

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
say() { printf '%s native-toolchain: %s\n' "$(date +%T)" "$*"; }
die() { printf 'native-toolchain: %s\n' "$*" >&2; exit 1; }

# quietly LOG COMMAND...: shows the command's output only when it fails
quietly() {
  local log=$1; shift
  "$@" > "$log" 2>&1 || { tail -n 30 "$log" >&2; return 1; }
}

# --- what the machine must have --------------------------------------------------------

# why_not JDK: says what keeps this folder from being used; nothing when it is fine
why_not() {
  if [ ! -x "$1/bin/javac" ] || [ ! -f "$1/release" ]; then
    echo "no JDK is there (no bin/javac or no release file)"
  elif ! grep -q '^JAVA_VERSION="25[."]' "$1/release"; then
    echo "it is a JDK $(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/release"), not 25"
  elif ! grep -q '[" ]jdk.internal.vm.ci[" ]' "$1/release"; then
    echo "it lacks the module jdk.internal.vm.ci"
  elif [ ! -e "$1/lib/src.zip" ]; then
    echo "it lacks lib/src.zip (Debian: install openjdk-25-source)"
  fi
}

find_jdk() {
  local candidate named=${1:-${JAVA25_HOME:-}} reason
  if [ -n "$named" ]; then
    reason=$(why_not "$named")
    [ -z "$reason" ] || die "cannot use the JDK $named: $reason"
    readlink -f "$named"
    return
  fi
  for candidate in /usr/lib/jvm/*; do
    if [ -z "$(why_not "$candidate")" ]; then
      readlink -f "$candidate"
      return
    fi
  done
  die "no JDK 25 with lib/src.zip under /usr/lib/jvm: install one (temurin-25-jdk, or" \
    "openjdk-25-jdk-headless with openjdk-25-source), or set JAVA25_HOME"
}

has_header() { gcc -E -x c - <<< "#include <$1>" > /dev/null 2>&1; }

machine_packages() {
  local missing=()
  command -v gcc > /dev/null || missing+=(gcc)
  has_header stdlib.h || missing+=(libc6-dev)
  has_header zlib.h || missing+=(zlib1g-dev)
  command -v xz > /dev/null || missing+=(xz-utils)
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get > /dev/null \
    || die "there is no apt-get here: install what Debian calls ${missing[*]}"
  [ "$(id -u)" = 0 ] \
    || die "packages are missing: as root, run apt-get install ${missing[*]}"
  say "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { quietly "$1" apt-get -q update \
    && quietly "$1" apt-get -qy install --no-install-recommends "${missing[@]}"; } \
    || die "apt-get could not install ${missing[*]}: see above"
}

# --- the builder ------------------------------------------------------------------------------

# fetch_builder FOLDER
fetch_builder() {
  command -v mvn > /dev/null || die "there is no mvn here: install maven"
  mkdir -p "$work/maven"
  cat > "$work/maven/pom.xml" << POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>native-toolchain</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.graalvm.nativeimage</groupId>
      <artifactId>svm</artifactId>
      <version>$svm</version>
    </dependency>
  </dependencies>
</project>
POM
  quietly "$work/maven.log" mvn -q -B --strict-checksums -f "$work/maven/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    "-DoutputDirectory=$1" \
    || die "mvn could not fetch org.graalvm.nativeimage:svm:$svm: see above"
  cd "$1"
  diff <(ls) <(cut -c67- "$here/builder.sha256") >&2 \
    || die "the builder's jars (<) are not those of builder.sha256 (>)"
  sha256sum --quiet --strict --check "$here/builder.sha256" >&2 \
    || die "a builder jar has a wrong checksum: delete it from Maven's local repository"
  cd "$here"
}

# --- the parts --------------------------------------------------------------------------------

compile_support_libraries() {
  local obj=$work/obj lib="$new/lib/svm/clibraries/linux-amd64"
  local include=(-I"$here/csrc/include" -I"$work/src/src/hotspot/share/include"
    -I"$work/src/src/hotspot/os/posix/include" -I"$jdk/include" -I"$jdk/include/linux" -I"$obj")
  mkdir -p "$obj" "$lib/include" "$new/lib/svm/builder/lib"
  cd "$obj"
  local compile=(gcc -std=gnu11 -O2 -fPIC -ffunction-sections -fdata-sections -Wall -Wextra
    "${include[@]}" -c)
  "${compile[@]}" "$here/csrc/jvm.c"
  # Every JVM_* function that the JDK's libraries call must be there when an executable is linked.
  comm -23 <(nm -u "$new"/lib/static/linux-amd64/glibc/*.a | grep -o '\bJVM_.*' | sort -u) \
    <(nm --defined-only jvm.o | grep -o '\bJVM_.*' | sort) | sed 's/.*/STUB(&)/' > jvm_stubs.list
  "${compile[@]}" "$here"/csrc/{jvm_stubs,container,cpufeatures,posixhelper,javasignals}.c \
    "$here"/csrc/{locale,timezone,reporterchelper}.c
  ar rcs "$lib/libjvm.a" jvm.o jvm_stubs.o
  ar rcs "$lib/libsvm_container.a" container.o
  ar rcs "$lib/liblibchelper.a" cpufeatures.o posixhelper.o javasignals.o locale.o timezone.o
  gcc -shared -o "$new/lib/svm/builder/lib/libreporterchelper.so" reporterchelper.o
  cp "$here"/csrc/include/*.h "$lib/include/"
  cd "$here"
}

set_driver_up() {
  local builder=$new/lib/svm/builder driver=$new/lib/svm/driver vendor="GraalVM CE $svm+0-assembled"
  mkdir -p "$driver/classes"
  "$new/bin/java" "$here/driver/ModuleAccess.java" "$builder" > "$driver/module-access.args"
  "$new/bin/java" "@$driver/module-access.args" -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI \
    --module-path "$builder" --upgrade-module-path "$builder/compiler-$svm.jar" \
    --add-modules org.graalvm.nativeimage.builder -Dorg.graalvm.nativeimage.imagecode=buildtime \
    "$here/driver/ApiOptions.java" > "$driver/api-options.tsv"
  [ -s "$driver/api-options.tsv" ] || die "the builder shows none of native-image's options"
  "$new/bin/javac" -Xlint:all -d "$driver/classes" --source-path "$here/driver" \
    "$here/driver/NativeImage.java"
  {
    echo "native-image $svm $svm_date"
    echo "OpenJDK Runtime Environment $vendor (build $jdk_version)"
    echo "OpenJDK 64-Bit Server VM $vendor (build $jdk_version, mixed mode)"
  } > "$driver/version.txt"
  install -m 755 "$here/driver/native-image.sh" "$new/bin/native-image"
}

# --- the whole --------------------------------------------------------------------------------

case ${1:-} in '' | -*) sed -n '2,15s/^# \{0,1\}//p' "$0" >&2; exit 2;; esac
[ "$(uname -sm)" = "Linux x86_64" ] || die "only Linux x86_64 will do, and this is $(uname -sm)"
dest=$(readlink -m "$1")
jdk=$(find_jdk "${2:-}")
# such as 25.0.3+9-LTS
jdk_version=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"$/\1/p' "$jdk/release")
inputs=$(
  cd "$here"
  { find install.sh fetch-openjdk-source build-static-jdk-libs.sh ./*.sha256 csrc driver -type f -print0 \
    | sort -z | xargs -0 sha256sum; sha256sum < "$jdk/release"; } | sha256sum | cut -d' ' -f1
)

if [ -e "$dest" ] && [ ! -e "$dest/.native-toolchain" ] && [ -n "$(ls -A "$dest")" ]; then
  die "$dest holds other files: name a folder that is new, empty or made by this script"
fi
mkdir -p "${dest%/*}" || die "cannot create ${dest%/*}"
exec {lock}> "$dest.lock" || die "cannot write beside $dest"
if ! flock -n "$lock"; then # held until this process ends
  say "waiting for another installation of $dest"
  flock "$lock"
fi

new=$dest.partial work=$dest.partial/work
trap 'rm -rf "$new" "$dest.old"' EXIT
trap 'exit 130' INT TERM HUP
rm -rf "$new"
mkdir "$new" "$work"
machine_packages "$work/apt.log"
if [ "$(cat "$dest/.native-toolchain" 2> /dev/null)" = "$inputs" ]; then
  say "$dest is up to date"
  exit 0
fi
say "fetching the builder $svm with mvn"
fetch_builder "$new/lib/svm/builder"
say "fetching OpenJDK's source, from the cache or with apt"
"$here/fetch-openjdk-source" "${jdk_version%%-*}" "$work/src" || die "OpenJDK's source is missing"
say "copying the JDK $jdk"
cp -a --reflink=auto "$jdk/." "$new/"
rm -rf "$new/lib/src.zip" "$new/man"
say "compiling the static JDK libraries"
"$here/build-static-jdk-libs.sh" "$jdk" "$work/src" "$work/static" \
  "$new/lib/static/linux-amd64/glibc"
say "compiling the support libraries"
compile_support_libraries
say "setting the driver up"
set_driver_up
rm -rf "$work"
echo "$inputs" > "$new/.native-toolchain"
# Two renames, so that an interruption leaves the old DEST, none, or the new one.
[ ! -e "$dest" ] || mv -T "$dest" "$dest.old"
mv -T "$new" "$dest"
say "done: $("$dest/bin/native-image" --version | head -n 1)"
