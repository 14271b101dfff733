// What coach-speech and its client say to each other. Both run on one machine, so numbers are in
// its own byte order; every field is 32 bits wide. `WorkerProtocol.swift` is the other side.
#pragma once
#include <stdint.h>

// Written once, before anything else, then `text_bytes` of UTF-8: the engine's version where the
// status is HELLO_READY, else what the trouble is with (a voice's name, a path).
struct hello {
  uint32_t status;
  uint32_t sample_rate;  // frames a second
  uint32_t number;       // errno, where the status is about the system
  uint32_t text_bytes;
};

enum hello_status {
  HELLO_READY = 0,
  HELLO_NO_DATA = 1,           // the engine's data is not installed
  HELLO_NO_VOICE = 2,          // the engine has no such language
  HELLO_NO_VARIANT = 3,        // the variant file cannot be read, or is empty
  HELLO_NO_SCRATCH_FOLDER = 4, // nowhere to put a folder for a moment
  HELLO_WRONG_ARGUMENTS = 5,
  HELLO_NO_MEMORY = 6,
};

// Read again and again until end of file, then `text_bytes` of UTF-8 without a NUL: plain text, in
// which nothing is an instruction, but for what stands between the two bytes below. That is sounds in
// the engine's own notation; where they are not, REPLY_ENGINE_REFUSED.
enum { SOUNDS_BEGIN = 2, SOUNDS_END = 3 };

struct request {
  int32_t rate;   // the engine's words a minute: 80 to 450
  int32_t range;  // how far the pitch moves: 0 to 99
  uint32_t text_bytes;
};

// Written for each request, in order; then `sounds` times struct sound, then `frames` samples.
struct reply {
  uint32_t status;
  uint32_t detail;  // a signal, an exit code or an errno, by status
  uint32_t sounds;
  uint32_t frames;
};

enum reply_status {
  REPLY_SPOKEN = 0,
  REPLY_ENGINE_DIED = 1,  // detail: the signal
  REPLY_TIMED_OUT = 2,
  REPLY_TOO_LONG = 3,     // more sound or more phonemes than there is room for
  REPLY_ENGINE_REFUSED = 4,
  REPLY_NO_PROCESS = 5,   // detail: errno of fork
};

// One phoneme: where it begins, and its name in IPA, padded with zeros.
struct sound {
  uint32_t millisecond;
  char name[8];
};
