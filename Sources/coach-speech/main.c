// coach-speech: eSpeak NG behind a pipe. One phrase in, its samples and phoneme times out.
//
//   coach-speech LANGUAGE VARIANT-FILE PITCH WORD-GAP
//
// The engine's output depends on what it has said before, and some texts crash it. So this process
// sets up the engine once and never speaks itself: for every phrase it forks a child, which inherits
// the fresh engine, speaks into shared memory, and exits. The same phrase always gives the same
// samples, and a crash costs only one phrase. It is written in C because a forked child may safely
// run nothing else.
//
// It ends at the end of its input. The protocol is in protocol.h.

#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine.h"
#include "protocol.h"

enum {
  MAX_TEXT = 16 * 1024,
  MAX_FRAMES = 22050 * 240,
  MAX_SOUNDS = 16 * 1024,
  USUAL_FRAMES = 22050 * 2,
  CPU_SECONDS = 5,   // a phrase takes milliseconds
  WALL_SECONDS = 60, // a machine may be busy; a hung engine is not
};

// What a child leaves for its parent. Children run one at a time, so one sheet is enough. A page uses
// memory only after it is written, so the sheet is as large as the longest phrase so far.
struct sheet {
  uint32_t status;
  uint32_t sounds;
  uint32_t frames;
  struct sound sound[MAX_SOUNDS];
  _Alignas(4096) int16_t frame[MAX_FRAMES];
};

static struct sheet *sheet;

static bool read_all(void *into, size_t bytes) {
  for (char *at = into; bytes > 0;) {
    ssize_t got = read(STDIN_FILENO, at, bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    bytes -= (size_t)got;
  }
  return true;
}

// It is not an error if the client is gone: nobody is left to serve.
static void write_all(const void *from, size_t bytes) {
  for (const char *at = from; bytes > 0;) {
    ssize_t put = write(STDOUT_FILENO, at, bytes);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) exit(EXIT_SUCCESS);
    at += put;
    bytes -= (size_t)put;
  }
}

static void say_hello(uint32_t status, int rate, int number, const char *text) {
  struct hello hello = {status, (uint32_t)rate, (uint32_t)number, (uint32_t)strlen(text)};
  write_all(&hello, sizeof hello);
  write_all(text, strlen(text));
}

// Receives what the engine has made so far. A result other than 0 stops the engine.
static int collect(short *samples, int count, espeak_EVENT *events) {
  for (; events->type != espeakEVENT_LIST_TERMINATED; events++) {
    if (events->type != espeakEVENT_PHONEME) continue;
    if (sheet->sounds == MAX_SOUNDS) goto full;
    struct sound *sound = &sheet->sound[sheet->sounds++];
    sound->millisecond = (uint32_t)events->audio_position;
    memcpy(sound->name, events->id.string, sizeof sound->name);
  }
  if (samples == NULL || count <= 0) return 0;
  if ((uint32_t)count > MAX_FRAMES - sheet->frames) goto full;
  memcpy(&sheet->frame[sheet->frames], samples, (size_t)count * sizeof *samples);
  sheet->frames += (uint32_t)count;
  return 0;

full:
  sheet->status = REPLY_TOO_LONG;
  return 1;
}

// The signs in the engine's names for sounds, without `_`, which may change the language.
static bool is_sound_sign(char sign) {
  return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
         (sign >= '0' && sign <= '9') || (sign != 0 && strchr("@',%=:;~^#?!*\"|- ", sign) != NULL);
}

// Writes a text as the engine gets it: without control characters, which would be commands, and, if
// there are sounds in it, without brackets other than those around the sounds.
static bool prepare(char *into, const char *text, bool *has_sounds) {
  *has_sounds = strchr(text, SOUNDS_BEGIN) != NULL;
  bool inside = false;
  for (; *text != 0; text++) {
    if (inside && *text == SOUNDS_END) {
      into = stpcpy(into, "]]");
      inside = false;
    } else if (inside) {
      if (!is_sound_sign(*text)) return false;
      *into++ = *text;
    } else if (*text == SOUNDS_BEGIN) {
      // Without the space, the engine leaves out sounds after a bracket or a quotation mark.
      into = stpcpy(into, " [[");
      inside = true;
    } else {
      bool is_control = (unsigned char)*text < ' ';
      bool is_bracket = *text == '[' || *text == ']';
      *into++ = is_control || (*has_sounds && is_bracket) ? ' ' : *text;
    }
  }
  *into = 0;
  return !inside;
}

// Everything a child does.
static _Noreturn void speak(const struct request *request, const char *text, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(EXIT_FAILURE);  // the parent died before the line above
  // The engine must not write to the client.
  close(STDIN_FILENO);
  close(STDOUT_FILENO);
  setrlimit(RLIMIT_CPU, &(struct rlimit){CPU_SECONDS, CPU_SECONDS + 1});
  alarm(WALL_SECONDS);
#ifdef MADV_POPULATE_WRITE
  // A child maps shared pages again, with a page fault for each. This maps those of a usual phrase at
  // once. On an older kernel it fails, which does no harm.
  madvise(sheet->frame, USUAL_FRAMES * sizeof *sheet->frame, MADV_POPULATE_WRITE);
#endif

  espeak_SetParameter(espeakRATE, request->rate, 0);
  espeak_SetParameter(espeakRANGE, request->range, 0);
  espeak_SetSynthCallback(collect);
  static char prepared[3 * MAX_TEXT + 1];  // the longest sign, " [[", stands for one byte
  bool has_sounds = false;
  espeak_ERROR result = EE_INTERNAL_ERROR;
  // Never espeakSSML, and espeakPHONEMES only if there are sounds: nothing in a text is an
  // instruction.
  if (prepare(prepared, text, &has_sounds))
    result = espeak_Synth(
      prepared, strlen(prepared) + 1, 0, POS_CHARACTER, 0,
      espeakCHARS_UTF8 | (has_sounds ? espeakPHONEMES : 0), NULL, NULL);
  if (sheet->status == REPLY_SPOKEN && result != EE_OK) sheet->status = REPLY_ENGINE_REFUSED;
  _exit(EXIT_SUCCESS);
}

// Has a child speak and fills in the reply.
static void serve(const struct request *request, const char *text, struct reply *reply) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) speak(request, text, parent);
  if (child < 0) {
    *reply = (struct reply){.status = REPLY_NO_PROCESS, .detail = (uint32_t)errno};
    return;
  }

  int state = 0;
  while (waitpid(child, &state, 0) < 0) {
    if (errno == EINTR) continue;
    *reply = (struct reply){.status = REPLY_NO_PROCESS, .detail = (uint32_t)errno};
    return;
  }
  if (WIFSIGNALED(state)) {
    int signal = WTERMSIG(state);
    bool late = signal == SIGXCPU || signal == SIGALRM;
    *reply = (struct reply){
      .status = late ? REPLY_TIMED_OUT : REPLY_ENGINE_DIED, .detail = (uint32_t)signal};
  } else if (WEXITSTATUS(state) != EXIT_SUCCESS) {
    // The engine itself called exit.
    *reply = (struct reply){
      .status = REPLY_ENGINE_REFUSED, .detail = (uint32_t)WEXITSTATUS(state)};
  } else if (sheet->status != REPLY_SPOKEN) {
    *reply = (struct reply){.status = sheet->status};
  } else {
    *reply = (struct reply){.sounds = sheet->sounds, .frames = sheet->frames};
  }
}

int main(int count, char **arguments) {
  // Ctrl-C in the terminal is for coach, which then closes the input of this process.
  setsid();
  // A crash is expected now and then and is reported, so it needs no core file.
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  // Nor a backtrace, which the Swift runtime that is linked in would print.
  const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGQUIT};
  for (size_t index = 0; index < sizeof crashes / sizeof *crashes; index++)
    signal(crashes[index], SIG_DFL);
  if (count != 5) {
    say_hello(HELLO_WRONG_ARGUMENTS, 0, 0, "");
    return EXIT_FAILURE;
  }

  sheet = mmap(
    NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (sheet == MAP_FAILED) {
    say_hello(HELLO_NO_MEMORY, 0, errno, "");
    return EXIT_FAILURE;
  }
  struct engine engine =
    engine_start(arguments[1], arguments[2], atoi(arguments[3]), atoi(arguments[4]));
  say_hello(engine.status, engine.sample_rate, engine.number, engine.text);
  if (engine.status != HELLO_READY) return EXIT_FAILURE;

  static char text[MAX_TEXT + 1];
  for (struct request request; read_all(&request, sizeof request);) {
    // The client stays far below this; with a longer text the two are out of step.
    if (request.text_bytes > MAX_TEXT || !read_all(text, request.text_bytes)) return EXIT_FAILURE;
    text[request.text_bytes] = 0;

    sheet->status = REPLY_SPOKEN;
    sheet->sounds = sheet->frames = 0;
    struct reply reply;
    serve(&request, text, &reply);
    write_all(&reply, sizeof reply);
    write_all(sheet->sound, reply.sounds * sizeof *sheet->sound);
    write_all(sheet->frame, reply.frames * sizeof *sheet->frame);
  }
  // Without espeak_Terminate, which can hang; the kernel frees everything.
  return EXIT_SUCCESS;
}
