package import StudyModel

/// Words that hold a sentence together and say little of what it is about: articles, pronouns, prepositions, conjunctions,
/// auxiliary and modal verbs, and the particles of speech.
///
/// Their classes are closed, so each can be listed whole; adverbs and verbs with a meaning of their own are in none.
package enum FunctionWords {
    /// The words of a language, as `WordCounts.key` gives them; empty for a language that has no list.
    package static func keys(_ language: Language) -> Set<String> {
        let classes =
            switch language {
            case .german: german
            case .english: english
            }
        var keys: Set<String> = []
        for word in classes.joined(separator: " ").split(separator: " ").map(String.init) {
            keys.insert(WordCounts.key(word))
            // In Switzerland there is no ß.
            keys.insert(WordCounts.key(word.replacing("ß", with: "ss")))
        }
        return keys
    }

    private static let german = [
        // Articles
        "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines",
        // Pronouns
        """
        ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen mein meine meinen meinem meiner meines dein deine deinen \
        deinem deiner deines sein seine seinen seinem seiner seines ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer \
        unseres euer eure euren eurem eurer eures man wer wen wem wessen was welche welchen welchem welcher welches dieser diese diesen \
        diesem dieses jener jene jenen jenem jenes derjenige diejenige dasjenige diejenigen derselbe dieselbe dasselbe dieselben deren \
        dessen denen jeder jede jeden jedem jedes jemand niemand etwas nichts alle allen allem aller alles manche manchen manchem mancher \
        manches einige einigen einiger einiges solche solchen solchem solcher solches selbst selber einander
        """,
        // Prepositions, also grown together with an article
        """
        ab am an ans auf aufs aus außer bei beim bis durch durchs für fürs gegen hinter im in innerhalb ins mit nach neben ohne seit statt \
        trotz über übers um unter vom von vor vors während wegen zu zum zur zwischen
        """,
        // Conjunctions
        """
        aber als also bevor da damit dann dass denn doch ehe falls indem je jedoch nachdem ob obwohl oder sobald sodass sofern solange \
        sondern sowie sowohl sowohl und weder weil wenn wie wo wobei wodurch wofür womit woran worauf woraus worin worüber wovon wozu zwar
        """,
        // Auxiliary and modal verbs
        """
        bin bist ist sind seid war warst waren wart wäre wären gewesen sei seien habe hab hast hat haben habt hatte hattest hatten hattet \
        hätte hätten gehabt werde wirst wird werden werdet wurde wurden würde würden worden geworden kann kannst können könnt konnte konnten \
        könnte könnten muss musst müssen müsst musste mussten müsste müssten soll sollst sollen sollt sollte sollten will willst wollen wollt \
        wollte wollten darf dürfen durfte durften dürfte dürften mag mögen mochte mochten möchte möchten
        """,
        // Pronominal adverbs and particles
        """
        dabei dadurch dafür dagegen daher dahin danach daneben daran darauf daraus darin darüber darum darunter davon davor dazu dort hier \
        hin her noch nun nur auch schon sehr so mal eben halt ja nein nicht nie eigentlich einfach etwa irgendwie irgendwo irgendwas gar ganz \
        immer jetzt wieder eh äh ähm hm mhm ne na naja okay
        """,
    ]

    private static let english = [
        // Articles
        "a an the",
        // Pronouns
        """
        i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself himself herself \
        itself ourselves yourselves themselves this that these those who whom whose which what each every either neither some any no none \
        one ones all both few many much other others another such somebody someone something anybody anyone anything nobody nothing \
        everybody everyone everything
        """,
        // Prepositions
        """
        about above across after against along among around at before behind below beneath beside between beyond by down during except for \
        from in inside into like near of off on onto out outside over past since than through throughout till to toward towards under until \
        up upon with within without
        """,
        // Conjunctions
        "and as because but if lest nor once or so though although unless when where whereas whether while yet",
        // Auxiliary and modal verbs, and what is left of them and of "not" on both sides of an apostrophe
        """
        am is are was were be been being have has having had do does did doing done will would shall should can could may might must ought \
        don doesn didn isn aren wasn weren haven hasn hadn won wouldn shouldn couldn mustn d ll m re s t ve
        """,
        // Particles
        "not just very too also then there here how why again only even now well yeah yes okay oh um uh",
    ]
}
