/*
 * libjvm.a: the JVM_* functions that only a virtual machine can carry out. The image builder
 * replaces the Java methods behind them, so nothing should arrive here; what does is named.
 * install.sh writes jvm_stubs.list, one STUB(name) a line: what the static JDK libraries call
 * and jvm.c does not define.
 */
#include <stdio.h>
#include <stdlib.h>

static _Noreturn void unsupported(const char *name) {
  fprintf(stderr, "%s is not available in a native executable\n", name);
  abort();
}

#define STUB(name) void name(void) { unsupported(#name); }
#include "jvm_stubs.list"
