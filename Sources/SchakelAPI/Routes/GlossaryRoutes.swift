import HTTPServer
import SchakelDomain

/// The words of the API, in English and Dutch.
enum GlossaryRoutes {
  static func add(to routes: inout Routes) {
    routes.direct(.get, "/v1/glossary", reading) { _ in everything }
  }

  private static let term = Shape(
    "GlossaryTerm",
    [
      .readOnly("topic", .code(GlossaryTopic.self), "What it belongs to."),
      .readOnly("term", .text(1...100), "The English word, which code and wire use."),
      .readOnly("dutch", .text(1...100), "The Dutch word; several with commas between."),
      .readOnly("meaning", .text(1...300), "What is meant by it here."),
    ])

  private static let reading = Operation(
    "getGlossary", tag: "Description", "The words of Schakel in English and Dutch.",
    answer: .object(Shape("Glossary", [.readOnly("items", .list(.object(term), 1...1000), "All of them.")])),
    isOpen: true)

  private static let everything = Answer.ok { writer in
    writer.key("items")
    writer.list(Glossary.terms) { writer, term in
      writer.object { writer in
        writer.member("topic", term.topic.rawValue)
        writer.member("term", term.term)
        writer.member("dutch", term.dutch)
        writer.member("meaning", term.meaning)
      }
    }
  }.taggedByContents
}
