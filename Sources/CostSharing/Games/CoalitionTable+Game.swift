extension CoalitionTable {
  /// The game of this table, every coalition with a value.
  ///
  /// - Throws: `tooManyPartners` above `Game.playersMax`; what the checkpoint throws.
  package func game(_ checkpoint: Checkpoint = {}) throws -> Game {
    guard players.count <= Game.playersMax else { throw SplitError.tooManyPlayers }
    var values = try missing == .superadditiveCover ? cover(checkpoint) : subsetSums(singles)
    for (coalition, value) in given { values[Int(coalition.mask)] = value }
    for (player, value) in singles.enumerated() { values[1 << player] = value }
    if let grand { values[values.count - 1] = grand }
    return Game(players: players, values: values)
  }

  /// For every coalition the best partition into given ones and single members, from the smallest mask up.
  ///
  /// The block with the lowest member is tried in turn; the rest is a smaller mask. 3^n steps when most are given.
  private func cover(_ checkpoint: Checkpoint) throws -> [Int128] {
    let blocks = blocksByLowestMember
    var best = [Int128](repeating: 0, count: 1 << players.count)
    for mask in best.indices.dropFirst() {
      if mask % 256 == 0 { try checkpoint() }
      let lowest = mask.trailingZeroBitCount
      var value = singles[lowest] + best[mask & (mask - 1)]
      for block in blocks[lowest] where block.mask & ~mask == 0 {
        value = max(value, block.value + best[mask ^ block.mask])
      }
      best[mask] = value
    }
    return best
  }

  private var blocksByLowestMember: [[(mask: Int, value: Int128)]] {
    var blocks: [[(mask: Int, value: Int128)]] = Array(repeating: [], count: players.count)
    for (coalition, value) in given {
      blocks[coalition.mask.trailingZeroBitCount].append((Int(coalition.mask), value))
    }
    return blocks
  }

  /// The Shapley value estimated over random orders, for any number of players.
  ///
  /// - Parameters:
  ///   - seed: Of the random orders.
  ///   - pairs: Orders drawn, each counted with its reverse; 1 or more.
  /// - Throws: `tooManyPartners` when more than `Game.playersMax` players have missing values to be covered; `overflow`
  ///   of a standard error; what the checkpoint throws.
  package func sampledShapley(
    seed: UInt64, pairs: Int, _ checkpoint: Checkpoint = {}
  ) throws -> SampledShapley {
    let sampler = ShapleySampler(players: players.count, seed: seed, pairs: pairs)
    guard missing != .superadditiveCover else {
      let game = try game(checkpoint)
      return try sampler.sample(game.values(along:), checkpoint)
    }
    return try sampler.sample(values(along:), checkpoint)
  }

  /// What the group is worth after each player of an order has joined.
  private func values(along order: [Int]) -> [Int128] {
    var mask: UInt64 = 0
    var alone: Int128 = 0
    return order.map { player in
      mask |= 1 << UInt64(player)
      alone += singles[player]
      let coalition = Coalition(mask: mask)
      if coalition.size == players.count, let grand { return grand }
      return given[coalition] ?? alone
    }
  }
}

extension Game {
  /// What the group is worth after each player of an order has joined.
  func values(along order: [Int]) -> [Int128] {
    var mask = 0
    return order.map { player in
      mask |= 1 << player
      return values[mask]
    }
  }
}

extension SplitError {
  static var tooManyPlayers: SplitError {
    let detail =
      "At most \(Game.playersMax) partners have values for all their groups; merge those that always act together, or "
      + "sample the Shapley value."
    return SplitError(.tooManyPartners, at: "/partners", detail)
  }
}
