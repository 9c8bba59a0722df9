import CostSharing
import HTTPServer
import SchakelDomain

/// Calculations of the split engine, which keep nothing.
enum SplitCalculationRoutes {
  /// - Parameter secondsMax: How long one calculation may take.
  static func add(to routes: inout Routes, secondsMax: Int) {
    routes.calculation(.post, "/v1/split-calculations", calculation) { try calculate($0, within: secondsMax) }
  }

  private static let calculation = Operation(
    "calculateSplit", tag: "Split calculations", "Calculate who pays and who gains; nothing is kept.",
    description: "One operation of the split engine on what is sent: exact to the cent, the same on every machine. "
      + "A result that some method does not have, such as a division where there is no gain, is an answer and no "
      + "error; `status` says so. Every fault of the input is listed in `errors`, in the order of the input. A "
      + "calculation that takes too long is answered with 503 `calculationTooLong`.",
    body: .splitCalculation, answer: .object(.splitCalculationResult), reasons: Reason.calculations, scope: .read)

  private static func calculate(_ request: APIRequest, within secondsMax: Int) throws -> Answer {
    let operation = request.body.text("operation").flatMap { SplitOperation(rawValue: $0) } ?? .evaluate
    let calculation = try SplitCalculation.read(operation, in: request.body.json)
    let deadline = Deadline(secondsMax: secondsMax)
    let write: (inout JSONWriter) -> Void
    do {
      write = try calculation.run(deadline.check)
    } catch let error as SplitError {
      throw CalculationFaults(request.body.json).error(error)
    }
    return Answer.ok { writer in
      writer.member("operation", operation.rawValue)
      writer.key("result")
      writer.object(write)
    }
  }
}

extension Shape {
  static let splitCalculation = Shape(
    "SplitCalculationInput",
    [
      .required("operation", .code("splitOperation", SplitOperation.allCases.map(\.rawValue)), "What is calculated."),
      .required("input", .oneOf(inputs), "What that operation takes."),
    ])

  static let splitCalculationResult = Shape(
    "SplitCalculation",
    [
      .readOnly("operation", .code("splitOperation", SplitOperation.allCases.map(\.rawValue)), "What was calculated."),
      .readOnly("result", .oneOf(SplitOperation.allCases.map(\.result)), "What that operation answers."),
    ])

  /// Each once: some operations take the same.
  private static let inputs: [Shape] = SplitOperation.allCases.map(\.input).reduce(into: []) { shapes, shape in
    if !shapes.contains(where: { $0.name == shape.name }) { shapes.append(shape) }
  }
}
