import Foundation

/// Waits until a condition is true, checking it every 2 ms; gives up after a generous time limit.
///
/// - Returns: whether it became true in time.
public func eventually(within seconds: Double = 20, _ condition: () throws -> Bool) rethrows -> Bool
{
  let end = Date(timeIntervalSinceNow: seconds)
  while Date() < end {
    if try condition() { return true }
    usleep(2_000)
  }
  return try condition()
}
