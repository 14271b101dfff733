// `import Coach` is all that a program needs: routines, timelines and findings come with it.
@_exported public import CoachErrors
@_exported public import CueTimeline
@_exported public import RoutineScript
