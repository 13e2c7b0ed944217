import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { latexCitationContext } from "../../src/syntax/latexContext.ts";

/** `|` is the cursor. Expected: what is typed, and what would be replaced. */
function checkContext(marked: string, typed: string | undefined, replaced = typed, command?: string): void {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const context = latexCitationContext(text, offset, { mycite: "[]{-}[]{key}" });
  assert.equal(context?.typed, typed, marked);
  if (context === undefined) return;
  assert.equal(text.slice(context.replace.start, context.replace.end), replaced, marked);
  assert.equal(text.slice(context.insert.start, context.insert.end), typed, marked);
  assert.equal(context.insert.end, offset);
  if (command !== undefined) assert.equal(context.command, command);
}

const checkNone = (marked: string): void => checkContext(marked, undefined);

describe("completion of keys in LaTeX", () => {
  it("stands in any argument of keys", () => {
    checkContext("\\cite{|}", "", "", "cite");
    checkContext("\\cite{we|b}", "we", "web");
    checkContext("\\cite{a,b|}", "b");
    checkContext("\\cite{a, b|c, d}", "b", "bc");
    checkContext("\\parencite[see][12]{web|}", "web", "web", "parencite");
    checkContext("\\citet*{web|}", "web", "web", "citet");
    checkContext("\\nocite{web|}", "web");
    checkContext("\\begin{displaycquote}[12]{web|}", "web", "web", "displaycquote");
    checkContext("\\footnote{See \\cite{web|}.}", "web");
  });

  it("knows which argument holds keys", () => {
    checkContext("\\cites[3]{a}[4]{b|}", "b");
    checkContext("\\volcite{2}[5]{k|}", "k");
    checkContext("\\mycite{2}[5]{k|}", "k");
    checkContext("\\textcquote[12]{k|}{words}", "k");
    checkContext("\\defbibentryset{set}{a,k|}", "k");
    checkNone("\\volcite{2|}[5]{k}");
    checkNone("\\textcquote[12]{k}{words|}");
    checkNone("\\cite[12|]{k}");
    checkNone("\\citefield{a}{tit|le}");
  });

  it("goes over lines", () => {
    checkContext("\\cite{a,\n  b|}", "b");
    checkContext("\\cite{a, % why\n  b|}", "b");
    checkContext("\\cite{a,\n  b|", "b");
  });

  it("takes queries with spaces, also where the brace is open", () => {
    checkContext("\\cite{sperling 1999|}", "sperling 1999");
    checkContext("\\cite{sperling 1999|", "sperling 1999");
    checkContext("\\cite{a,|", "");
    checkContext("\\cite{a, |", "");
    checkContext("\\cite{|\n\nNext paragraph \\emph{x}.", "");
    checkContext("\\cite{web| shows that it is", "web", "web");
    checkContext("\\footnote{See \\cite{web| and then.}", "web", "web");
    checkContext("\\cite{a,| b}", "", "");
  });

  it("is nowhere else", () => {
    checkNone("\\cite|{a}");
    checkNone("\\cite{a}|");
    checkNone("words| here");
    checkNone("\\emph{wo|rds} \\cite{a}");
    checkNone("\\cite{a} \\emph{wo|rds}");
    checkNone("% \\cite{a|}");
    checkNone("% \\cite{a|");
    checkNone("\\cite{a % b|\n}");
    checkNone("\\begin{verbatim}\\cite{a|}\\end{verbatim}");
    checkNone("\\verb|x| \\cref{a}".replace("|x|", "+\\cite{a|}+"));
    checkNone("\\cite{a\n\nb|}");
    checkNone("\\end{document}\\cite{a|}");
    checkNone("\\citetext{pri|v}");
  });
});
