#include <sqlite3.h>
#include <string.h>

// Swift cannot call C functions with variable arguments, nor see SQLITE_TRANSIENT: these few lines do it for Swift.

/// Turns off the counting of allocated bytes, which takes one lock for all connections at every allocation.
/// Works only before the first connection opens.
static inline int csqlite_leave_memory_uncounted(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// Sets one of the on/off options SQLITE_DBCONFIG_…; `stored` gets what the connection then holds.
static inline int csqlite_set_option(sqlite3 *connection, int option, int wanted, int *stored) {
  return sqlite3_db_config(connection, option, wanted, stored);
}

/// Whether a NUL stands among some bytes.
static inline int csqlite_has_nul(const void *bytes, size_t count) { return count > 0 && memchr(bytes, 0, count); }

/// Binds text that SQLite copies.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, index, (const char *)bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds bytes that SQLite copies.
static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}
