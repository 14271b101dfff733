import Foundation

/// Waits until a condition holds, looking often; gives up after a generous deadline.
///
/// - Returns: whether it held in time.
public func eventually(within seconds: Double = 20, _ condition: () throws -> Bool) rethrows -> Bool
{
  let end = Date(timeIntervalSinceNow: seconds)
  while Date() < end {
    if try condition() { return true }
    usleep(2_000)
  }
  return try condition()
}
