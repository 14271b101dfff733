internal import SourceYAML

/// Words that people write for keys: others of the same meaning, and those of the languages that
/// `coach` speaks.
enum OtherWords {
  static let meant: [String: [String]] = [
    "title": ["name", "titre"],
    "steps": ["exercises", "exercise", "schritte", "übungen", "pasos", "étapes", "etapes"],
    "about": ["description", "beschreibung", "descripción", "descripcion"],
    "source": ["author", "by", "quelle", "fuente"],
    "voice": ["stimme", "voz", "voix"],
    "language": ["lang", "sprache", "idioma", "langue"],
    "needs": ["equipment", "braucht", "necesita", "besoin"],
    "for": ["audience", "für", "para", "pour"],
    "say": [
      "text", "speak", "tell", "instruction", "instructions", "sage", "sagen", "sprich", "di",
      "decir", "dis", "dire",
    ],
    "of": ["name", "exercise", "movement", "called", "übung", "von", "ejercicio", "exercice"],
    "reps": [
      "repetitions", "repetition", "count", "wiederholungen", "wiederhole", "repeticiones",
      "répétitions",
    ],
    "hold": ["stretch", "keep", "halten", "halte", "mantener", "mantén", "tenir", "tiens"],
    "rest": ["break", "erholen", "ausruhen", "descanso", "descansa", "repos"],
    "pause": ["silence", "wait for", "stille", "pausa", "silencio"],
    "wait": ["warten", "warte", "espera", "esperar", "attendre", "attends"],
    "heat": ["warmth", "wärme", "waerme", "calor", "chaleur"],
    "roll": ["ball", "massage", "rolle", "rollen", "pelota", "balle"],
    "repeat": ["rounds", "loop", "runden", "repetir", "répéter"],
    "each side": [
      "side", "sides", "both sides", "per side", "jede seite", "seiten", "cada lado", "lados",
      "chaque côté", "côtés",
    ],
    "tempo": ["speed", "pace", "geschwindigkeit", "ritmo", "rythme"],
    "sets": ["series", "sätze", "séries"],
    "times": ["mal", "veces", "fois"],
    "on": ["where", "place", "auf", "en", "sur"],
    "with baby": ["baby", "mit baby", "con bebé", "avec bébé"],
    "because": ["why", "reason", "weil", "porque", "parce que"],
    "section": ["part", "abschnitt", "sección"],
  ]
}
