import Foundation

/// Scripts with mistakes, each with a comment `#   ^^^^ unknown-key` under the place of a finding.
package enum MarkedScripts {
  /// One of every kind of mistake in a routine.
  package static let routines: [String] = [
    """
    title: Unknown keys, all at once
    abuot: A typo.
    #<     unknown-key
    steps:
      - reps: 10
        temo: 2s
    #   ^^^^ unknown-key
      - say: Hello.
        on: the wall
    #   ^^ misplaced-key
      - rep: 3
    #   ^^^ unknown-key
    """,
    """
    title: Kinds
    steps:
      - heat: 12 min
        roll: 2 min
    #   ^^^^ two-kinds
      - hands: both
    #   ^^^^^ no-kind
      - rest: 5s
        heat: 10 min
    #   ^^^^ two-kinds
      - reps: 3
        rest: 5s
    #   ^^^^ misplaced-key
      - hello
    #   ^^^^^ wrong-shape
    """,
    """
    title: Durations
    steps:
      - pause: 90
    #          ^^ bad-duration
      - pause: 5 lightyears
    #          ^^^^^^^^^^^^ bad-duration
      - pause: -3s
    #          ^^^ out-of-range
      - pause: 25h
    #          ^^^ out-of-range
      - pause: 99999999999999999999 h
    #          ^^^^^^^^^^^^^^^^^^^^^^ out-of-range
      - pause: .nan
    #          ^^^^ bad-duration
      - pause: 0s
    #          ^^ out-of-range
      - pause:
        # nothing
    """.replacingOccurrences(of: "  - pause:\n    # nothing", with: "  - pause: 1:75")
      + "\n#          ^^^^ bad-duration\n",
    """
    title: Numbers
    steps:
      - reps: -1
    #         ^^ out-of-range
      - reps: 0
    #         ^ out-of-range
      - reps: many
    #         ^^^^ bad-number
      - reps: .nan
    #         ^^^^ bad-number
      - reps: 99999999999999999999
    #         ^^^^^^^^^^^^^^^^^^^^ out-of-range
      - repeat: 1000000000
    #           ^^^^^^^^^^ out-of-range
        steps:
          - say: Again.
      - reps: 5
        tempo: 0s
    #          ^^ out-of-range
    """,
    """
    title: Words
    steps:
      - reps: 5
        count: upp
    #          ^^^ bad-word
        each side: [left, rihgt]
    #                     ^^^^^ bad-word
        hands: three
    #          ^^^^^ bad-word
      - hold: 40 s
        announce: sometimes
    #             ^^^^^^^^^ bad-word
        during:
          - say: When?
    #       ^ missing-key
          - at: 5s
    #       ^ two-kinds
            every: 5s
            say: Both.
    """,
    """
    title: Settings
    settings: { reps: 10, unused: 3 }
    #                     ^^^^^^ unused-setting
    steps:
      - reps: ${rep}
    #         ^^^^^^ unknown-setting
      - reps: ${reps}
      - say: Now ${rep} of ${ res } and ${rep}, and ${reps and more}, and ${rap}.
    #            ^^^^^^ unknown-setting
    #                      ^^^^^^^^ unknown-setting
    #                                               ^^^^^^^^^^^^^^^^ unknown-setting
      - say: Not ${$reps} either.
    #            ^^^^^^^^ unknown-setting
      - say: >-
          This takes ${length}.
          It has ${reps} or ${rep}.
    #                       ^^^^^^ unknown-setting
    """,
    """
    title: Silence
    steps:
      - wait: 10 s
    #         ^^^^ wrong-shape
      - wait: "10 s"
      - wait for me
    #   ^^^^^^^^^^^ wrong-shape
      - reps: 5
        tempo: { up 2s, down: 2s }
    #            ^^^^^ wrong-shape
      - say:Sit: tall
    #   ^^^^^^^ unknown-key
    """,
    """
    title: Levels
    part: strenght
    #     ^^^^^^^^ bad-word
    settings:
      sets: { easy: 1, steady: 2, hard: 3 }
    #                             ^^^^ unknown-key
      length: 3 min
    # ^^^^^^ bad-word
      hold: { easy: 5 s, steady: 8 s, strong: "${sets}" }
    #                                         ^^^^^^^^^ bad-word
    steps:
      - say: It takes ${length}.
      - reps: 5
        sets: ${sets}
    """,
    """
    title: One value for each set
    steps:
      - reps: [10, 8, 6]
        sets: 2
    #         ^ out-of-range
      - reps: [10, many]
    #              ^^^^ bad-number
      - hold: []
    #   ^^^^ missing-key
      - hold: [20 s, 30 s, 40 s]
        rest: [10 s, 20 s, 30 s]
    #   ^^^^ out-of-range
      - work: [40 s, 0 s]
    #                ^^^ out-of-range
      - work: 30 s
        rest: 10 s
    #   ^^^^ misplaced-key
      - repeat: 3
        rest: [10 s, 20 s, 5 s]
    #   ^^^^ out-of-range
        steps: [{ work: 30 s, of: Jumping jacks, end: "" }]
    #                                                 ^^ missing-key
      - hold: 5 s
        sets: 3
    #   ^^^^ misplaced-key
    """,
    """
    title: Rounds by the clock, and bells
    steps:
      - every: 1 min
    #   ^ missing-key
        steps: [{ reps: 5 }]
      - every: 1 min
        times: 3
        steps:
          - amrap: 5 min
    #       ^^^^^ misplaced-key
            steps: [{ reps: 5 }]
      - amrap: 5 min
        steps:
          - reps: 5
          - wait: Ready?
    #       ^^^^ misplaced-key
      - amrap: 5 min
    #   ^ missing-key
      - pause: 5 min
        during:
          - { at: 0 s, chime: lo }
    #                         ^^ bad-word
          - { at: 9 s, chime: low, say: Ring. }
    #       ^ two-kinds
          - { at: 9 s }
    #       ^ missing-key
    """,
    """
    title: For some
    levels: [week 1, week 2, week 1]
    #                        ^^^^^^ duplicate-key
    steps:
      - reps: 5
        only: week 3
    #         ^^^^^^ unknown-setting
        with baby:
          roll over: x
    #     ^^^^^^^^^ unknown-key
          on: the wall
    #     ^^ misplaced-key
    """,
    """
    title: Phases
    steps:
      - reps: 3
        tempo: []
    #   ^^^^^ missing-key
      - reps: 3
        tempo: [in: 4s, 2s]
    #                   ^^ wrong-shape
      - reps: 3
        tempo: [in 4s]
    #           ^^^^^ wrong-shape
      - reps: 3
        tempo: 3120
    #          ^^^^ bad-duration
      - reps: 3
        tempo: 0-0-0-0
    #          ^^^^^^^ out-of-range
      - reps: 3
        tempo: lift 3s, hold 5s
    #          ^^^^^^^^^^^^^^^^ bad-duration
      - reps: 3
        tempo: 3 min
    #          ^^^^^ out-of-range
      - reps: 3
        hold: 5 s
    #   ^^^^ two-kinds
      - hold: 1h30
    #         ^^^^ bad-duration
      - hold: 9 s
        Of: Plank
    #   ^^ unknown-key
    """,
    """
    title: Sides
    steps:
      - heat: 9 min
        on: your neck
    #   ^^ former-key
      - hold: 9 s
        each side: [rechts, left]
    #               ^^^^^^ bad-word
      - hold: 9 s
        each side: both
    #              ^^^^ bad-word
      - hold: 9 s
        each side: [forwards, forwards]
    #                         ^^^^^^^^ bad-word
      - hold: 9 s
        each side: right arm
    #   ^^^^^^^^^ one-side
      - reps: 9
        alternate: [left, rihgt]
    #                     ^^^^^ bad-word
      - reps: 9
        alternate: []
    #   ^^^^^^^^^ missing-key
      - reps: 9
        alternate: left
    #   ^^^^^^^^^ one-side
      - reps: 9
        alternate: [left, left]
    #                     ^^^^ bad-word
      - reps: 9
        alternate: [left, right]
    #   ^^^^^^^^^ two-kinds
        each side: [left, right]
      - hold: 9 s
        alternate: [left, right]
    #   ^^^^^^^^^ misplaced-key
      - reps: 9
        count: second
    #          ^^^^^^ bad-word
      - hold: 9 s
        count: upwards
    #          ^^^^^^^ bad-word
    """,
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
