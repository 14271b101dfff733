// What the Glibc module leaves out.
#pragma once
#include <sys/eventfd.h>
#include <sys/prctl.h>

// prctl(2) takes a list of arguments without an end, which the importer does not.
static inline int coach_name_this_thread(const char *name) {
  return prctl(PR_SET_NAME, name, 0, 0, 0);
}
