/*
 * libsvm_container: limits of the control group that the process runs in, version 1 or 2.
 * -1 stands for "no limit", -2 for "not known".
 */
#define _GNU_SOURCE
#include <limits.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <unistd.h>

enum { NO_LIMIT = -1, UNKNOWN = -2 };

static int v2;
static char memory_dir[PATH_MAX];
static char cpu_dir[PATH_MAX];

static long machine_memory(void) {
  return sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
}

/* the first word of DIR/NAME as a number */
static long number(const char *dir, const char *name) {
  char path[PATH_MAX + 64], word[64];
  if (*dir == 0) {
    return UNKNOWN;
  }
  snprintf(path, sizeof path, "%s/%s", dir, name);
  FILE *f = fopen(path, "re");
  if (f == NULL) {
    return UNKNOWN;
  }
  long value = UNKNOWN;
  if (fscanf(f, "%63s", word) == 1) {
    value = strcmp(word, "max") == 0 ? NO_LIMIT : strtol(word, NULL, 10);
  }
  fclose(f);
  return value;
}

/* the number behind KEY in DIR/memory.stat */
static long stat_number(const char *key) {
  char path[PATH_MAX + 64], name[64];
  long value, found = UNKNOWN;
  if (*memory_dir == 0) {
    return UNKNOWN;
  }
  snprintf(path, sizeof path, "%s/memory.stat", memory_dir);
  FILE *f = fopen(path, "re");
  if (f == NULL) {
    return UNKNOWN;
  }
  while (fscanf(f, "%63s %ld", name, &value) == 2) {
    if (strcmp(name, key) == 0) {
      found = value;
      break;
    }
  }
  fclose(f);
  return found;
}

/* a limit as large as the machine's memory limits nothing */
static long limit(long value) {
  return value >= 0 && value >= machine_memory() ? NO_LIMIT : value;
}

/* inside a container the group's own folder is often mounted as the root: fall back to that */
static void choose(char *into, const char *mount, const char *group) {
  snprintf(into, PATH_MAX, "%s%s", mount, strcmp(group, "/") == 0 ? "" : group);
  if (access(into, R_OK) != 0) {
    snprintf(into, PATH_MAX, "%s", mount);
  }
  if (access(into, R_OK) != 0) {
    *into = 0;
  }
}

static int listed(const char *controllers, const char *name) {
  size_t n = strlen(name);
  for (const char *p = controllers; (p = strstr(p, name)) != NULL; p += n) {
    if ((p == controllers || p[-1] == ',') && (p[n] == 0 || p[n] == ',')) {
      return 1;
    }
  }
  return 0;
}

static void find_groups(void) {
  char line[PATH_MAX + 128];
  v2 = access("/sys/fs/cgroup/cgroup.controllers", R_OK) == 0;
  FILE *f = fopen("/proc/self/cgroup", "re");
  if (f == NULL) {
    return;
  }
  while (fgets(line, sizeof line, f) != NULL) {
    line[strcspn(line, "\n")] = 0;
    char *controllers = strchr(line, ':');
    char *group = controllers != NULL ? strchr(controllers + 1, ':') : NULL;
    if (group == NULL) {
      continue;
    }
    controllers++;
    *group++ = 0;
    if (v2 && *controllers == 0) {
      choose(memory_dir, "/sys/fs/cgroup", group);
      strcpy(cpu_dir, memory_dir);
    } else if (!v2 && listed(controllers, "memory")) {
      choose(memory_dir, "/sys/fs/cgroup/memory", group);
    } else if (!v2 && listed(controllers, "cpu")) {
      choose(cpu_dir, "/sys/fs/cgroup/cpu", group);
    }
  }
  fclose(f);
}

static int machine_processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    return CPU_COUNT(&set);
  }
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 ? (int) n : 1;
}

/* processors that the group's quota is worth, rounded up; NO_LIMIT without one */
static long quota_processors(void) {
  long quota = NO_LIMIT, period = 0;
  if (*cpu_dir == 0) {
    return NO_LIMIT;
  }
  if (v2) {
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/cpu.max", cpu_dir);
    FILE *f = fopen(path, "re");
    if (f != NULL) {
      if (fscanf(f, "%ld %ld", &quota, &period) != 2) {
        quota = NO_LIMIT;
      }
      fclose(f);
    }
  } else {
    quota = number(cpu_dir, "cpu.cfs_quota_us");
    period = number(cpu_dir, "cpu.cfs_period_us");
  }
  return quota > 0 && period > 0 ? (quota + period - 1) / period : NO_LIMIT;
}

long svm_container_memory_limit_in_bytes(void) {
  return limit(number(memory_dir, v2 ? "memory.max" : "memory.limit_in_bytes"));
}

int svm_container_active_processor_count(void) {
  int n = machine_processors();
  long quota = quota_processors();
  return quota != NO_LIMIT && quota < n ? (int) quota : n;
}

/* 1: the process is held by limits of its group, 0: it is not; 2 and 3: another interface wanted */
int svm_container_initialize(int version) {
  const int known = 240100;
  if (version != known) {
    return version > known ? 2 : 3;
  }
  find_groups();
  return svm_container_memory_limit_in_bytes() > 0 || quota_processors() != NO_LIMIT;
}

size_t svm_container_physical_memory(void) {
  long bound = svm_container_memory_limit_in_bytes();
  return bound > 0 ? (size_t) bound : (size_t) machine_memory();
}

long svm_container_memory_and_swap_limit_in_bytes(void) {
  if (!v2) {
    return limit(number(memory_dir, "memory.memsw.limit_in_bytes"));
  }
  long memory = svm_container_memory_limit_in_bytes();
  long swap = number(memory_dir, "memory.swap.max");
  return memory < 0 || swap == NO_LIMIT ? NO_LIMIT : swap < 0 ? memory : memory + swap;
}

long svm_container_memory_soft_limit_in_bytes(void) {
  return limit(number(memory_dir, v2 ? "memory.low" : "memory.soft_limit_in_bytes"));
}

long svm_container_memory_usage_in_bytes(void) {
  return number(memory_dir, v2 ? "memory.current" : "memory.usage_in_bytes");
}

long svm_container_memory_max_usage_in_bytes(void) {
  return number(memory_dir, v2 ? "memory.peak" : "memory.max_usage_in_bytes");
}

long svm_container_rss_usage_in_bytes(void) {
  return stat_number(v2 ? "anon" : "rss");
}

long svm_container_cache_usage_in_bytes(void) {
  return stat_number(v2 ? "file" : "cache");
}
