// What the Glibc module leaves out.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <sys/eventfd.h>

// <fcntl.h> defines it as an expression that the importer does not take.
static const int coach_O_TMPFILE = O_TMPFILE;
