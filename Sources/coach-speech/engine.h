// Sets up eSpeak NG: its data, a language, and a variant file.
#pragma once
#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <stdint.h>

struct engine {
  uint32_t status;   // enum hello_status
  int sample_rate;   // frames per second
  int number;        // errno, if it explains the status
  const char *text;  // the engine's version, or what the problem is with
};

// Starts the engine. `variant` is a variant file's path, "" for none; `pitch` is from 0 to 99;
// `word_gap` is in units of 10 ms at the engine's usual rate.
struct engine engine_start(const char *language, const char *variant, int pitch, int word_gap);
