/* Language, script and country of the process locale (libchelper); it never has a variant. */
#include "svm_locale.h"
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static svm_locale_props_t props;

typedef struct {
  const char *language, *script, *country;
} parts_t;

/* a copy of TEXT up to one of STOPS, NULL when that is empty; sets *oom when memory is out */
static const char *part(const char *text, const char *stops, int *oom) {
  size_t n = strcspn(text, stops);
  if (n == 0) {
    return NULL;
  }
  char *copy = strndup(text, n);
  if (copy == NULL) {
    *oom = 1;
  }
  return copy;
}

static const char *script_of(const char *modifier) {
  static const struct { const char *modifier, *script; } known[] = {
    {"latin", "Latn"}, {"cyrillic", "Cyrl"}, {"devanagari", "Deva"}, {"iqtelif", "Latn"},
  };
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    if (strcasecmp(modifier, known[i].modifier) == 0) {
      return known[i].script;
    }
  }
  return NULL;
}

/* takes language[_COUNTRY][.encoding][@modifier] apart, as the JDK's own start-up code sees it */
static void split(const char *name, parts_t *p, int *oom) {
  memset(p, 0, sizeof *p);
  if (name == NULL || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0) {
    name = "en_US";
  }
  p->language = part(name, "_.@", oom);
  if (p->language == NULL || strcmp(p->language, "C") == 0 || strcmp(p->language, "POSIX") == 0) {
    p->language = "en";
  }
  const char *rest = name + strcspn(name, "_.@");
  if (*rest == '_') {
    p->country = part(rest + 1, ".@", oom);
  }
  /* a modifier that names no script, such as euro, says nothing to Java */
  const char *at = strchr(name, '@');
  if (at != NULL) {
    p->script = script_of(at + 1);
  }
}

int svm_initialize_locale(void) {
  int oom = 0;
  parts_t display, format;
  setlocale(LC_ALL, "");
  split(setlocale(LC_MESSAGES, NULL), &display, &oom);
  split(setlocale(LC_CTYPE, NULL), &format, &oom);
  props.display_language = display.language;
  props.display_script = display.script;
  props.display_country = display.country;
  props.format_language = format.language;
  props.format_script = format.script;
  props.format_country = format.country;
  return oom ? SVM_LOCALE_INITIALIZATION_OUT_OF_MEMORY : SVM_LOCALE_INITIALIZATION_SUCCEEDED;
}

const svm_locale_props_t *svm_get_locale(void) {
  return &props;
}
