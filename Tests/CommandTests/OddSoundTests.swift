import Foundation
import TestSupport
import TestTraits
import Testing

@Suite("Odd devices and configurations: what is wrong, where, and what to do", .serialized, .waits)
struct OddSoundTests {
  private let program: Program
  private let file: String

  init() throws {
    program = try Program()
    file = try program.write(
      "title: T\nsteps:\n  - say: Hello.\n  - say: Good bye.\n", to: "t.yaml")
  }

  /// Devices as ALSA's functions see them: what the variables say goes wrong.
  private static let odd = """
    #define _GNU_SOURCE
    #include <alsa/asoundlib.h>
    #include <dlfcn.h>
    #include <stdlib.h>
    static int told(const char *name) { return getenv(name) ? atoi(getenv(name)) : 0; }
    int snd_pcm_hw_params(snd_pcm_t *pcm, snd_pcm_hw_params_t *parameters) {
      typeof(snd_pcm_hw_params) *real = dlsym(RTLD_NEXT, "snd_pcm_hw_params");
      return told("ODD_SETUP") ? -told("ODD_SETUP") : real(pcm, parameters);
    }
    int snd_pcm_delay(snd_pcm_t *pcm, snd_pcm_sframes_t *frames) {
      typeof(snd_pcm_delay) *real = dlsym(RTLD_NEXT, "snd_pcm_delay");
      return told("ODD_DELAY") ? -told("ODD_DELAY") : real(pcm, frames);
    }
    snd_pcm_sframes_t snd_pcm_writei(snd_pcm_t *pcm, const void *frames, snd_pcm_uframes_t count) {
      typeof(snd_pcm_writei) *real = dlsym(RTLD_NEXT, "snd_pcm_writei");
      return told("ODD_WRITE") ? -told("ODD_WRITE") : real(pcm, frames, count);
    }
    """

  @Test(
    "A broken asoundrc",
    arguments: [
      ("pcm.vspk { type null\n", "line 3, column 0: unexpected char"),
      ("pcm.vspk { type null nonsense 3 }\n", "Unknown field nonsense"),
      ("pcm.vspk { type plug slave.pcm \"vspk\" }\n", "looped?"),
    ])
  func configuration(text: String, words: String) throws {
    let path = try program.write("</usr/share/alsa/alsa.conf>\n" + text, to: "alsa.conf")
    let result = try program.run(
      "play", file, "--device", "vspk", environment: ["ALSA_CONFIG_PATH": path])
    #expect(result.code == 1)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.errors.contains("Fix ALSA's configuration"))
    #expect(!result.errors.contains("format"))
    if text.hasSuffix("null\n") { #expect(result.errors.contains(path)) }
  }

  @Test(
    "A device that cannot be set up",
    arguments: [
      (5, "Cannot set up the sound device “vspk”: input/output error"),
      (16, "Another program is using the sound device “vspk”"),
      (22, "Cannot set up the sound device “vspk”: it refuses settings that it says it takes"),
    ])
  func setup(number: Int32, words: String) throws {
    let live = try Live()
    let library = try PreloadedLibrary(Self.odd, linkedWith: ["asound"])
    let session = try live.start(
      "play", file, "--device", "vspk",
      with: ["LD_PRELOAD": library.path, "ODD_SETUP": "\(number)"])
    #expect(session.wait() == 1)
    #expect(live.noted.contains(words), "\(live.noted)")
  }

  @Test("A device that opens and takes no sound")
  func noSound() throws {
    let live = try Live()
    let library = try PreloadedLibrary(Self.odd, linkedWith: ["asound"])
    let session = try live.start(
      "play", file, "--device", "vspk", with: ["LD_PRELOAD": library.path, "ODD_WRITE": "5"])
    #expect(session.wait() == 1)
    #expect(
      live.noted.contains("“vspk” was opened and plays nothing"), "\(live.noted)")
    #expect(live.noted.contains("--device"))
  }

  @Test("A device that never knows its delay", arguments: [5, 38])
  func noDelay(number: Int32) throws {
    let live = try Live()
    let library = try PreloadedLibrary(Self.odd, linkedWith: ["asound"])
    let session = try live.start(
      "play", file, "--device", "vspk",
      with: ["LD_PRELOAD": library.path, "ODD_DELAY": "\(number)"])
    #expect(session.wait() == 0)
    #expect(live.said == ["Hello.", "Good bye."])
    #expect(!live.noted.contains("interrupted"), "\(live.noted)")
  }
}
