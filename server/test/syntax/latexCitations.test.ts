import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Citation, CitationGroup } from "../../src/syntax/facts.ts";
import { readLatex } from "../../src/syntax/latex.ts";

/** Each group as `command: key, key`, where a key stands as `prefix <key> label value | suffix` and a mode other than normal in front. */
function checkCitations(latex: string, expected: readonly string[], extraCommands?: Readonly<Record<string, string>>): void {
  const { groups } = readLatex(latex, extraCommands);
  for (const group of groups) {
    for (const { keySpan, key } of group.citations) {
      assert.equal(
        latex
          .slice(keySpan.start, keySpan.end)
          .replace(/%.*\s*/g, "")
          .replace(/\s+/g, " "),
        key,
        "the span of a key is the key",
      );
    }
  }
  assert.deepEqual(groups.map(shown), expected);
}

function shown(group: CitationGroup): string {
  return `${group.command}: ${group.citations.map(shownCitation).join(", ")}`;
}

function shownCitation({ mode, prefix, key, locator, suffix }: Citation): string {
  const place = locator === undefined ? "" : `${locator.label} ${locator.value}`;
  const words = [mode === "normal" ? "" : `(${mode})`, prefix, `<${key}>`, place, suffix === "" ? "" : `| ${suffix}`];
  return words.filter((word) => word !== "").join(" ");
}

describe("LaTeX citations", () => {
  it("reads one key, several, and none", () => {
    checkCitations("As shown \\cite{webber2012}.", ["cite: <webber2012>"]);
    checkCitations("\\cite{a,b , c}", ["cite: <a>, <b>, <c>"]);
    checkCitations("\\cite{}", ["cite: "]);
    checkCitations("\\cite{ , ,}", ["cite: "]);
    checkCitations("\\cite and \\cite[3] nothing", []);
    checkCitations("\\citet \n\n {a}", []);
  });

  it("reads keys of every kind", () => {
    checkCitations("\\cite{DBLP:conf/icml/X20, 10.1145/359340.359342, müller2020,o'neil, a+b, 张三2020}", [
      "cite: <DBLP:conf/icml/X20>, <10.1145/359340.359342>, <müller2020>, <o'neil>, <a+b>, <张三2020>",
    ]);
    checkCitations("\\cite{a key with spaces,another one}", ["cite: <a key with spaces>, <another one>"]);
    checkCitations("\\cite{{a,b}, c}", ["cite: <a,b>, <c>"]);
    checkCitations("\\cite{a, *b, *[see ]c}", ["cite: <a>, <b>, <c>"]);
  });

  it("reads keys over lines, with comments between them", () => {
    checkCitations("\\parencite{%\n  first,% the best\n  second\n}", ["parencite: <first>, <second>"]);
    checkCitations("\\cite{a,\r\n b}", ["cite: <a>, <b>"]);
    checkCitations("\\cite{a%\n  b}", ["cite: <ab>"]);
    checkCitations("\\cite\n  [3]\n  {a}", ["cite: <a> page 3"]);
    checkCitations("\\cite% why\n{a}", ["cite: <a>"]);
  });

  it("takes one bracket as the postnote, two as prenote and postnote", () => {
    checkCitations("\\parencite[12]{a}", ["parencite: <a> page 12"]);
    checkCitations("\\parencite[see][12--15]{a}", ["parencite: see <a> page 12–15"]);
    checkCitations("\\parencite[see][]{a}", ["parencite: see <a>"]);
    checkCitations("\\parencite[][chap.~3]{a}", ["parencite: <a> chapter 3"]);
    checkCitations("\\citep[see][pp.~33--35, and elsewhere]{a,b}", ["citep: see <a>, <b> page 33–35 | , and elsewhere"]);
    checkCitations("\\cite[xiv]{a}", ["cite: <a> page xiv"]);
    checkCitations("\\cite[see {[sic]} there][3]{a}", ["cite: see [sic] there <a> page 3"]);
  });

  it("maps the locator back to where it is printed", () => {
    const latex = "\\cite[pp.~12--15]{a}";
    const span = readLatex(latex).groups[0]?.citations[0]?.locatorSpan;
    assert.equal(span && latex.slice(span.start, span.end), "pp.~12--15");
  });

  it("knows modes", () => {
    checkCitations("\\textcite{a} \\citet{b} \\citeauthor{c}", [
      "textcite: (authorInText) <a>",
      "citet: (authorInText) <b>",
      "citeauthor: (authorInText) <c>",
    ]);
    checkCitations("\\citeyear{a} \\citeyearpar{b} \\parencite*{c}", [
      "citeyear: (suppressAuthor) <a>",
      "citeyearpar: (suppressAuthor) <b>",
      "parencite*: (suppressAuthor) <c>",
    ]);
    checkCitations("\\nocite{a,b}\\nocite{*}", ["nocite: (nocite) <a>, (nocite) <b>", "nocite: (nocite) <*>"]);
  });

  it("knows natbib's and biblatex's forms, starred and capitalised", () => {
    const commands =
      "citep citealp Citep Citealp citenum citetalias citepalias bibentry Cite Parencite footcite Footcite footcitetext smartcite Smartcite supercite autocite Autocite citetitle Citetitle citeurl fullcite footfullcite notecite Notecite pnotecite fnotecite".split(
        " ",
      );
    for (const name of commands) checkCitations(`\\${name}[3]{a}`, [`${name}: <a> page 3`]);
    for (const name of ["citep", "citealp", "citetitle"]) checkCitations(`\\${name}*{a}`, [`${name}*: <a>`]);
    for (const name of ["citet", "Citet", "citealt", "Citealt", "Citeauthor", "citefullauthor", "Textcite"]) {
      checkCitations(`\\${name}*[3]{a}`, [`${name}*: (authorInText) <a> page 3`]);
    }
  });

  it("reads multicites to the last group, with notes of their own and of the whole", () => {
    checkCitations("\\cites{a}{b}", ["cites: <a>, <b>"]);
    checkCitations("\\parencites(See)(passim)[12]{a}[cf.][13]{b,c} {not a key there}", [
      "parencites: See <a> page 12, cf. <b>, <c> page 13, <not a key there> | passim",
    ]);
    checkCitations("\\textcites[3]{a}\n  [4]{b} [sic] more", ["textcites: (authorInText) <a> page 3, (authorInText) <b> page 4"]);
    checkCitations("\\footcites{a}\\relax{b}", ["footcites: <a>"]);
    checkCitations("\\autocites{a}\n\n{b}", ["autocites: <a>"]);
    for (const name of ["smartcites", "supercites", "footcitetexts", "Parencites", "Autocites"]) {
      checkCitations(`\\${name}{a}[3]{b}`, [`${name}: <a>, <b> page 3`]);
    }
  });

  it("reads volume citations: the first brace holds the volume", () => {
    checkCitations("\\volcite{2}[5]{key}", ["volcite: <key> page 5"]);
    checkCitations("\\pvolcite[see]{2}[5]{key}", ["pvolcite: see <key> page 5"]);
    checkCitations("\\tvolcite{2}{key}", ["tvolcite: (authorInText) <key>"]);
    checkCitations("\\volcites{1}[5]{a}{2}[6]{b}", ["volcites: <a> page 5, <b> page 6"]);
  });

  it("passes over arguments behind the keys", () => {
    checkCitations("\\citefield[see][3]{a}{title}", ["citefield: see <a> page 3"]);
    checkCitations("\\citename{a}[given-family]{author}", ["citename: <a>"]);
    checkCitations("\\citelist{a}{location}", ["citelist: <a>"]);
    checkCitations("\\citeaffixed[3]{a}{e.g.}", ["citeaffixed: e.g. <a> page 3"]);
  });

  it("counts where keys are used without being printed", () => {
    checkCitations("\\defcitealias{a}{Paper~I}", ["defcitealias: <a>"]);
    checkCitations("\\shortcites{a,b}", ["shortcites: <a>, <b>"]);
    checkCitations("\\defbibentryset{set}{a,b}", ["defbibentryset: <a>, <b>"]);
    checkCitations("\\entrydata{a}{\\thefield{year}}", ["entrydata: <a>"]);
  });

  it("reads apacite's angle brackets, and takes an overlay for no prenote", () => {
    checkCitations("\\cite<see>[p.~3]{a}", ["cite: see <a> page 3"]);
    checkCitations("\\citeA<cf.>{a}", ["citeA: (authorInText) cf. <a>"]);
    checkCitations("\\cite<2->[3]{a}", ["cite: <a> page 3"]);
    checkCitations("\\shortciteNP{a} \\masknocite{b}", ["shortciteNP: <a>", "masknocite: (nocite) <b>"]);
  });

  it("reads jurabib and harvard", () => {
    checkCitations("\\footcitet[3]{a}\\citeasnoun{b}\\possessivecite{c}", [
      "footcitet: (authorInText) <a> page 3",
      "citeasnoun: (authorInText) <b>",
      "possessivecite: (authorInText) <c>",
    ]);
  });

  it("reads csquotes' citing commands and environments", () => {
    checkCitations("\\textcquote[12]{a}[.]{Some words}", ["textcquote: <a> page 12"]);
    checkCitations("\\foreigntextcquote{german}[vgl.][12]{a}{Worte}", ["foreigntextcquote: vgl. <a> page 12"]);
    checkCitations("\\blockcquote[see][12]{a}{Words}", ["blockcquote: see <a> page 12"]);
    checkCitations("\\hyphentextcquote{german}{a}{Worte}", ["hyphentextcquote: <a>"]);
    checkCitations("\\begin{displaycquote}[12]{a}\nWords.\n\\end{displaycquote}", ["displaycquote: <a> page 12"]);
    checkCitations("\\begin{foreigndisplaycquote}{french}{a}\nMots.\n\\end{foreigndisplaycquote}", ["foreigndisplaycquote: <a>"]);
  });

  it("takes no other commands for citations", () => {
    checkCitations("\\citetext{priv. comm.} \\cref{fig:a} \\Cref{b} \\ref{c} \\citereset \\citestyle{plain} \\hyperlink{cite.a}{x}", []);
    checkCitations("\\bibitem[Webber 2012]{webber}", []);
  });

  it("finds citations in notes, captions, optional arguments and each other", () => {
    checkCitations("Text\\footnote{See \\cite{a}.}", ["cite: <a>"]);
    checkCitations("\\caption[Short \\cite{a}]{Long \\cite{b}}", ["cite: <a>", "cite: <b>"]);
    checkCitations("\\footcite[see also \\cite{b}]{a}", ["footcite: <a> | see also", "cite: <b>"]);
    checkCitations("\\begin{lstlisting}[caption={From \\cite{a}}]\n\\cite{b}\n\\end{lstlisting}", ["cite: <a>"]);
    checkCitations("\\section{On \\citet{a}}", ["citet: (authorInText) <a>"]);
    checkCitations("\\begin{tabular}{ll} x & \\cite{a} \\\\[2pt] \\hline \\end{tabular}", ["cite: <a>"]);
  });

  it("finds none where TeX reads none", () => {
    checkCitations("% \\cite{a}\n100\\% sure \\cite{b}", ["cite: <b>"]);
    checkCitations("\\\\% \\cite{a}", []);
    for (const environment of ["verbatim", "verbatim*", "lstlisting", "minted", "comment", "Verbatim", "filecontents*"]) {
      checkCitations(`\\begin{${environment}}{x}\n\\cite{a}\n\\end{${environment}} \\cite{b}`, ["cite: <b>"]);
    }
    checkCitations("\\verb|\\cite{a}| \\verb*+\\cite{a}+ \\lstinline!\\cite{a}! \\lstinline[language=TeX]{\\cite{a}} \\cite{b}", [
      "cite: <b>",
    ]);
    checkCitations("\\mintinline{tex}{\\cite{a}} \\mintinline{tex}|\\cite{a}|", []);
    checkCitations("\\begin{verbatim}\n\\cite{a}", []);
    checkCitations("\\cite{a}\n\\end{document}\n\\cite{b}", ["cite: <a>"]);
    checkCitations("\\cite{a}\n\\endinput\n\\cite{b}", ["cite: <a>"]);
  });

  it("learns verbatim environments and marks", () => {
    checkCitations("\\lstnewenvironment{code}{}{}\n\\begin{code}\\cite{a}\\end{code}", []);
    checkCitations("\\excludecomment{hidden}\\begin{hidden}\\cite{a}\\end{hidden}", []);
    checkCitations("\\MakeShortVerb{\\|} |\\cite{a}| \\cite{b}", ["cite: <b>"]);
  });

  it("skips false branches", () => {
    checkCitations("\\iffalse \\cite{a} \\fi \\cite{b}", ["cite: <b>"]);
    checkCitations("\\iffalse \\ifx\\a\\b \\cite{a} \\else \\cite{c} \\fi \\cite{d} \\fi \\cite{b}", ["cite: <b>"]);
    checkCitations("\\iffalse \\cite{a} \\else \\cite{b} \\fi", ["cite: <b>"]);
    checkCitations("\\let\\ifdraft\\iffalse \\cite{a}", ["cite: <a>"]);
  });

  it("finds none in templates", () => {
    checkCitations("\\newcommand{\\see}[2][]{\\cite[#1]{#2}}", []);
    checkCitations("\\newcommand{\\both}[1]{\\cite{a,#1}}", ["cite: <a>"]);
    checkCitations("\\renewcommand\\cite[1]{text} \\let\\oldcite\\cite \\def\\cite#1{x}", []);
    checkCitations("\\cite{\\mykey}", []);
    checkCitations("\\DeclareCiteCommand{\\cite}[\\mkbibparens]{\\usebibmacro{prenote}}{}{}{}", []);
  });

  it("reads mathematics as TeX does: a citation there is one", () => {
    checkCitations("It costs \\$5, or $6, \\cite{a} and $7.", ["cite: <a>"]);
    checkCitations("\\begin{align} x &= y \\text{ by \\cite{a}} \\end{align}", ["cite: <a>"]);
  });

  it("counts one that is not closed yet", () => {
    checkCitations("\\cite{a", ["cite: <a>"]);
    checkCitations("\\cite{a, b\nMore words", ["cite: <a>, <b>"]);
    checkCitations("\\cite{a,\n  b\n\nMore", ["cite: <a>, <b>"]);
    checkCitations("\\cite{a\n\n\\textbf{more} words}", ["cite: <a>"]);
    checkCitations("\\footnote{See \\cite{a and so on.}", ["cite: <a>"]);
    checkCitations("\\cite{a \\emph{b} \\cite{c}", ["cite: <a>", "cite: <c>"]);
    checkCitations("\\cites[3]{a}{b", ["cites: <a> page 3, <b>"]);
  });

  it("takes the writer's own commands by their shape", () => {
    checkCitations("\\mycite[12]{a}", ["mycite: <a> page 12"], { mycite: "*[][]{keys}" });
    checkCitations("\\mycite*[see][12]{a}", ["mycite*: see <a> page 12"], { "\\mycite": "*[][]{keys}" });
    checkCitations("\\volref[see]{2}[12]{a}", ["volref: see <a> page 12"], { volref: "[]{-}[]{key}" });
    checkCitations("\\allof{a}{b}", ["allof: <a>, <b>"], { allof: "[][]{keys}..." });
    checkCitations("\\mycite{a}", ["mycite: <a>"], { mycite: "" });
    checkCitations("\\textcite{a}", ["textcite: (authorInText) <a>"], { textcite: "[]{key}" });
    checkCitations("\\constructor{a} \\toString{b}", []);
  });

  it("follows multibib's endings", () => {
    checkCitations("\\newcites{prim}{Primary sources} \\citeprim{a} \\citepprim[3]{b} \\citesec{c}", [
      "citeprim: <a>",
      "citepprim: <b> page 3",
    ]);
  });

  it("knows what other packages make of a command", () => {
    checkCitations("\\usepackage{jurabib}\\citefield[3]{author}{a}", ["citefield: <a> page 3"]);
    checkCitations("\\usepackage{amsrefs}\\cite{a}*{p. 3} \\cites{b*{p. 4},c} \\ocite{d}", [
      "cite: <a> page 3",
      "cites: <b>, <c>",
      "ocite: <d>",
    ]);
    checkCitations("\\apud[3]{a}{b} \\apud[see][3]{a}[4]{b}", ["apud: <a> page 3, <b>", "apud: see <a> page 3, <b> page 4"]);
  });

  const definitions: readonly (readonly [definition: string, use: string, expected: string])[] = [
    ["\\newcommand{\\see}[2][]{\\cite[#1]{#2}}", "\\see[12]{a,b}", "see: <a>, <b> page 12"],
    ["\\newcommand*\\see[1]{(\\emph{cf.} \\textcite{#1})}", "\\see{a}", "see: (authorInText) <a>"],
    ["\\renewcommand{\\see}[2]{\\parencite[#1]{#2}}", "\\see{12}{a}", "see: <a> page 12"],
    ["\\providecommand{\\see}[3]{\\parencite[#1][#2]{#3}}", "\\see{cf.}{12}{a}", "see: cf. <a> page 12"],
    ["\\DeclareRobustCommand{\\see}[1]{\\footnote{\\cite*{#1}}}", "\\see{a}", "see: (suppressAuthor) <a>"],
    ["\\newrobustcmd{\\see}[1]{\\cite{#1}}", "\\see{a}", "see: <a>"],
    ["\\def\\see#1{\\cite{#1}}", "\\see{a}", "see: <a>"],
    ["\\long\\def\\see[#1]#2{\\cite[#1]{#2}}", "\\see[12]{a}", "see: <a> page 12"],
    ["\\let\\see\\textcite", "\\see[12]{a}", "see: (authorInText) <a> page 12"],
    ["\\let\\see=\\cites", "\\see[12]{a}{b}", "see: <a> page 12, <b>"],
    ["\\newcommand{\\see}{\\parencite}", "\\see[cf.][12]{a}", "see: cf. <a> page 12"],
    ["\\newcommand\\see\\parencite", "\\see{a}", "see: <a>"],
    [
      "\\NewDocumentCommand{\\see}{s o o m}{\\IfBooleanTF{#1}{\\parencite*[#2][#3]{#4}}{\\parencite[#2][#3]{#4}}}",
      "\\see*[12]{a}",
      "see*: (suppressAuthor) <a> page 12",
    ],
    ["\\NewDocumentCommand\\see{O{} m d()}{\\cite[#1]{#2}}", "\\see[12]{a}(b)", "see: <a> page 12"],
    ["\\NewCommandCopy{\\see}{\\cite}", "\\see{a}", "see: <a>"],
    [
      "\\DeclareCiteCommand{\\see}[\\mkbibparens]{\\usebibmacro{prenote}}{\\usebibmacro{cite}}{; }{}",
      "\\see[cf.][12]{a}",
      "see: cf. <a> page 12",
    ],
    [
      "\\DeclareCiteCommand{\\see}{}{}{}{}\\DeclareMultiCiteCommand{\\sees}{\\see}{; }",
      "\\sees(cf.)()[12]{a}[13]{b}",
      "sees: cf. <a> page 12, <b> page 13",
    ],
    ["\\newcommand{\\two}[2]{\\cite{#1} and \\cite{#2}}", "\\two{a}{b}", "two: <a>, <b>"],
    ["\\newcommand{\\outer}[1]{\\inner{#1}}\\newcommand{\\inner}[1]{\\cite{#1}}", "\\outer{a}", "outer: <a>"],
    ["\\newcommand{\\said}[3][]{\\enquote{#3} \\parencite[#1]{#2}}", "\\said[12]{a}{Some words}", "said: <a> page 12"],
    [
      "\\newenvironment{said}[2][]{\\begin{displaycquote}[#1]{#2}}{\\end{displaycquote}}",
      "\\begin{said}[12]{a}Words\\end{said}",
      "said: <a> page 12",
    ],
  ];
  for (const [definition, use, expected] of definitions) {
    it(`learns ${definition}`, () => checkCitations(`${definition}\n\n${use}`, [expected]));
  }

  it("learns nothing from what doesn't cite", () => {
    checkCitations("\\newcommand{\\see}[1]{\\emph{#1}} \\see{a}", []);
    checkCitations("\\newcommand{\\smith}[1][]{\\cite[#1]{smith}} \\smith[12] {a}", ["cite: <smith>"]);
    checkCitations("\\newcommand{\\cite}[1]{[#1]} \\cite[12]{a}", ["cite: <a> page 12"]);
    checkCitations("\\newcommand{\\a}{\\b}\\newcommand{\\b}{\\a} \\a{x}", []);
    checkCitations("\\newenvironment{code}{\\small\\verbatim}{\\endverbatim}\\begin{code}\\cite{a}\\end{code}", []);
  });

  it("gives spans of group and keys", () => {
    const latex = "See \\parencite[3]{a, b} there.";
    const group = readLatex(latex).groups[0];
    assert.equal(group && latex.slice(group.span.start, group.span.end), "\\parencite[3]{a, b}");
    assert.equal(group?.keysSpan && latex.slice(group.keysSpan.start, group.keysSpan.end), "a, b");
  });
});
