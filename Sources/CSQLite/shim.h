// The system's SQLite, with the session extension, which `sqlite3.h` hides unless it is compiled with SQLITE_ENABLE_SESSION;
// GRDB's module has already compiled it without.
#ifndef ANKER_CSQLITE_SHIM_H
#define ANKER_CSQLITE_SHIM_H

#include <sqlite3.h>

typedef struct sqlite3_session sqlite3_session;

extern int sqlite3session_create(sqlite3 *db, const char *zDb, sqlite3_session **ppSession);
extern void sqlite3session_delete(sqlite3_session *pSession);
extern int sqlite3session_attach(sqlite3_session *pSession, const char *zTab);
extern int sqlite3session_changeset(sqlite3_session *pSession, int *pnChangeset, void **ppChangeset);
extern int sqlite3session_isempty(sqlite3_session *pSession);

// What an apply asks when a change does not fit, and which tables it leaves out. Flag 0x0002 applies the opposite of the changeset.
typedef struct sqlite3_changeset_iter sqlite3_changeset_iter;
extern int sqlite3changeset_apply_v2(
    sqlite3 *db, int nChangeset, void *pChangeset, int (*xFilter)(void *pCtx, const char *zTab),
    int (*xConflict)(void *pCtx, int eConflict, sqlite3_changeset_iter *p), void *pCtx, void **ppRebase, int *pnRebase,
    int flags);

// Swift cannot call a variadic function.

// Statistics of memory cost a lock for each allocation, and nobody reads them. To be called before SQLite is used.
static inline int anker_sqlite_without_memory_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

// For a database that somebody else wrote: what its schema says is not run.
static inline int anker_sqlite_distrust(sqlite3 *db) {
    int code = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
    if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)0);
    if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)0);
    if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, (int *)0);
    return code;
}

#endif
