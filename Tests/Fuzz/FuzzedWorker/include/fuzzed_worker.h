// The speech worker as a function: its own source, with the system and the engine around it played.
#pragma once
#include <stddef.h>
#include <stdint.h>

struct fuzzed_conversation {
  int status;              // what the worker's process would have exited with
  const uint8_t *written;  // all that it wrote; valid until the next conversation
  size_t bytes;
  const char *violation;   // what it did that it must not, or NULL
};

// Lets the worker read some bytes to their end.
//
// Its children are played in this process, and so is the engine. What the engine does depends on
// the first sign of the text it is given:
//
//   1  more samples than there is room for     2  more phonemes than there is room for
//   3  dies of a signal                        4  takes too long
//   5  exits by itself                         6  refuses
//   7  as 1, and goes on when it is stopped    8  there is no process to be had
//
// Any other text has a few samples and phonemes for each of its bytes.
struct fuzzed_conversation fuzzed_worker_converse(const uint8_t *input, size_t bytes);
