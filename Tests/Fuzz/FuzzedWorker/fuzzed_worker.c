#define _GNU_SOURCE
#include "fuzzed_worker.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../Sources/coach-speech/engine.h"
#include "../../../Sources/coach-speech/protocol.h"

// More than this and the client counts as gone, which the worker has to take as well.
enum { MOST_WRITTEN = 48 << 20, CHILD = 4242 };

static const uint8_t *input;
static size_t left;
static uint8_t *written;
static size_t written_bytes, written_room;
static const char *violation;
static jmp_buf whole_end, child_end;
static int whole_status, child_state;
static bool is_child, was_interrupted;
static t_espeak_callback *callback;

static void violate(const char *what) {
  if (violation == NULL) violation = what;
}

// Hands out less than is asked for, and is interrupted, as a socket does and is.
static ssize_t played_read(int descriptor, void *into, size_t bytes) {
  if (descriptor != STDIN_FILENO || is_child) violate("it reads from somewhere else");
  if ((was_interrupted = !was_interrupted)) {
    errno = EINTR;
    return -1;
  }
  size_t count = bytes < 1000 ? bytes : 1000;
  if (count > left) count = left;
  if (count > 0) memcpy(into, input, count);
  input += count;
  left -= count;
  return (ssize_t)count;
}

static ssize_t played_write(int descriptor, const void *from, size_t bytes) {
  if (descriptor != STDOUT_FILENO || is_child) violate("it writes somewhere else");
  if (bytes > MOST_WRITTEN - written_bytes) {
    errno = EPIPE;
    return -1;
  }
  if (written_bytes + bytes > written_room) {
    written_room = 2 * (written_bytes + bytes);
    written = realloc(written, written_room);
    if (written == NULL) abort();
  }
  memcpy(written + written_bytes, from, bytes);
  written_bytes += bytes;
  return (ssize_t)bytes;
}

static _Noreturn void played_exit(int status) {
  if (is_child) {
    child_state = (status & 0xFF) << 8;
    longjmp(child_end, 1);
  }
  whole_status = status;
  longjmp(whole_end, 1);
}

static _Noreturn void die(int signal) {
  child_state = signal;
  longjmp(child_end, 1);
}

static pid_t played_waitpid(pid_t process, int *state, int options) {
  if (process != CHILD || options != 0) violate("it waits for somebody else");
  if ((was_interrupted = !was_interrupted)) {
    errno = EINTR;
    return -1;
  }
  is_child = false;
  *state = child_state;
  return process;
}

static bool has_process(const char *text) {
  is_child = text[0] != '8';
  errno = EAGAIN;
  return is_child;
}

static void *played_map(size_t bytes) {
  // One for all conversations: its pages are zero at first only, as in a worker's second phrase.
  static void *kept = NULL;
  if (kept == NULL)
    kept = mmap(
      NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return kept;
}

static int played_nothing(void) { return 0; }

// Gives a few samples and phonemes to whoever listens; whether it was told to stop.
static bool give(int samples, int phonemes) {
  static short sound[4096];
  static espeak_EVENT events[4096];
  for (int index = 0; index < phonemes; index++) {
    events[index] = (espeak_EVENT){
      .type = index % 5 == 4 ? espeakEVENT_WORD : espeakEVENT_PHONEME, .audio_position = index};
    memcpy(events[index].id.string, "longname", sizeof events[index].id.string);
  }
  events[phonemes] = (espeak_EVENT){.type = espeakEVENT_LIST_TERMINATED};
  for (int index = 0; index < samples; index++) sound[index] = (short)(index + 1);
  return callback(samples > 0 ? sound : NULL, samples, events) != 0;
}

// What is between `[[` and `]]` may be sounds alone.
static bool are_sounds(const char *from, const char *to) {
  for (; from < to; from++)
    if (*from <= 0 || *from == '_' || *from == '[' || *from == ']' || *from == '<') return false;
  return true;
}

static void check_text(const char *text, size_t size, unsigned flags) {
  if (strlen(text) + 1 != size) violate("the engine gets another length than the text has");
  for (const char *at = text; *at != 0; at++)
    if ((unsigned char)*at < ' ') violate("the engine gets a control character");
  if (flags & espeakSSML) violate("the engine is to take the text for SSML");
  if (!(flags & espeakPHONEMES)) return;
  for (const char *at = text; (at = strchr(at, '[')) != NULL;) {
    const char *end = strstr(at, "]]");
    if (at[1] != '[' || end == NULL || !are_sounds(at + 2, end)) {
      violate("the engine gets brackets that are not around sounds");
      return;
    }
    at = end + 2;
  }
}

static espeak_ERROR played_synth(const char *text, size_t size, unsigned flags) {
  check_text(text, size, flags);
  switch (text[0]) {
  case '1':
  case '7':
    for (int count = 0; count < 3000; count++)
      if (give(4096, 1) && text[0] == '1') break;
    return EE_OK;
  case '2':
    for (int count = 0; count < 8; count++)
      if (give(1, 4000)) break;
    return EE_OK;
  case '3': die(SIGSEGV);
  case '4': die(size % 2 == 0 ? SIGXCPU : SIGALRM);
  case '5': played_exit(3);
  case '6': return EE_INTERNAL_ERROR;
  default: break;
  }
  for (const char *at = text; *at != 0; at++)
    if (give((unsigned char)*at % 16, *at % 3 == 0)) break;
  give(0, 0);
  return EE_OK;
}

#define main worker_main
#define read played_read
#define write played_write
#define exit played_exit
#define _exit played_exit
#define fork() (has_process(text) ? setjmp(child_end) != 0 ? CHILD : 0 : -1)
#define waitpid played_waitpid
#define mmap(at, bytes, ...) played_map(bytes)
#define madvise(...) played_nothing()
#define close(...) played_nothing()
#define prctl(...) played_nothing()
#define getppid getpid
#define setrlimit(...) played_nothing()
#define alarm(...) played_nothing()
#define setsid() played_nothing()
#define signal(...) played_nothing()
#define espeak_SetParameter(...) played_nothing()
#define espeak_SetSynthCallback(collect) (callback = (collect))
#define espeak_Synth(text, size, from, kind, end, flags, ...) played_synth(text, size, flags)

#pragma clang diagnostic ignored "-Wunused-value"
#include "../../../Sources/coach-speech/main.c"

struct engine engine_start(const char *language, const char *variant, int pitch, int word_gap) {
  (void)language, (void)variant, (void)pitch, (void)word_gap;
  return (struct engine){.status = HELLO_READY, .sample_rate = 22050, .text = "played"};
}

struct fuzzed_conversation fuzzed_worker_converse(const uint8_t *bytes, size_t count) {
  static char *arguments[] = {"coach-speech", "en", "", "50", "0", NULL};
  input = bytes;
  left = count;
  written_bytes = 0;
  violation = NULL;
  is_child = false;
  if (setjmp(whole_end) == 0) whole_status = worker_main(5, arguments);
  return (struct fuzzed_conversation){whole_status, written, written_bytes, violation};
}
