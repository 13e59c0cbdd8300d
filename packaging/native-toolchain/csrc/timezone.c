/* The name of the machine's time zone (libchelper). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char ZONES[] = "/usr/share/zoneinfo/";
static const char LOCALTIME[] = "/etc/localtime";

/* what follows the zone folder in PATH, or NULL */
static const char *below_zones(const char *path) {
  const char *mark = strstr(path, "zoneinfo/");
  if (mark == NULL) {
    return NULL;
  }
  mark += strlen("zoneinfo/");
  if (strncmp(mark, "posix/", 6) == 0 || strncmp(mark, "right/", 6) == 0) {
    mark += 6;
  }
  return *mark ? mark : NULL;
}

/* /etc/localtime as a plain file: look for the zone file with the same bytes */
static __thread struct {
  char bytes[8192];
  ssize_t size;
  char *found;
} wanted;

static ssize_t slurp(const char *path, char *into, size_t room) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return -1;
  }
  ssize_t n = read(fd, into, room);
  close(fd);
  return n;
}

static int compare(const char *path, const struct stat *st, int type, struct FTW *where) {
  (void) where;
  if (type != FTW_F || st->st_size != wanted.size || below_zones(path) == NULL) {
    return 0;
  }
  char bytes[sizeof wanted.bytes];
  if (slurp(path, bytes, sizeof bytes) == wanted.size
    && memcmp(bytes, wanted.bytes, wanted.size) == 0) {
    wanted.found = strdup(below_zones(path));
    return 1;
  }
  return 0;
}

static char *platform_zone(void) {
  char target[PATH_MAX];
  struct stat st;
  if (lstat(LOCALTIME, &st) != 0) {
    return NULL;
  }
  if (S_ISLNK(st.st_mode)) {
    ssize_t n = readlink(LOCALTIME, target, sizeof target - 1);
    if (n > 0) {
      target[n] = 0;
      const char *name = below_zones(target);
      if (name != NULL) {
        return strdup(name);
      }
    }
  }
  wanted.found = NULL;
  wanted.size = slurp(LOCALTIME, wanted.bytes, sizeof wanted.bytes);
  if (wanted.size > 0 && wanted.size < (ssize_t) sizeof wanted.bytes) {
    nftw(ZONES, compare, 16, FTW_PHYS);
  }
  return wanted.found;
}

/* a newly allocated zone name, or NULL when nothing tells it; the mappings are Windows' */
char *SVM_FindJavaTZmd(const char *mappings, int length) {
  (void) mappings;
  (void) length;
  const char *tz = getenv("TZ");
  if (tz == NULL || *tz == 0) {
    return platform_zone();
  }
  if (*tz == ':') {
    tz++;
  }
  if (*tz == '/') {
    if (strcmp(tz, LOCALTIME) == 0) {
      return platform_zone();
    }
    const char *name = below_zones(tz);
    return name != NULL ? strdup(name) : NULL;
  }
  if (strcmp(tz, "localtime") == 0) {
    return platform_zone();
  }
  return strdup(tz);
}
