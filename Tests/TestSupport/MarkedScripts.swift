import Foundation

/// Scripts with mistakes, each with a comment `#   ^^^^ unknown-key` under the place of a finding.
package enum MarkedScripts {
  /// One of every kind of mistake in a routine.
  package static let routines = keysAndValues + limitsAndForm

  /// Keys that do not belong where they are, and values that they do not take.
  private static let keysAndValues: [String] = [
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
  ]
}
