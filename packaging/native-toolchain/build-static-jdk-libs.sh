#!/usr/bin/env bash
# Compiles the static JDK libraries (libjava.a, libnet.a, ...) that native-image links into an
# executable, from the C sources of an OpenJDK source tree.
#
#   build-static-jdk-libs.sh JDK_HOME OPENJDK_SRC WORK_DIR OUT_DIR
#
# JDK_HOME     a JDK with lib/src.zip; its javac writes the JNI headers
# OPENJDK_SRC  the unpacked OpenJDK source tree
# WORK_DIR     scratch folder for headers and objects
# OUT_DIR      where the lib*.a files go
set -euo pipefail
jdk=$1 src=$2 work=$3 out=$4
jni=$work/jni-headers
mkdir -p "$jni" "$work/java" "$work/classes" "$out"

# --- JNI headers ---------------------------------------------------------------
# Only classes with native methods or @Native constants need a header. They come from the JDK's
# own src.zip, not from OPENJDK_SRC: where the two differ in a signature, gcc then reports it.
for module in java.base java.management java.prefs jdk.management jdk.net jdk.security.auth; do
  (cd "$work/java" && "$jdk/bin/jar" xf "$jdk/lib/src.zip" "$module")
  grep -rlE --include='*.java' '(\bnative\b.*\(|@Native\b)' "$work/java/$module" \
    > "$work/$module.files"
  "$jdk/bin/javac" -nowarn -Xlint:none -proc:none -implicit:none -XDignore.symbol.file \
    --patch-module "$module=$work/java/$module" -d "$work/classes/$module" -h "$jni" \
    "@$work/$module.files" 2> "$work/$module.log" || { cat "$work/$module.log" >&2; exit 1; }
done

# --- compiler flags ---------------------------------------------------------------
version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$jdk/release")
IFS=. read -r feature interim update patch _ <<< "$version.0.0.0"
flags=(
  -std=gnu11 -O2 -fPIC -fvisibility=hidden -ffunction-sections -fdata-sections
  -fno-strict-aliasing -fno-delete-null-pointer-checks -fstack-protector
  -w                                      # OpenJDK's warnings are not ours to fix
  -D_GNU_SOURCE -D_REENTRANT -D_LARGEFILE64_SOURCE -D_FILE_OFFSET_BITS=64 -D_LP64=1
  -DLINUX -D_LITTLE_ENDIAN -Damd64 '-DARCH="amd64"' '-DARCHPROPNAME="amd64"' -DNDEBUG
  -DSTATIC_BUILD=1 "-DRELEASE=\"$version\"" -DUSE_MMAP
  "-DVERSION_FEATURE=$feature" "-DVERSION_INTERIM=$interim" "-DVERSION_UPDATE=$update"
  "-DVERSION_PATCH=$patch" -DVERSION_EXTRA1=0 -DVERSION_EXTRA2=0 -DVERSION_EXTRA3=0
  -DVERSION_BUILD=0 "-DVERSION_STRING=\"$version\"" "-DVERSION_SHORT=\"$version\""
  '-DVERSION_PRE=""' '-DVERSION_OPT=""'
  "-I$jni" "-I$src/src/hotspot/share/include" "-I$src/src/hotspot/os/posix/include" "-I$jdk/include"
)
for folder in "$src"/src/java.base/{share,unix}/native/include \
  "$src"/src/java.base/{share,unix,linux}/native/lib{java,net,nio,nio/ch,nio/fs,zip} \
  "$src"/src/java.management/share/native/libmanagement \
  "$src"/src/jdk.management/share/native/libmanagement_ext; do
  if [ -d "$folder" ]; then flags+=("-I$folder"); fi
done

# --- the libraries -------------------------------------------------------------------
# lib MODULE NAME: every C file of the library's folders becomes part of libNAME.a
lib() {
  local module=$1 name=$2 os file
  local -A chosen=()
  for os in linux unix share; do
    [ -d "$src/src/$module/$os/native/lib$name" ] || continue
    while IFS= read -r file; do
      # of two files with the same name the more special one wins
      : "${chosen[${file##*/}]:=$file}"
    done < <(find "$src/src/$module/$os/native/lib$name" -name '*.c')
  done
  mkdir -p "$work/obj/$name"
  cd "$work/obj/$name"                    # where gcc -c puts the objects
  printf '%s\0' "${chosen[@]}" \
    | xargs -0 -n 4 -P "$(nproc)" gcc "${flags[@]}" "-DLIBRARY_NAME=$name" -c
  # One relocatable object for each library: what JNIEXPORT does not export becomes local, so
  # that equal helper names in two libraries cannot clash in the executable.
  ld -r -o "../$name.o" ./*.o
  objcopy --localize-hidden "../$name.o"
  ar rcs "$out/lib$name.a" "../$name.o"
}
lib java.base java
lib java.base net
lib java.base nio
lib java.base zip
lib java.management management
lib java.prefs prefs
lib jdk.management management_ext
lib jdk.net extnet
lib jdk.security.auth jaas
