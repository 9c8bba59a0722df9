/// One chain collaboration, with a goal, members and a register of agreements.
package enum Initiative { package typealias ID = Identifier<Initiative> }
