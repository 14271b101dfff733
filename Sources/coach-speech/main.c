// coach-speech: eSpeak NG behind a pipe. One phrase in, its samples and phoneme times out.
//
//   coach-speech LANGUAGE VARIANT-FILE PITCH WORD-GAP
//
// The engine's output depends on what it has said before, and some text crashes it. So this
// process sets the engine up once and then never speaks: for every phrase it forks a child, which
// inherits the fresh engine, speaks into memory both share, and exits. The same phrase gives the
// same samples whatever came before, and a crash costs one phrase. In C, because after a fork only
// C is sure of its footing.
//
// Ends at the end of its input. The protocol is in protocol.h.

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

// What a child leaves for its parent: one at a time, so one sheet serves them all. Its pages exist
// only where written, so it is as large as the longest phrase so far.
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

// The client gone is no error: there is nobody left to serve.
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

// Takes what the engine has made so far. Anything but 0 stops it.
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

// The signs of the engine's names for sounds. Without `_`, which may change the language.
static bool is_sound_sign(char sign) {
  return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
         (sign >= '0' && sign <= '9') || (sign != 0 && strchr("@',%=:;~^#?!*\"|- ", sign) != NULL);
}

// Writes a text as the engine is to get it. No control character is left, which would be a command
// to it; where there are sounds, no bracket but those around them.
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
      // Behind a bracket or a quotation mark without a space, the engine would leave them out.
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

// The child's whole life.
static _Noreturn void speak(const struct request *request, const char *text, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(EXIT_FAILURE);  // it died before the line above
  // The engine must not write into the conversation.
  close(STDIN_FILENO);
  close(STDOUT_FILENO);
  setrlimit(RLIMIT_CPU, &(struct rlimit){CPU_SECONDS, CPU_SECONDS + 1});
  alarm(WALL_SECONDS);
#ifdef MADV_POPULATE_WRITE
  // A child maps shared pages anew, one fault each: those of a usual phrase all at once instead.
  // An older kernel refuses, and nothing is lost.
  madvise(sheet->frame, USUAL_FRAMES * sizeof *sheet->frame, MADV_POPULATE_WRITE);
#endif

  espeak_SetParameter(espeakRATE, request->rate, 0);
  espeak_SetParameter(espeakRANGE, request->range, 0);
  espeak_SetSynthCallback(collect);
  static char prepared[3 * MAX_TEXT + 1];  // the longest sign, " [[", stands for one byte
  bool has_sounds = false;
  espeak_ERROR result = EE_INTERNAL_ERROR;
  // Never espeakSSML, and espeakPHONEMES only where there are sounds: nothing in a text is an
  // instruction.
  if (prepare(prepared, text, &has_sounds))
    result = espeak_Synth(
      prepared, strlen(prepared) + 1, 0, POS_CHARACTER, 0,
      espeakCHARS_UTF8 | (has_sounds ? espeakPHONEMES : 0), NULL, NULL);
  if (sheet->status == REPLY_SPOKEN && result != EE_OK) sheet->status = REPLY_ENGINE_REFUSED;
  _exit(EXIT_SUCCESS);
}

// Has a child speak; fills in what became of it.
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
    // The engine called exit by itself.
    *reply = (struct reply){
      .status = REPLY_ENGINE_REFUSED, .detail = (uint32_t)WEXITSTATUS(state)};
  } else if (sheet->status != REPLY_SPOKEN) {
    *reply = (struct reply){.status = sheet->status};
  } else {
    *reply = (struct reply){.sounds = sheet->sounds, .frames = sheet->frames};
  }
}

int main(int count, char **arguments) {
  // Out of the terminal's reach: Ctrl-C is for coach, which then closes our input.
  setsid();
  // A crash is expected now and then and is reported; it need not leave a core file.
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  // Nor a backtrace, which the runtime this is linked with would print.
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
    // The client keeps far below this; a longer text is a client out of step.
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
  // Without espeak_Terminate, which can hang; the kernel takes everything back.
  return EXIT_SUCCESS;
}
