import FoundationEssentials

/// One numbered step of the schema: a file `0007_nda.sql`.
struct Migration: Sendable {
  /// From 1, without gaps.
  let number: Int
  /// The file's name without its ending: `0007_nda`.
  let name: String
  /// Several statements.
  let script: String

  /// Reads a folder's migrations in order.
  ///
  /// Files that do not end in `.sql` are left aside.
  ///
  /// - Throws: `MigrationRefusal` when the folder cannot be read or a name, a number or a file is not as it should be.
  static func read(folder: String) throws -> [Migration] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
    } catch {
      throw MigrationRefusal("The folder of migrations \(folder) cannot be read; check the path")
    }
    let migrations = try names.map { try read("\(folder)/\($0)", named: $0) }
    for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
      let wanted = padded(index + 1)
      throw MigrationRefusal("Migration \(wanted) is expected in \(folder), but \(migration.name) comes there")
    }
    guard !migrations.isEmpty else { throw MigrationRefusal("There are no migrations in \(folder); check the path") }
    return migrations
  }

  /// A number as it stands in file names.
  static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func read(_ path: String, named file: String) throws -> Migration {
    let name = String(file.dropLast(4))
    let digits = name.prefix(4)
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      name.dropFirst(4).first == "_",
      name.count > 5, let number = Int(digits)
    else {
      throw MigrationRefusal("The migration \(file) must be named like 0001_partner.sql")
    }
    guard let bytes = FileManager.default.contents(atPath: path),
      let script = String(validating: bytes, as: UTF8.self)
    else {
      throw MigrationRefusal("The migration \(path) cannot be read as UTF-8 text")
    }
    return Migration(number: number, name: name, script: script)
  }
}

/// Why migrations do not run, as a sentence that says what to do.
public struct MigrationRefusal: Error, Sendable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
