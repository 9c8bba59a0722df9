import SQLite

/// One chain collaboration, with a goal, members and a register of agreements.
///
/// A class, because it holds so much that a copy costs more than its share of a list, and does not change.
package final class Initiative: Sendable {
  package typealias ID = Identifier<Initiative>

  package let id: ID
  package let content: InitiativeContent
  /// Whether somebody was ever appointed as facilitator, or took a role that leads; most initiatives have nobody, and
  /// nothing more is asked for those.
  package let hasFacilitators: Bool
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp

  init(
    id: ID, hasFacilitators: Bool, version: Int64, createdAt: Timestamp, updatedAt: Timestamp,
    content: consuming InitiativeContent
  ) {
    self.id = id
    self.content = content
    self.hasFacilitators = hasFacilitators
    self.version = version
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}

/// What people write about an initiative.
package struct InitiativeContent: Hashable, Sendable {
  package var title: String
  package var summary: String?
  package var goal: String?
  package var vision: String?
  package var productGroup: String?
  package var sector: Sector?
  package var region: String?
  package var phaseModel: PhaseModel?
  package var phase: Phase?
  package var status: InitiativeStatus
  package var leadPartnerID: Partner.ID?
  /// The strongest first.
  package var drivers: [Driver]
  package var barriers: [Barrier]
  /// The links of the chain, and the roles beside it, that it needs; by their codes.
  package var neededRoles: [ChainRole]

  package init(
    title: String, summary: String? = nil, goal: String? = nil, vision: String? = nil, productGroup: String? = nil,
    sector: Sector? = nil, region: String? = nil, phaseModel: PhaseModel? = nil, phase: Phase? = nil,
    status: InitiativeStatus = .draft, leadPartnerID: Partner.ID? = nil, drivers: [Driver] = [],
    barriers: [Barrier] = [], neededRoles: [ChainRole] = []
  ) {
    self.title = title
    self.summary = summary
    self.goal = goal
    self.vision = vision
    self.productGroup = productGroup
    self.sector = sector
    self.region = region
    self.phaseModel = phaseModel
    self.phase = phase
    self.status = status
    self.leadPartnerID = leadPartnerID
    self.drivers = drivers
    self.barriers = barriers
    self.neededRoles = neededRoles
  }

  /// Every fault that the schema cannot see.
  package func faults() -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    if let phase, phaseModel.map({ !$0.phases.contains(phase) }) ?? true {
      let known = phaseModel?.phases.map(\.rawValue).joined(separator: ", ") ?? "none without a phaseModel"
      faults.append(.init(at: "/phase", code: "unknownCode", "The phase must be one of its model's: \(known)."))
    }
    if Set(drivers).count < drivers.count {
      faults.append(.init(at: "/drivers", code: "repeated", "Name each driver once."))
    }
    if Set(barriers).count < barriers.count {
      faults.append(.init(at: "/barriers", code: "repeated", "Name each barrier once."))
    }
    if Set(neededRoles).count < neededRoles.count {
      faults.append(.init(at: "/neededRoles", code: "repeated", "Name each role once."))
    }
    return faults
  }
}

/// How far an initiative is; the raw value is the code on the wire.
package enum InitiativeStatus: String, Vocabulary, Bindable, ColumnReadable {
  case draft, active, paused, completed, stopped

  package static let vocabularyName = "initiativeStatus"

  /// Whether nothing more is to come.
  var isOver: Bool { self == .completed || self == .stopped }

  package var labels: Labels {
    switch self {
    case .draft: Labels(nl: "concept", en: "draft")
    case .active: Labels(nl: "actief", en: "active")
    case .paused: Labels(nl: "gepauzeerd", en: "paused")
    case .completed: Labels(nl: "afgerond", en: "completed")
    case .stopped: Labels(nl: "gestopt", en: "stopped")
    }
  }
}
