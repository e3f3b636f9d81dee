import CSQLite

extension FormatError {
    static func unreadableDatabase(_ code: Int32) -> FormatError {
        switch code & 0xFF {
        case SQLITE_CORRUPT:
            FormatError("is a damaged database", remedy: "open it in the program that wrote it, or take an older copy")
        case SQLITE_NOTADB:
            FormatError("is no SQLite database, or an encrypted one", remedy: "export it from the program that wrote it")
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_IOERR:
            FormatError("cannot be read", remedy: "check the path and its permissions")
        case SQLITE_NOMEM: FormatError("is a database that asks for more memory than there is")
        default:
            FormatError(
                "is a database that SQLite cannot read: \(String(cString: sqlite3_errstr(code)))",
                remedy: "open it in the program that wrote it, or take an older copy")
        }
    }

    static var unfinishedChange: FormatError {
        FormatError(
            "is a database in which a change was begun and not finished",
            remedy: "open it once in the program that wrote it, close that, and try again")
    }

    static var manyTables: FormatError { FormatError("is a database of more than 1000 tables") }

    static func circularPages(of table: String) -> FormatError {
        FormatError(
            "is a damaged database: table '\(table)' gives out more than the file holds",
            remedy: "open it in the program that wrote it, or take an older copy")
    }

    static func endlessWork(on table: String) -> FormatError {
        FormatError("is a database whose table '\(table)' takes too long to read")
    }

    static func longValue(in table: String, _ limit: Int) -> FormatError {
        FormatError("has a value of more than \(limit) bytes in table '\(table)'")
    }

    static func bytesForText(_ table: String, _ column: String, _ row: Int) -> FormatError {
        FormatError("holds bytes where a text is expected: table '\(table)', row \(row), column '\(column)'")
    }

    static func textNotUnicode(_ table: String, _ column: String, _ row: Int) -> FormatError {
        FormatError(
            "holds text that is not UTF-8: table '\(table)', row \(row), column '\(column)'",
            remedy: "open it in the program that wrote it and mend that text")
    }
}
