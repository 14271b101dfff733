// What Swift cannot import of alsa-lib: variadic functions, and the global configuration.
#pragma once
#include <alsa/asoundlib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>

enum { coach_alsa_message_size = 400 };

// What alsa-lib complained about on this thread, one complaint a line; empty when nothing.
static inline char *coach_alsa_words(void) {
  static __thread char message[coach_alsa_message_size];
  return message;
}

static void coach_alsa_keep(const char *file, int line, const char *function, int error,
                            const char *format, ...) {
  (void)file, (void)line, (void)function, (void)error;
  char *words = coach_alsa_words();
  size_t length = strlen(words);
  // The first complaint is the cause, and those after it follow from it: they are cut off.
  if (length + 2 >= coach_alsa_message_size) return;
  if (length > 0) words[length++] = '\n';
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(words + length, coach_alsa_message_size - length, format, arguments);
  va_end(arguments);
}

// Keeps alsa-lib from writing to standard error: its words go into our own errors.
static inline void coach_alsa_silence(void) { snd_lib_error_set_handler(coach_alsa_keep); }

// Copies the complaints on this thread and forgets them.
static inline void coach_alsa_take_message(char *text, size_t size) {
  snprintf(text, size, "%s", coach_alsa_words());
  coach_alsa_words()[0] = 0;
}

// Opens a device defined by a piece of configuration, on top of the user's own configuration.
static inline int coach_alsa_open_defined(snd_pcm_t **pcm, const char *name, const char *definition,
                                          int mode) {
  snd_config_t *global = NULL, *own = NULL;
  snd_input_t *input = NULL;
  int error = snd_config_update_ref(&global);
  if (error < 0) return error;
  error = snd_config_copy(&own, global);
  snd_config_unref(global);
  if (error < 0) return error;
  error = snd_input_buffer_open(&input, definition, (ssize_t)strlen(definition));
  if (error >= 0) {
    error = snd_config_load(own, input);
    snd_input_close(input);
  }
  if (error >= 0) error = snd_pcm_open_lconf(pcm, name, SND_PCM_STREAM_PLAYBACK, mode, own);
  snd_config_delete(own);
  return error;
}
