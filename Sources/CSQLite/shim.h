// The session extension of the system's SQLite. `sqlite3.h` hides these declarations unless it is compiled with
// SQLITE_ENABLE_SESSION, and GRDB's module has already compiled it without.
#ifndef ANKER_CSQLITE_SHIM_H
#define ANKER_CSQLITE_SHIM_H

typedef struct sqlite3 sqlite3;
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
extern void sqlite3_free(void *memory);
extern int sqlite3_config(int option, ...);

// Swift cannot call a variadic function. Statistics of memory cost a lock for each allocation, and nobody reads them.
// 9 is SQLITE_CONFIG_MEMSTATUS. To be called before SQLite is used.
static inline int anker_sqlite_without_memory_statistics(void) { return sqlite3_config(9, 0); }

#endif
