/// A legal entity that takes part; bears rights and duties.
package enum Partner { package typealias ID = Identifier<Partner> }
