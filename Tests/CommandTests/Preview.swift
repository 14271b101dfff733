/// What `preview --json` prints.
struct Preview: Decodable {
  let title: String
  let voice: String
  let rate: Int
  let frames: Int
  let cues: [Cue]

  struct Cue: Decodable {
    let start: Int
    let anchor: Int
    let frames: Int
    let seconds: Double
    let kind: String
    let caption: String
    let spoken: String?
    let line: Int
    let step: Int
    let rep: Int?
    let set: Int?
    let side: String?
  }
}
