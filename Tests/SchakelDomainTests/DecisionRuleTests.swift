import SchakelDomain
import Testing

/// What votes come to, by each rule; seven could vote, and five must.
struct DecisionRuleTests {
  private func outcome(_ method: DecisionMethod, _ votes: [Vote], _ fraction: String? = nil) -> DecisionOutcome {
    let rule = DecisionRule(.budget, method, fraction: fraction.flatMap { VoteFraction($0) }, quorumPercent: 60)
    return rule.outcome(of: votes, unitCount: 7)
  }

  private let six = [Vote](repeating: .agree, count: 6)

  @Test func `unanimity needs everybody, and an abstention is no agreement`() {
    #expect(outcome(.unanimity, six + [.agree]) == .adopted)
    #expect(outcome(.unanimity, six + [.abstain]) == .rejected)
    #expect(outcome(.unanimity, six) == .rejected)
  }

  @Test func `consent is stopped by an objection alone, and needs somebody who agrees`() {
    #expect(outcome(.consent, [.agree, .disagree, .disagree, .standAside, .abstain]) == .adopted)
    #expect(outcome(.consent, six + [.object]) == .objected)
    #expect(outcome(.consent, [.standAside, .abstain, .abstain, .abstain, .abstain]) == .rejected)
  }

  @Test func `a majority is of those who choose`() {
    #expect(outcome(.simpleMajority, [.agree, .agree, .disagree, .abstain, .abstain]) == .adopted)
    #expect(outcome(.simpleMajority, [.agree, .object, .abstain, .abstain, .standAside]) == .rejected)
    let four: [Vote] = [.agree, .agree, .agree, .agree, .object, .object]
    #expect(outcome(.qualifiedMajority, four, "2/3") == .adopted, "exactly")
    #expect(outcome(.qualifiedMajority, four, "3/4") == .rejected)
  }

  @Test func `too few votes decide nothing`() {
    #expect(outcome(.simpleMajority, [.agree, .agree, .agree, .agree]) == .noQuorum)
    #expect(DecisionRule(.budget, .eachForItself).outcome(of: [], unitCount: 7) == .noQuorum)
    #expect(outcome(.eachForItself, [.agree, .disagree, .disagree, .disagree, .disagree]) == .adopted)
  }

  @Test(arguments: ["2/3", "1/1", "501/1000"])
  func `a fraction is more than a half`(_ text: String) { #expect(VoteFraction(text)?.text == text) }

  @Test(arguments: ["1/2", "3/2", "2/0", "-2/-3", "2", "2/3/4", "", "/", "+2/3", "10000/10001"])
  func `anything else is none`(_ text: String) { #expect(VoteFraction(text) == nil) }
}
