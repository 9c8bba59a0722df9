import HTTPServer
import SchakelDomain

/// Data sets and their records.
enum DataSetRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/datasets", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/datasets", creation, create)
    routes.read(.get, "/v1/initiatives/{initiative}/records", overviewListing, overview)
    routes.read(.get, "/v1/datasets/{dataset}", reading, find)
    routes.write(.post, "/v1/datasets/{dataset}/fields", fieldCreation, addField)
    routes.write(.post, "/v1/datasets/{dataset}/records", entry, enter)
    routes.audited(.get, "/v1/datasets/{dataset}/records", pageReading, readPage)
    routes.audited(.get, "/v1/records/{record}", recordReading, read)
    routes.write(.patch, "/v1/records/{record}", change, changeRecord)
  }

  private static let owner: [Reason] = [.notOwner, .notAllowed, .notMember, .mandateInsufficient, .invalidContent]
  private static let scope: [QueryParameter] = [
    QueryParameter("purpose", .text(1...60), "What for: a registered purpose. Owners need none."),
    QueryParameter("fields", .text(1...2000), "Names with commas between; whatever is covered when left out."),
  ]

  private static let listing = Operation(
    "listDataSets", tag: "Data", "The data sets of an initiative, without values.", answer: .list(of: .dataSet),
    reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try DataSetService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.dataSet($1) }
  }

  private static let creation = Operation(
    "createDataSet", tag: "Data", "Make a data set, which your partner owns.", body: .dataSetInput,
    answer: .object(.dataSet), status: .created, reasons: owner)

  private static let create: Route.Write = { request, tx in
    let body = request.body
    let inputs = (body.objects("fields") ?? []).map(\.field)
    for (index, input) in inputs.enumerated() { try requireFieldName(input.name, at: "/fields/\(index)/name") }
    let dataSet = try DataSetEditor(tx).create(
      body.text("title") ?? "", description: body.text("description"),
      body.code("sensitivityClass") ?? .confidential, inputs, in: request.path("initiative"), as: request.caller)
    return Answer.created(at: "/v1/datasets/\(dataSet.id)", version: dataSet.version) { $0.dataSet(dataSet) }
  }

  private static func requireFieldName(_ name: String, at place: String) throws {
    let isPlain = name.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f }
    guard isPlain, name.utf8.first.map({ (0x61...0x7a).contains($0) }) == true else {
      let detail = "A field's name is small letters, digits and _, a letter first."
      throw DomainError(.invalidInput, detail, faults: [.init(at: place, code: "format", detail)])
    }
  }

  private static let overviewListing = Operation(
    "listRecordOverviews", tag: "Data", "Which records exist and how complete they are, without values.",
    description: "A partner sees its own and those it has a consent for; coordinators and the network see all.",
    answer: .list(of: .recordOverview), reasons: [.notMember])

  private static let overview: Route.Read = { request, tx in
    let page = try request.page
    let rows = try DataSetService(tx).overview(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.record.id.text) { writer, row in
      writer.record(row.record)
      writer.member("partnerId", row.dataSet.partnerID)
      writer.member("consentStates", row.consentStates.map(\.rawValue))
    }
  }

  private static let reading = Operation(
    "getDataSet", tag: "Data", "One data set, without values.", answer: .object(.dataSet), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let dataSet = try DataSetService(tx).find(request.path("dataset"), as: request.caller)
    return Answer.ok(version: dataSet.version) { $0.dataSet(dataSet) }
  }

  private static let fieldCreation = Operation(
    "addField", tag: "Data", "Add a field; no consent covers it yet.", body: .fieldInput, answer: .object(.field),
    status: .created, reasons: owner)

  private static let addField: Route.Write = { request, tx in
    let input = request.body.field
    try requireFieldName(input.name, at: "/name")
    let id: DataSet.ID = try request.path("dataset")
    let field = try DataSetEditor(tx).addField(input, to: id, as: request.caller)
    return Answer.created(at: "/v1/datasets/\(id)") { $0.field(field) }
  }

  private static let entry = Operation(
    "enterRecord", tag: "Data", "Enter a record, in part or whole; or many by a table.",
    description: """
      A table (text/csv, RFC 4180, UTF-8) has a header with the column `name`, `evidenceLevel` if you like, and fields \
      of the data set; a field that is called name is the column `values.name`. A new name enters a record, a known \
      one gives it a new version; an empty cell means not given and takes nothing away. At most 1000 rows, and all of \
      them or none: errors lists the faulty places by row, counted from 1 below the header.
      """,
    body: .recordInput, csvAnswer: .recordUpload, answer: .object(.recordEntered), status: .created,
    reasons: owner + [.alreadyExists])

  private static let enter: Route.Write = { request, tx in
    if let table = request.csv { return try upload(table, request, tx) }
    let body = request.body
    let record = try DataSetEditor(tx).enter(
      body.text("name") ?? "", body.code("evidenceLevel") ?? .declared, body.recordValues,
      in: request.path("dataset"), as: request.caller)
    return Answer.created(at: "/v1/records/\(record.id)", version: record.version) { $0.record(record) }
  }

  private static func upload(_ table: CSVTable, _ request: APIRequest, _ tx: WriteTransaction) throws -> Answer {
    let upload = RecordUpload(tx)
    let dataSet = try upload.dataSet(request.path("dataset"), as: request.caller)
    let entered = try upload.enter(RecordTable.rows(table, of: dataSet), in: dataSet, as: request.caller)
    return Answer.ok { $0.recordUpload(entered) }
  }

  private static let change = Operation(
    "changeRecord", tag: "Data", "Add values to a record, or correct them; what is not named stays.",
    body: .recordChange, answer: .object(.recordEntered), reasons: owner)

  private static let changeRecord: Route.Write = { request, tx in
    let editor = DataSetEditor(tx)
    let current = try editor.ownRecord(request.path("record"), as: request.caller)
    try request.requireMatch(current.version)
    let record = try editor.change(
      current, request.body.code("evidenceLevel"), request.body.recordValues, as: request.caller)
    return Answer.ok(version: record.version) { $0.record(record) }
  }

  private static let recordReading = Operation(
    "readRecord", tag: "Data", "Read the values of a record; the owner sees that you did.",
    query: scope, answer: .object(.record), reasons: Reason.readDecisions + [.notMember, .roleNotAllowed])

  private static let read: Route.Write = { request, tx in
    let result = try RecordReader(tx).read(
      request.path("record"), fields: fields(request), purpose: request.query.text("purpose"), as: request.caller)
    switch result {
    case .success(let reading): return Answer.ok { $0.record(reading.rows[0].record, reading.rows[0].values) }
    case .failure(let error): return .refused(error)
    }
  }

  private static let pageReading = Operation(
    "readRecords", tag: "Data", "Read the values of a page of records; the owner sees that you did.",
    description: "As text/csv when the header Accept asks for it; a text that looks like a formula then has an "
      + "apostrophe before it, and the next page stands in the header Link.",
    query: scope, answer: .list(of: .record), offersCSV: true,
    reasons: Reason.readDecisions + [.notMember, .roleNotAllowed])

  private static let readPage: Route.Write = { request, tx in
    let page = try request.page
    let result = try RecordReader(tx).readPage(
      of: request.path("dataset"), fields: fields(request), purpose: request.query.text("purpose"),
      after: page.after, limit: page.limit, as: request.caller)
    switch result {
    case .failure(let error): return .refused(error)
    case .success(let (reading, hasMore)):
      var answer = Answer.page(reading.rows, page, hasMore: hasMore, cursor: \.record.id.text) {
        $0.record($1.record, $1.values)
      }
      if request.wantsCSV {
        answer.body = RecordTable.text(reading)
        answer.contentType = "text/csv; charset=utf-8; header=present"
      }
      answer.headers.append(("Vary", "Accept"))
      return answer
    }
  }

  /// An empty selection never means everything.
  static func fields(_ request: APIRequest) -> [String]? {
    request.query.text("fields").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
