/// The other cases that the report names, as the network's staff would register them.
enum DemoCases {
  static let clothesTheCircle = content(
    "Clothes the Circle",
    "Entrepreneurs look for a closed business case for textiles from used clothes and production waste, and "
      + "choose consciously how they work together.",
    .textiles, "textiles", (.consciousCollaboration, .framework), [.intrinsic, .newBusiness], [.lackOfTrust])

  static let all: [InitiativeContent] = [
    content(
      "Fair Solar Netwerk",
      "Frontrunners in solar energy work on a circular and fair market: buying together, recycling nearby, and a "
        + "second life for used panels.",
      .energy, "solar panels", nil, [.intrinsic, .societal], [.linearCheaper, .conflictingInterests]),
    content(
      "Matrasketen",
      "The mattress chain has set up a voluntary producer responsibility.", .furniture, "mattresses", nil,
      [.societal, .bindingMeasures], []),
    content(
      "Moonshot Plaatmateriaal",
      "Companies in the furniture sector draw up an agenda for making, using and processing sheet material in a "
        + "circular way; Wood Loop came out of it.",
      .furniture, "sheet material", (.versnellingshuisSupport, .initiation), [.supplySecurity], [.transactionCosts]),
  ]

  private static func content(
    _ title: String, _ summary: String, _ sector: Sector, _ productGroup: String, _ phase: (PhaseModel, Phase)?,
    _ drivers: [Driver], _ barriers: [Barrier]
  ) -> InitiativeContent {
    var content = InitiativeContent(title: title)
    content.summary = summary + " (From the report; the rest of this demo is invented.)"
    content.sector = sector
    content.productGroup = productGroup
    content.phaseModel = phase?.0
    content.phase = phase?.1
    content.status = .active
    content.drivers = drivers
    content.barriers = barriers
    return content
  }
}
