// What the Glibc module leaves out.
#pragma once
#include <errno.h>
#include <stddef.h>
#include <sys/auxv.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

// prctl(2) takes a list of arguments without an end, which the importer does not.
static inline int coach_name_this_thread(const char *name) {
  return prctl(PR_SET_NAME, name, 0, 0, 0);
}

// Where the kernel put the arguments of this program: their number, and then each. From the GNU C
// library, whose name for the program tells whether they are really there.
extern void *__libc_stack_end;
extern char *program_invocation_name;

// The arguments of this program, which end in NULL; NULL if they cannot be found.
static inline char **coach_arguments(void) {
  if (__libc_stack_end == NULL) return NULL;
  long count = *(long *)__libc_stack_end;
  char **arguments = (char **)__libc_stack_end + 1;
  if (count < 1 || arguments[0] != program_invocation_name || arguments[count] != NULL) return NULL;
  return arguments;
}

// The path that this program was started by; NULL if the kernel does not tell.
static inline const char *coach_started_path(void) { return (const char *)getauxval(AT_EXECFN); }
