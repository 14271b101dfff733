#define _GNU_SOURCE
#include "engine.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol.h"

// The engine cuts off longer paths and then uses its own data without an error.
enum { MAX_DATA_PATH = 145 };

// The engine finds variants only in its data folder. So while it loads a voice, it is given a
// temporary folder, which has links to all of its data except the variants.
struct scratch {
  char root[MAX_DATA_PATH];
};

static bool path_join(char *into, size_t size, const char *folder, const char *name) {
  int length = snprintf(into, size, "%s/%s", folder, name);
  return length > 0 && (size_t)length < size;
}

static void scratch_remove_in(const char *folder) {
  DIR *entries = opendir(folder);
  if (entries == NULL) return;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    char path[PATH_MAX];
    if (!path_join(path, sizeof path, folder, entry->d_name)) continue;
    // Links are not followed: they lead into the engine's own data.
    if (entry->d_type == DT_DIR) scratch_remove_in(path);
    else unlink(path);
  }
  closedir(entries);
  rmdir(folder);
}

// Links to everything in the engine's data folder, except `voices`.
static bool scratch_link(const char *data, const char *folder) {
  DIR *entries = opendir(data);
  if (entries == NULL) return false;
  bool linked = true;
  for (struct dirent *entry; linked && (entry = readdir(entries)) != NULL;) {
    if (entry->d_name[0] == '.' || strcmp(entry->d_name, "voices") == 0) continue;
    char target[PATH_MAX], link[PATH_MAX];
    linked = path_join(target, sizeof target, data, entry->d_name) &&
             path_join(link, sizeof link, folder, entry->d_name) && symlink(target, link) == 0;
  }
  closedir(entries);
  return linked;
}

static bool scratch_fill(const struct scratch *scratch, const char *data, const char *variant) {
  char folder[PATH_MAX], voices[PATH_MAX], variants[PATH_MAX], link[PATH_MAX], absolute[PATH_MAX];
  return path_join(folder, sizeof folder, scratch->root, "espeak-ng-data") &&
         mkdir(folder, 0700) == 0 && path_join(voices, sizeof voices, folder, "voices") &&
         mkdir(voices, 0700) == 0 && path_join(variants, sizeof variants, voices, "!v") &&
         mkdir(variants, 0700) == 0 && path_join(link, sizeof link, variants, "coach") &&
         realpath(variant, absolute) != NULL && symlink(absolute, link) == 0 &&
         scratch_link(data, folder);
}

// Makes the folder in the first place that allows it; places in memory come first.
static bool scratch_make(struct scratch *scratch, const char *data, const char *variant) {
  const char *places[] = {getenv("XDG_RUNTIME_DIR"), "/dev/shm", getenv("TMPDIR"), "/tmp"};
  int reason = ENOENT;
  for (size_t index = 0; index < sizeof places / sizeof *places; index++) {
    if (places[index] == NULL || places[index][0] != '/') continue;
    // Leaves room for what the engine appends, so that its limit is never reached.
    char *root = scratch->root;
    if (!path_join(root, sizeof scratch->root - 20, places[index], "coach-speech-XXXXXX")) continue;
    if (mkdtemp(root) == NULL) {
      reason = errno;
      continue;
    }
    if (scratch_fill(scratch, data, variant)) return true;
    reason = errno;
    scratch_remove_in(root);
  }
  errno = reason;
  return false;
}

static struct engine trouble(enum hello_status status, int number, const char *text) {
  return (struct engine){.status = status, .number = number, .text = text};
}

// The path of a language's file in the engine's `lang` folder, such as `gmw/en`, or just its name if
// there is none. The engine would find it by its name too, but reads all of its hundred files first.
static void language_name(char *into, size_t size, const char *data, const char *language) {
  snprintf(into, size, "%s", language);
  char families[PATH_MAX], family[PATH_MAX], file[PATH_MAX];
  if (!path_join(families, sizeof families, data, "lang")) return;
  DIR *entries = opendir(families);
  if (entries == NULL) return;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (entry->d_name[0] == '.' || !path_join(family, sizeof family, families, entry->d_name) ||
        !path_join(file, sizeof file, family, language) || access(file, R_OK) != 0)
      continue;
    snprintf(into, size, "%s/%s", entry->d_name, language);
    break;
  }
  closedir(entries);
}

struct engine engine_start(const char *language, const char *variant, int pitch, int word_gap) {
  // Even if it speaks into memory, the engine looks for a sound server, and would start one.
  setenv("PULSE_SERVER", "unix:/dev/null", 1);
  int rate = espeak_Initialize(
    AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL,
    espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_PHONEME_IPA | espeakINITIALIZE_DONT_EXIT);
  if (rate <= 0) return trouble(HELLO_NO_DATA, 0, "");
  const char *found = NULL;
  const char *version = espeak_Info(&found);
  // A copy, since the engine's own is about to change.
  static char data[PATH_MAX];
  snprintf(data, sizeof data, "%s", found);

  // Checked here, since the engine ignores a missing variant and crashes on an empty one.
  struct stat about;
  bool varied = variant[0] != 0;
  if (varied && (stat(variant, &about) != 0 || access(variant, R_OK) != 0))
    return trouble(HELLO_NO_VARIANT, errno, variant);
  if (varied && (!S_ISREG(about.st_mode) || about.st_size == 0))
    return trouble(HELLO_NO_VARIANT, 0, variant);

  struct scratch scratch;
  char file[PATH_MAX];
  language_name(file, sizeof file, data, language);
  char name[40];  // the longest name that the engine has room for
  int length = snprintf(name, sizeof name, "%s%s", file, varied ? "+coach" : "");
  if (length < 0 || (size_t)length >= sizeof name) return trouble(HELLO_NO_VOICE, 0, language);
  if (varied) {
    if (!scratch_make(&scratch, data, variant))
      return trouble(HELLO_NO_SCRATCH_FOLDER, errno, "");
    espeak_ng_InitializePath(scratch.root);
  }
  espeak_ERROR set = espeak_SetVoiceByName(name);
  if (varied) {
    // All of it is loaded; what the engine looks up later is in its own folder.
    espeak_ng_InitializePath(data);
    scratch_remove_in(scratch.root);
  }
  if (set != EE_OK) return trouble(HELLO_NO_VOICE, 0, language);

  espeak_SetParameter(espeakPITCH, pitch, 0);
  espeak_SetParameter(espeakWORDGAP, word_gap, 0);
  // A higher volume goes through the engine's own gain control; the client applies gain itself.
  espeak_SetParameter(espeakVOLUME, 100, 0);
  return (struct engine){.status = HELLO_READY, .sample_rate = rate, .text = version};
}
