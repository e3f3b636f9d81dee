import StudyModel

/// How a document of LaTeX looks, and what its lines mean.
///
/// Needed are `geometry`, `hyperref`, `color`, `longtable`, `array`, `multicol`, `babel` and `iftex`, which every distribution has;
/// German hyphenation and Latin Modern are used where they are installed.
enum LaTeXPreamble {
    /// All before `\begin{document}`.
    static func text(title: String, in language: Language) -> String {
        let babel =
            language == .german
            ? "\\IfFileExists{ngerman.ldf}{\\usepackage[ngerman]{babel}}{}" : "\\usepackage[english]{babel}"
        return """
            % \(title.visible)
            % Two runs give its page numbers: pdflatex, or lualatex where there are letters of other scripts.
            \\documentclass[10pt,a4paper]{article}
            \\usepackage{iftex}
            \\ifPDFTeX
            \\usepackage[T1]{fontenc}
            \\usepackage[utf8]{inputenc}
            \\usepackage{textcomp}
            \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
            \\else
            \\usepackage{fontspec}
            \\fi
            \(babel)
            \\usepackage[margin=20mm,bottom=24mm]{geometry}
            \\usepackage{array,color,longtable,multicol}
            \\usepackage[hidelinks]{hyperref}
            \(macros)

            """
    }

    /// `\foreign{numbers}{signs}` are signs that pdfLaTeX has no letters for; a card is kept on one page by penalties, so that one
    /// that is longer than a page can still break.
    private static let macros = #"""
        \setlength{\parindent}{0pt}
        \setlength{\parskip}{0.4em}
        \setlength{\emergencystretch}{3em}
        \raggedbottom
        \ifPDFTeX
        \newcommand{\foreign}[2]{{\footnotesize[#1]}}
        \else
        \IfFontExistsTF{DejaVu Sans}{\newfontfamily{\foreignfont}{DejaVu Sans}}{\newcommand{\foreignfont}{}}
        \newcommand{\foreign}[2]{{\foreignfont #2}}
        \fi
        \definecolor{quiet}{gray}{0.35}
        \newcommand{\swatch}[1]{{\fboxsep=0pt\fbox{\textcolor[rgb]{#1}{\rule{0.8em}{0.8em}}}\hspace{0.5em}}}
        \newcommand{\target}[1]{\if\relax\detokenize{#1}\relax\else\phantomsection\label{#1}\fi}
        \newif\ifbegun
        \renewcommand{\part}[2]{\ifbegun\clearpage\fi\beguntrue\par\medskip\target{#1}{\Large\bfseries #2\strut\par}\nobreak\hrule\nobreak\medskip}
        \newcommand{\subpart}[2]{\par\medskip\target{#1}{\large\bfseries #2\par}\nobreak}
        \newcommand{\entry}[5]{{\leftskip=#1em\ifnum#1=0 \addvspace{0.5em}\bfseries\fi\noindent
          \hyperref[#2]{#3\if\relax\detokenize{#4}\relax\else#4\hspace{0.7em}\fi#5}\normalfont\dotfill\pageref{#2}\par}}
        \newcommand{\indexed}[4]{{\small\raggedright\hangindent=1.2em\noindent\hyperref[#1]{#4}\if\relax\detokenize{#3}\relax\else\enspace\textcolor{quiet}{#3}\fi, \pageref{#1}\par}}
        \newenvironment{card}[4]{\par\vfil\penalty-200\vfilneg\addvspace{1.1em}%
          \interlinepenalty=9000 \clubpenalty=10000 \widowpenalty=10000 \brokenpenalty=9000
          \parskip=0.2em
          \noindent\target{#1}{\large\bfseries #2\if\relax\detokenize{#3}\relax\else\textcolor{quiet}{\mdseries #3}\hspace{0.6em}\fi#4\par}\nobreak}{\par}
        \newcommand{\facts}[1]{{\small\color{quiet}\noindent #1\par}\nobreak}
        \newcommand{\term}[2]{{\penalty9000\leftskip=7.2em\noindent\llap{\makebox[7.2em][l]{\small\color{quiet}#1}}#2\par}}
        \newcommand{\further}[1]{\textcolor{quiet}{\small #1\enspace}}
        """#
}
