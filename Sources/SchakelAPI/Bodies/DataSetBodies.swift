import SchakelDomain

extension ValueType {
  /// A field's own name.
  static let fieldName = ValueType.text(1...60)
}

extension Shape {
  static let fieldInput = Shape("FieldInput", fieldMembers)

  private static let fieldMembers: [Shape.Member] = [
    .required("name", .fieldName, "Its name: small letters, digits and _, a letter first."),
    .optional("title", .text(0...200), "What people read."),
    .required("type", .code(FieldType.self), "What its values are."),
    .optional("unit", .text(1...30), "The unit of a number."),
    .defaulted("sensitivityClass", .code(SensitivityClass.self), "How harmful disclosure would be; confidential."),
    .optional("csiKind", .code(CSIKind.self), "What a competitor could learn; none when left out."),
    .optional(
      "dataAge", .code(DataAge.self),
      "How old the values are. Left out, plans, bids, strategies and products to come are future, others current."),
  ]

  static let dataSetInput = Shape(
    "DataSetInput",
    [
      .required("title", .text(1...200), "What it is called."),
      .optional("description", .text(0...2000), "What is in it."),
      .defaulted("sensitivityClass", .code(SensitivityClass.self), "How harmful disclosure would be; confidential."),
      .required("fields", .list(.object(fieldInput), 1...200), "Its fields."),
    ])

  static let field = Shape("Field", [.readOnly("id", .identifier, "Its id.")] + fieldMembers)

  static let dataSet = Shape(
    "DataSet",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("partnerId", .identifier, "The owner."), .readOnly("title", .text(1...200), "What it is called."),
      .readOnly("description", .text(0...2000), "What is in it.", nullable: true),
      .readOnly("sensitivityClass", .code(SensitivityClass.self), "How harmful disclosure would be."),
      .readOnly("fields", .list(.object(field), 0...1000), "Its fields."),
      .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
      .readOnly("createdAt", .moment, "When it was made."),
      .readOnly("updatedAt", .moment, "When it was last changed."),
    ])

  private static let valueInput = Shape(
    "ValueInput",
    [
      .required("field", .fieldName, "The field."), .optional("value", .scalar, "Its value; null takes it away."),
      .optional("unit", .text(1...30), "Checked against the field's unit."),
    ])

  private static let entry: [Shape.Member] = [
    .defaulted("evidenceLevel", .code(EvidenceLevel.self), "How well it is proven; declared."),
    .defaulted("values", .list(.object(valueInput), 0...200), "The values that are known."),
  ]

  static let recordInput = Shape(
    "RecordInput", [.required("name", .text(1...200), "A product, a site or a period.")] + entry)
  static let recordChange = Shape("RecordChange", entry)

  private static let recordState: [Shape.Member] = [
    .readOnly("id", .identifier, "Its id."), .readOnly("datasetId", .identifier, "In which data set."),
    .readOnly("name", .text(1...200), "What it is about."),
    .readOnly("evidenceLevel", .code(EvidenceLevel.self), "How well it is proven."),
    .readOnly("filledCount", .integer(0...1000), "Fields that have a value."),
    .readOnly("fieldCount", .integer(0...1000), "Fields of the data set."),
    .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
    .readOnly("createdAt", .moment, "When it was entered."),
    .readOnly("updatedAt", .moment, "When it was last changed."),
  ]

  static let recordEntered = Shape("RecordState", recordState)
  static let recordUpload = Shape(
    "RecordUpload",
    [
      .readOnly("enteredCount", .integer(0...1000), "Records that are new."),
      .readOnly("changedCount", .integer(0...1000), "Records that have a new version."),
      .readOnly("records", .list(.object(uploadedRecord), 1...1000), "Each of them, in the order of the rows."),
    ])

  private static let uploadedRecord = Shape(
    "UploadedRecord",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("name", .text(1...200), "What it is about."),
      .readOnly("version", .integer(1...9_007_199_254_740_991), "Its version now; 1 for a new one."),
    ])

  static let recordOverview = Shape(
    "RecordOverview",
    recordState + [
      .readOnly("partnerId", .identifier, "The owner."),
      .readOnly(
        "consentStates", .list(.code(ConsentState.self), 0...1000), "How the consents stand that you may know of."),
    ])
  static let record = Shape(
    "Record", recordState + [.readOnly("values", .list(.object(recordValue), 0...1000), "The values you may read.")])

  private static let recordValue = Shape(
    "RecordValue",
    [
      .readOnly("field", .fieldName, "The field."), .readOnly("value", .text(0...2000), "Exact as written."),
      .readOnly("unit", .text(1...30), "Its unit.", nullable: true),
    ])
}

extension Body {
  /// The values of a record's body.
  var recordValues: [(name: String, value: String?, unit: String?)] {
    (objects("values") ?? []).map { value in
      let written = value.boolean("value").map { $0 ? "true" : "false" } ?? value.decimal("value")
      return (value.text("field") ?? "", written, value.text("unit"))
    }
  }

  var field: DataSetEditor.FieldInput {
    DataSetEditor.FieldInput(
      name: text("name") ?? "", title: text("title"), type: code("type") ?? .text, unit: text("unit"),
      sensitivityClass: code("sensitivityClass") ?? .confidential, csiKind: code("csiKind"),
      dataAge: code("dataAge"))
  }
}

extension JSONWriter {
  mutating func field(_ field: DataField) {
    member("id", field.id)
    member("name", field.name)
    member("title", field.title)
    member("type", field.type.rawValue)
    member("unit", field.unit)
    member("sensitivityClass", field.sensitivityClass.rawValue)
    member("csiKind", field.csiKind?.rawValue)
    member("dataAge", field.dataAge?.rawValue)
  }

  mutating func dataSet(_ dataSet: DataSet) {
    member("id", dataSet.id)
    member("initiativeId", dataSet.initiativeID)
    member("partnerId", dataSet.partnerID)
    member("title", dataSet.title)
    member("description", dataSet.description)
    member("sensitivityClass", dataSet.sensitivityClass.rawValue)
    key("fields")
    list(dataSet.fields) { writer, field in writer.object { $0.field(field) } }
    member("version", dataSet.version)
    member("createdAt", dataSet.createdAt)
    member("updatedAt", dataSet.updatedAt)
  }

  mutating func record(_ record: Record) {
    member("id", record.id)
    member("datasetId", record.dataSetID)
    member("name", record.name)
    member("evidenceLevel", record.evidenceLevel.rawValue)
    member("filledCount", record.filledCount)
    member("fieldCount", record.fieldCount)
    member("version", record.version)
    member("createdAt", record.createdAt)
    member("updatedAt", record.updatedAt)
  }

  mutating func recordUpload(_ entered: [RecordUpload.Entered]) {
    let newCount = entered.count(where: \.isNew)
    member("enteredCount", Int64(newCount))
    member("changedCount", Int64(entered.count - newCount))
    key("records")
    list(entered) { writer, record in
      writer.object { writer in
        writer.member("id", record.id)
        writer.member("name", record.name)
        writer.member("version", record.version)
      }
    }
  }

  mutating func record(_ record: Record, _ values: [RecordValue]) {
    self.record(record)
    key("values")
    list(values) { writer, value in
      writer.object { writer in
        writer.member("field", value.field.name)
        writer.member("value", value.value)
        writer.member("unit", value.field.unit)
      }
    }
  }
}
