import type { LatexCommand } from "./latexSurface.ts";

/** The commands that stand for themselves: in `\renewcommand\cite[1]{…}` and `\let\oldcite\cite` nothing is cited. */
export function usedCommands(text: string, commands: readonly LatexCommand[]): LatexCommand[] {
  const used: LatexCommand[] = [];
  let named = 0;
  let previousEnd = 0;
  for (const command of commands) {
    const isNamed = named > 0 && isNameOnly(text, previousEnd, command.start);
    if (isNamed) named--;
    else {
      named = namesAfter.get(command.name) ?? 0;
      used.push(command);
    }
    previousEnd = command.end;
  }
  return used;
}

/** How many command names a definition takes. */
const namesAfter: ReadonlyMap<string, number> = new Map([
  ...[
    "newcommand renewcommand providecommand DeclareRobustCommand newrobustcmd renewrobustcmd providerobustcmd def edef gdef xdef protected",
    "NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand NewExpandableDocumentCommand",
    "DeclareCiteCommand RenewCiteCommand ProvideCiteCommand DeclareAutoCiteCommand SetCiteCommand",
  ].flatMap((names) => names.split(" ").map((name): [string, number] => [name, 1])),
  ["let", 2],
  ["LetLtxMacro", 2],
  ["NewCommandCopy", 2],
  ["RenewCommandCopy", 2],
  ["DeclareCommandCopy", 2],
  ["DeclareCiteCommandAlias", 2],
  ["DeclareMultiCiteCommand", 1],
]);

/** Nothing but braces, a star, an equals sign and spaces between a definition and the name it gives. */
const isNameOnly = (text: string, from: number, to: number): boolean => to - from < 20 && /^[\s{}*=]*$/.test(text.slice(from, to));
