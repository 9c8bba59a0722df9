// SQLite, for a server: one file, one connection that writes, and a read-only connection for each queue that reads.
//
// Where to start:
//   SQL, Value, Row       statements whose values are always bound, and what comes back
//   Connection            runs statements; transactions and savepoints
//   Reader                one snapshot for each read
//   Writer                work of many callers in one durable commit (its file tells how)
//   Migrator              the schema's numbered steps
//   Backup, Integrity     a copy while others write; is the file sound
//   ServerLock            one server to a file
//
// Invariants:
//   - A value never becomes SQL: text reaches SQLite from literals in the source and from migrations only.
//   - A connection is confined to one queue. It is not Sendable; Reader and Writer say which queue is theirs.
//   - Pragmas are set on every open and read back. WAL, synchronous=FULL, foreign_keys=ON.
//   - Who is told "done" is told after the commit was on the disk.
//   - SQLite's codes and sentences are recognised in SQLiteError and nowhere else.
//
// Deliberately absent: floating-point values, a query builder, mapping of objects, observation of changes, exclusive
// locking (other programs may read, back up or replicate the file while it is served).
