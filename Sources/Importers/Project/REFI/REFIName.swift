import FileFormats

/// The names of REFI-QDA projects that are read; all others are passed over.
enum REFIName: Int {
    case project = 1, users, user, codeBook, codes, code, variables, variable, cases, `case`
    case variableValue, variableRef, value
    case description, noteRef, codeRef, sourceRef, selectionRef
    case sources, textSource, plainTextContent, plainTextSelection, coding
    case pictureSource, textDescription, pictureSelection, pdfSource, pdfSelection, representation
    case audioSource, audioSelection, videoSource, videoSelection, transcript, syncPoint, transcriptSelection
    case notes, note, links, link, sets, set, graphs, graph
    // Attributes.
    case guid, name, id, colour, isCodable, typeOfVariable, origin, targetGUID, richTextPath, plainTextPath
    case creatingUser, creationDateTime, startPosition, endPosition, fromSyncPoint, toSyncPoint, timeStamp, position

    /// That of 2019, which is the only one of a published version, and those of drafts that programs once wrote.
    static let namespaces = ["urn:QDA-XML:project:1.0", "urn:QDA-XML:project:0:4", "urn:QDA-XML:project:0.4", ""]

    static let vocabulary: XMLVocabulary = {
        var result = XMLVocabulary()
        let elements: KeyValuePairs<String, REFIName> = [
            "Project": .project, "Users": .users, "User": .user, "CodeBook": .codeBook, "Codes": .codes, "Code": .code,
            "Variables": .variables, "Variable": .variable, "Cases": .cases, "Case": .case, "VariableValue": .variableValue,
            "VariableRef": .variableRef, "TextValue": .value, "BooleanValue": .value, "IntegerValue": .value,
            "FloatValue": .value, "DateValue": .value, "DateTimeValue": .value, "Description": .description,
            "NoteRef": .noteRef, "CodeRef": .codeRef, "SourceRef": .sourceRef, "SelectionRef": .selectionRef,
            "Sources": .sources, "TextSource": .textSource, "PlainTextContent": .plainTextContent,
            "PlainTextSelection": .plainTextSelection, "Coding": .coding, "PictureSource": .pictureSource,
            "TextDescription": .textDescription, "PictureSelection": .pictureSelection, "PDFSource": .pdfSource,
            "PDFSelection": .pdfSelection, "Representation": .representation, "AudioSource": .audioSource,
            "AudioSelection": .audioSelection, "VideoSource": .videoSource, "VideoSelection": .videoSelection,
            "Transcript": .transcript, "SyncPoint": .syncPoint, "TranscriptSelection": .transcriptSelection,
            "Notes": .notes, "Note": .note, "Links": .links, "Link": .link, "Sets": .sets, "Set": .set, "Graphs": .graphs,
            "Graph": .graph,
        ]
        for namespace in namespaces {
            for (local, name) in elements { result.add(namespace, local, name.rawValue) }
        }
        let attributes: KeyValuePairs<String, REFIName> = [
            "guid": .guid, "name": .name, "id": .id, "color": .colour, "isCodable": .isCodable,
            "typeOfVariable": .typeOfVariable, "origin": .origin, "targetGUID": .targetGUID, "richTextPath": .richTextPath,
            "plainTextPath": .plainTextPath, "creatingUser": .creatingUser, "creationDateTime": .creationDateTime,
            "startPosition": .startPosition, "endPosition": .endPosition, "fromSyncPoint": .fromSyncPoint,
            "toSyncPoint": .toSyncPoint, "timeStamp": .timeStamp, "position": .position,
        ]
        for (local, name) in attributes { result.add("", local, name.rawValue) }
        return result
    }()
}
