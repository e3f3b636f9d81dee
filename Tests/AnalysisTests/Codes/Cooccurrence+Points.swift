import Analysis
import StudyModel

extension Cooccurrence {
    init(_ points: [CodingPoint], codes: CodeIndex, cases: [Int32: Int32] = [:], unit: Unit = .overlap) {
        var data = CodingData()
        data.points = points
        data.casesBySource = cases
        self.init(data, codes: codes, unit: unit)
    }
}
