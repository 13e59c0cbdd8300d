/*
 * The C side of Java signal handling (libchelper). The handler only counts and posts; a Java
 * thread waits on the semaphore and takes the signals one by one.
 */
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum { SIGNALS = NSIG };

static atomic_int owner;
static atomic_uint pending[SIGNALS];
static sem_t arrived;

int cSunMiscSignal_open(void) {
  int nobody = 0;
  if (!atomic_compare_exchange_strong(&owner, &nobody, 1)) {
    return 1;
  }
  for (int i = 0; i < SIGNALS; i++) {
    atomic_store(&pending[i], 0);
  }
  if (sem_init(&arrived, 0, 0) != 0) {
    atomic_store(&owner, 0);
    return -1;
  }
  return 0;
}

int cSunMiscSignal_close(void) {
  int rc = sem_destroy(&arrived);
  if (rc == 0) {
    atomic_store(&owner, 0);
  }
  return rc;
}

int cSunMiscSignal_awaitSemaphore(void) {
  int rc = sem_wait(&arrived);
  return rc != 0 && errno == EINTR ? 0 : rc;
}

int cSunMiscSignal_signalSemaphore(void) {
  return sem_post(&arrived);
}

bool cSunMiscSignal_signalRangeCheck(int signal) {
  return signal >= 0 && signal < SIGNALS;
}

int cSunMiscSignal_checkPendingSignal(void) {
  for (int i = 0; i < SIGNALS; i++) {
    unsigned n = atomic_load(&pending[i]);
    while (n > 0) {
      if (atomic_compare_exchange_weak(&pending[i], &n, n - 1)) {
        return i;
      }
    }
  }
  return -1;
}

static void on_signal(int signal) {
  int saved = errno;
  if (cSunMiscSignal_signalRangeCheck(signal)) {
    atomic_fetch_add(&pending[signal], 1);
    sem_post(&arrived);
  }
  errno = saved;
}

void *cSunMiscSignal_signalHandlerFunctionPointer(void) {
  return (void *) on_signal;
}
