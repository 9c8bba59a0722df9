/// Places in a JSON document (RFC 6901).
enum JSONPointer {
  /// A member's name as a step of a pointer.
  static func step(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return name }
    return name.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  /// Where a pointer leads in the order of the document: a number for every step.
  ///
  /// What is not there comes behind everything that is there in the same object.
  static func position(_ pointer: String, in document: JSON) -> [Int] {
    var position: [Int] = []
    var value: JSON? = document
    for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let name = step.replacing("~1", with: "/").replacing("~0", with: "~")
      switch value {
      case .object(let members):
        let index = members.firstIndex { $0.name == name }
        position.append(index ?? members.count)
        value = index.map { members[$0].value }
      case .list(let items):
        let index = items.indices.first { "\($0)" == name }
        position.append(index ?? items.count)
        value = index.map { items[$0] }
      default: return position
      }
    }
    return position
  }
}
