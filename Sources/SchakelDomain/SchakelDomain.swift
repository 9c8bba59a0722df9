// The rules of Schakel and all its SQL. No HTTP and no JSON here.
//
// Where to start: `Standing` says for whom a caller acts; each capability has a folder with its values and pure rules
// (X),
// its SQL (XStore) and its acts (XService). An act is a synchronous function in the transaction of its request:
//
//   find out who acts → look up what it is about → decide → write → one entry in the audit trail
//
// Whatever cannot be done is thrown as a `DomainError` with a `Reason`; the transaction then leaves nothing behind.
// Only a
// refused read of confidential data is returned instead of thrown, because its entry in the ledger must stay.
//
// What holds everywhere:
// - Only events are stored. States (of a consent, a membership, an NDA) are computed from events and `tx.now`.
// - A read takes a `Transaction`, a change a `WriteTransaction`; nothing here asks the clock.
// - Default is no: whoever is not named by a rule may not. Outsiders hear `notFound`, members hear why.
// - Money is integer cents, shares and quantities are exact.
