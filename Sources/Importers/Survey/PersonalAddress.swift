/// Addresses that lead to a person and that no study needs: of e-mail, or in a network (IPv4, IPv6).
enum PersonalAddress {
    static func isOne(_ text: String) -> Bool {
        guard text.utf8.count <= 100, !text.utf8.contains(UInt8(ascii: " ")) else { return false }
        let mail = text.split(separator: "@", omittingEmptySubsequences: false)
        if mail.count == 2 { return !mail[0].isEmpty && mail[1].contains(".") && !mail[1].hasPrefix(".") }
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        if numbers.count == 4 { return numbers.allSatisfy { UInt8($0) != nil } }
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        return (3...8).contains(groups.count) && (groups.count == 8 || text.contains("::"))
            && groups.allSatisfy { $0.count <= 4 && $0.allSatisfy(\.isHexDigit) }
    }
}
