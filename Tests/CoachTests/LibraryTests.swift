import Coach
import Testing

@Suite("The library")
struct LibraryTests {
}
