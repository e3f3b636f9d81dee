// StudyStore
