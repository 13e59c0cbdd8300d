/*
 * Small operating-system helpers (libchelper): wrappers for the variable-argument functions that
 * compiled Java code cannot call itself, thread facts, the environment.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;

char **getEnviron(void) {
  return environ;
}

int openSII(const char *path, int flags, int mode) {
  return open(path, flags, mode);
}

int openatISII(int dir, const char *path, int flags, int mode) {
  return openat(dir, path, flags, mode);
}

int fprintfSD(FILE *stream, const char *format, const char *text, int number) {
  return fprintf(stream, format, text, number);
}

void *mremapP(void *old, size_t old_size, size_t new_size, int flags, void *address) {
  return mremap(old, old_size, new_size, flags, address);
}

int getThreadId(void) {
  return (int) syscall(SYS_gettid);
}

/* user time of one thread in nanoseconds, from the kernel's tick count; -1 if unknown */
long getThreadUserTimeSlow(int tid) {
  char path[64], text[1024];
  snprintf(path, sizeof path, "/proc/self/task/%d/stat", tid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return -1;
  }
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  if (n <= 0) {
    return -1;
  }
  text[n] = 0;
  /* the thread's name stands in parentheses and may hold anything, so count from its end */
  char *p = strrchr(text, ')');
  long utime;
  if (p == NULL || sscanf(p + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld", &utime) != 1) {
    return -1;
  }
  long ticks = sysconf(_SC_CLK_TCK);
  return ticks > 0 ? utime * (1000000000L / ticks) : -1;
}
