import Foundation

extension MarkedScripts {
  /// What the limits are about, YAML that a routine is not written in, and what cannot be said.
  static let limitsAndForm: [String] = [
    """
    title: What is not said
    steps:
      - say: Now do step #3 again.
    #                    ^^^^^^^^^ comment-in-text
      - say: "Number #5"
      - say: Sit tall. # the slouching ones
      - say: A sharp#, and a lone one #
      - reps: 3 #for the left
        of: Twist #1
    #             ^^ comment-in-text
      - say: Now do step three again, and then
          step #4 as well.
    #          ^^^^^^^^^^^ comment-in-text
    """,
    """
    title: Safety
    steps:
      - heat: 3h
    #   ^^^^ heat-too-long
      - heat: 18 min
    #   ^^^^ heat-too-long
      - roll: 1 min
    #   ^^^^ roll-too-short
      - roll: 7 min
    #   ^^^^ roll-too-long
      - roll: 11 min
    #   ^^^^ roll-too-long
      - heat: 12 min
    #   ^^^^ heat-after-movement
      - roll: 6 min
        because: the physiotherapist asked for it
      - hold: 20 s
        each side: [left]
    #   ^^^^^^^^^ one-side
    """,
    """
    title: Rounds of heat add up
    steps:
      - repeat: 5
        steps:
          - heat: 15 min
    #       ^^^^ heat-too-long
          - rest: 30 s
    """,
    """
    title: Heat in two places
    steps:
      - heat: 10 min
        where: your neck
      - heat: 10 min
        where: your lower back
      - heat: 4 min
    #   ^^^^ heat-too-long
        where: Your neck
      - heat: 5 min
        where: your lower back
        because: it is far from the neck
      - heat: 11 min
    #   ^^^^ heat-too-long
        where: your neck
        because: nothing excuses this
    """,
    """
    title: Nobody is that fast
    steps:
      - reps: 10
        tempo: 1 ms
    #          ^^^^ out-of-range
      - hold: 60 s
        announce: [every 1 s, last 90 s]
    #              ^^^^^^^^^ out-of-range
    #                         ^^^^^^^^^ out-of-range
        during:
          - every: 90 ms
    #              ^^^^^ out-of-range
            say: Again.
    """,
    """
    title: Twice
    steps:
      - say: One.
        say: Two.
    #   ^^^ duplicate-key
      - reps: 5
        tempo: { left: 1s, left: 2s }
    #                      ^^^^ duplicate-key
        hands: many
    #          ^^^^ bad-word
    """,
    """
    title: Shapes
    steps:
      - pause: [1 s, 2 s]
    #          ^ wrong-shape
      - say: { a: b }
    #        ^ wrong-shape
      - repeat: 3
    #   ^ missing-key
      - say: ""
    #        ^^ missing-key
    """,
    """
    title: A list of steps is missing
    #< missing-key
    """,
    """
    - just
    #< wrong-shape
    - a list
    """,
    """
    title: Anchors
    steps:
      - say: &a Hello.
      - say: *a
    #        ^^ anchor-or-alias
    """,
    """
    title: "never closed
    steps:
      - say: x
    #< syntax
    """.replacingOccurrences(of: "#< syntax", with: "\"\n  - : [\n#< syntax"),
  ]

  /// Mistakes in `say as:`.
  package static let sayAs: [String] = [
    #"""
    title: What is not made of words, and what is not said
    say as:
      wind, the baby: whined
    # ^^^^^^^^^^^^^^ bad-word
      "(wind)": whined
    # ^^^^^^^^ bad-word
      "…": dots
    # ^^^ bad-word
      wind. up: whined up
    # ^^^^^^^^ bad-word
      "w\u202Eind": whined
    # ^^^^^^^^^^^^ bad-word
      "w\x01ind": whined
    # ^^^^^^^^^^ bad-word
      row: "\x0150P row"
    #      ^^^^^^^^^^^^^ bad-word
      read: <prosody rate='fast'>red
    #       ^^^^^^^^^^^^^^^^^^^^^^^^ bad-word
      tear: "[[t'e@]]"
    #       ^^^^^^^^^^ bad-word
      bow: "\u202Ewob"
    #      ^^^^^^^^^^^ bad-word
      live: 💪
    #       ^ bad-word
      lead: ${led}
    #       ^^^^^^ bad-word
      use: "-"
    #      ^^^ bad-word
      close: ""
    #        ^^ missing-key
      house: [hows]
    #        ^ wrong-shape
      minute: "my\0newt"
    #         ^^^^^^^^^^ bad-word
    steps:
      - say: Hello.
    """#,
    #"""
    title: Sounds
    say as:
      wind: /w_aInd/
    #       ^^^^^^^^ bad-word
      bow: /[[b'aU]]/
    #      ^^^^^^^^^^ bad-word
      row: /_^_de/
    #      ^^^^^^^ bad-word
      tear: /tɛə/
    #       ^^^^^ bad-word
      lead: "/l'i:d\x03 \x0150P/"
    #       ^^^^^^^^^^^^^^^^^^^^^ bad-word
      live: //
    #       ^^ bad-word
      use: /':/
    #      ^^^^ bad-word
      read: /a a a a a a a/
    #       ^^^^^^^^^^^^^^^ out-of-range
      minute: /m'InIt
    #         ^^^^^^^ bad-word
    steps:
      - say: Hello.
    """#,
    """
    title: Lengths
    say as:
      one two three four five six seven: eight
    # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ out-of-range
      wind the  baby: whined
      "wind the baby": winned
    # ^^^^^^^^^^^^^^^ duplicate-key
    steps:
      - say: Hello.
    """,
    """
    title: Shape
    say as: whined
    #       ^^^^^^ wrong-shape
    say  as: { a: b }
    #<       unknown-key
    steps:
      - say: Hello.
        say as: { a: b }
    #   ^^^^^^ unknown-key
    """,
  ]
}
