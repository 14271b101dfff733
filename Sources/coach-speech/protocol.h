// The messages between coach-speech and its client. Both run on one machine, so numbers are in its
// byte order; every field is 32 bits wide. The client's side is in `WorkerProtocol.swift`.
#pragma once
#include <stdint.h>

// Written once, before anything else, then `text_bytes` of UTF-8: the engine's version if the status
// is HELLO_READY, otherwise what the problem is with (a voice's name, a path).
struct hello {
  uint32_t status;
  uint32_t sample_rate;  // frames per second
  uint32_t number;       // errno, if the status is about the system
  uint32_t text_bytes;
};

enum hello_status {
  HELLO_READY = 0,
  HELLO_NO_DATA = 1,           // the engine's data is not installed
  HELLO_NO_VOICE = 2,          // the engine has no such language
  HELLO_NO_VARIANT = 3,        // the variant file cannot be read, or is empty
  HELLO_NO_SCRATCH_FOLDER = 4, // no place for a temporary folder
  HELLO_WRONG_ARGUMENTS = 5,
  HELLO_NO_MEMORY = 6,
};

// Read again and again until end of file, then `text_bytes` of UTF-8 without a NUL. The text is plain,
// and nothing in it is an instruction, except what is between the two bytes below: sounds in the
// engine's own notation. If it is anything else, the reply is REPLY_ENGINE_REFUSED.
enum { SOUNDS_BEGIN = 2, SOUNDS_END = 3 };

struct request {
  int32_t rate;   // the engine's words per minute: 80 to 450
  int32_t range;  // how much the pitch moves: 0 to 99
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
  REPLY_TOO_LONG = 3,     // more samples or phonemes than there is room for
  REPLY_ENGINE_REFUSED = 4,
  REPLY_NO_PROCESS = 5,   // detail: errno of fork
};

// One phoneme: when it begins, and its name in IPA, padded with zeros.
struct sound {
  uint32_t millisecond;
  char name[8];
};
