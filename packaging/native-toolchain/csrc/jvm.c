/*
 * libjvm.a: the JVM_* and jio_* functions that the JDK's static libraries call and that make
 * sense in a native executable. The prototypes come from OpenJDK's jvm.h, so the compiler checks
 * every one. What has no meaning here stands in jvm_stubs.c.
 */
#define _GNU_SOURCE
#include <jni.h>
#include <jvm.h>

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* called once by the executable before it uses anything here */
JNIEXPORT void initialize(void) {
}

/* ---- text output --------------------------------------------------------- */

JNIEXPORT int jio_vsnprintf(char *text, size_t size, const char *format, va_list args) {
  if (size == 0) {
    return -1;
  }
  int n = vsnprintf(text, size, format, args);
  if (n < 0) {
    text[size - 1] = 0;
    return -1;
  }
  return (size_t) n >= size ? -1 : n;
}

JNIEXPORT int jio_snprintf(char *text, size_t size, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = jio_vsnprintf(text, size, format, args);
  va_end(args);
  return n;
}

JNIEXPORT int jio_vfprintf(FILE *stream, const char *format, va_list args) {
  return vfprintf(stream, format, args);
}

JNIEXPORT int jio_fprintf(FILE *stream, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vfprintf(stream, format, args);
  va_end(args);
  return n;
}

/* ---- time, processors, memory ---------------------------------------------- */

static jlong nanos(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (jlong) t.tv_sec * 1000000000 + t.tv_nsec;
}

JNIEXPORT jlong JNICALL JVM_CurrentTimeMillis(JNIEnv *env, jclass ignored) {
  (void) env;
  (void) ignored;
  return nanos(CLOCK_REALTIME) / 1000000;
}

JNIEXPORT jlong JNICALL JVM_NanoTime(JNIEnv *env, jclass ignored) {
  (void) env;
  (void) ignored;
  return nanos(CLOCK_MONOTONIC);
}

JNIEXPORT jlong JNICALL JVM_GetNanoTimeAdjustment(JNIEnv *env, jclass ignored, jlong offset_secs) {
  (void) env;
  (void) ignored;
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  const jlong farthest = (jlong) 1 << 32;
  jlong diff = (jlong) t.tv_sec - offset_secs;
  return diff >= farthest || diff <= -farthest ? -1 : diff * 1000000000 + t.tv_nsec;
}

JNIEXPORT jint JNICALL JVM_ActiveProcessorCount(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    return CPU_COUNT(&set);
  }
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 ? (jint) n : 1;
}

JNIEXPORT jboolean JNICALL JVM_IsUseContainerSupport(void) {
  return JNI_FALSE;
}

JNIEXPORT jboolean JNICALL JVM_IsContainerized(void) {
  return JNI_FALSE;
}

/* ---- shared libraries -------------------------------------------------------- */

/* on failure NULL; dlerror() says why, and the Java side raises its own exception */
JNIEXPORT void *JNICALL JVM_LoadLibrary(const char *name, jboolean throw_exception) {
  (void) throw_exception;
  return dlopen(name, RTLD_LAZY);
}

JNIEXPORT void JNICALL JVM_UnloadLibrary(void *handle) {
  dlclose(handle);
}

JNIEXPORT void *JNICALL JVM_FindLibraryEntry(void *handle, const char *name) {
  return dlsym(handle, name);
}

JNIEXPORT jboolean JNICALL JVM_IsStaticallyLinked(void) {
  return JNI_TRUE;
}

JNIEXPORT jboolean JNICALL JVM_IsSupportedJNIVersion(jint version) {
  switch (version) {
    case JNI_VERSION_1_1:
    case JNI_VERSION_1_2:
    case JNI_VERSION_1_4:
    case JNI_VERSION_1_6:
    case JNI_VERSION_1_8:
    case JNI_VERSION_9:
    case JNI_VERSION_10:
    case JNI_VERSION_19:
    case JNI_VERSION_20:
    case JNI_VERSION_21:
    case JNI_VERSION_24:
      return JNI_TRUE;
    default:
      return JNI_FALSE;
  }
}

JNIEXPORT char *JNICALL JVM_NativePath(char *path) {
  return path;
}

JNIEXPORT jstring JNICALL JVM_GetTemporaryDirectory(JNIEnv *env) {
  return (*env)->NewStringUTF(env, "/tmp");
}

/* ---- monitors of the JDK's own C code (libzip, ...) ------------------------------ */

JNIEXPORT void *JNICALL JVM_RawMonitorCreate(void) {
  pthread_mutex_t *m = malloc(sizeof *m);
  if (m != NULL && pthread_mutex_init(m, NULL) != 0) {
    free(m);
    m = NULL;
  }
  return m;
}

JNIEXPORT void JNICALL JVM_RawMonitorDestroy(void *monitor) {
  pthread_mutex_destroy(monitor);
  free(monitor);
}

JNIEXPORT jint JNICALL JVM_RawMonitorEnter(void *monitor) {
  return pthread_mutex_lock(monitor);
}

JNIEXPORT void JNICALL JVM_RawMonitorExit(void *monitor) {
  pthread_mutex_unlock(monitor);
}

/* ---- signals, end of the process --------------------------------------------------- */

JNIEXPORT jint JNICALL JVM_FindSignal(const char *name) {
  for (int i = 1; i < NSIG; i++) {
    const char *abbreviation = sigabbrev_np(i);
    if (abbreviation != NULL && strcmp(abbreviation, name) == 0) {
      return i;
    }
  }
  return -1;
}

JNIEXPORT jboolean JNICALL JVM_RaiseSignal(jint number) {
  return raise(number) == 0;
}

JNIEXPORT void JNICALL JVM_BeforeHalt(void) {
}

JNIEXPORT void JNICALL JVM_Halt(jint code) {
  _exit(code);
}

/* ---- objects, through plain JNI ------------------------------------------------------ */

JNIEXPORT jstring JNICALL JVM_InternString(JNIEnv *env, jstring text) {
  jclass string = (*env)->FindClass(env, "java/lang/String");
  jmethodID intern = string == NULL ? NULL
    : (*env)->GetMethodID(env, string, "intern", "()Ljava/lang/String;");
  return intern == NULL ? NULL : (*env)->CallObjectMethod(env, text, intern);
}

JNIEXPORT jclass JNICALL JVM_FindClassFromBootLoader(JNIEnv *env, const char *name) {
  jclass found = (*env)->FindClass(env, name);
  if (found == NULL) {
    (*env)->ExceptionClear(env);
  }
  return found;
}

/* no management interface: libmanagement then reports JMM as absent */
JNIEXPORT void *JNICALL JVM_GetManagement(jint version) {
  (void) version;
  return NULL;
}
