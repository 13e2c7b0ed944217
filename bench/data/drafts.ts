import type { Work } from "./bibliography.ts";
import { createRandom, type Random } from "./random.ts";
import { paragraph, sentence, title } from "./words.ts";

/** A Markdown draft of about so many characters: headings, paragraphs with citations, quotations, links and notes, lists, quoted blocks, code. */
export function makeMarkdownDraft(length: number, works: readonly Work[]): string {
  return makeDraft(length, works, { opening: "---\nbibliography: library.bib\n---\n", closing: "", block: markdownBlock });
}

/** The same in LaTeX, with the commands that scholars use. */
export function makeLatexDraft(length: number, works: readonly Work[]): string {
  const opening = "\\documentclass{article}\n\\usepackage{biblatex,csquotes}\n\\addbibresource{library.bib}\n\\begin{document}\n\n";
  return makeDraft(length, works, { opening, closing: "\\end{document}\n", block: latexBlock });
}

interface DraftKind {
  readonly opening: string;
  readonly closing: string;
  readonly block: (random: Random, work: Work) => string;
}

function makeDraft(length: number, works: readonly Work[], { opening, closing, block }: DraftKind): string {
  const random = createRandom(3);
  const blocks: string[] = [opening];
  for (let written = 0; written < length; ) {
    const next = `${block(random, random.pick(works))}\n\n`;
    blocks.push(next);
    written += next.length;
  }
  return blocks.join("") + closing;
}

function markdownBlock(random: Random, work: Work): string {
  const cited = `[@${work.key}, p. ${random.between(1, 300)}]`;
  const kind = random.next();
  if (kind < 0.08) return `## ${title(random)}`;
  if (kind < 0.14) return `> ${sentence(random)}\n> ${sentence(random)} ${cited}`;
  if (kind < 0.18) return [1, 2, 3].map((item) => `${item}. ${sentence(random)}`).join("\n");
  if (kind < 0.2) return `\`\`\`r\nx <- c("${sentence(random)}") # @nothing\n\`\`\``;
  if (kind < 0.24) return `${paragraph(random, 2)}^[${sentence(random)} ${cited}]`;
  if (kind < 0.3)
    return `${sentence(random)} See [the report](https://www.example.org/reports/${random.below(9999)}) and *${title(random)}*.`;
  return `${paragraph(random, random.between(1, 4))} As @${work.key} has it, “${sentence(random)}” ${paragraph(random, 1)} ${cited}`;
}

function latexBlock(random: Random, work: Work): string {
  const cited = `\\autocite[${random.between(1, 300)}]{${work.key}}`;
  const kind = random.next();
  if (kind < 0.08) return `\\section{${title(random)}}`;
  if (kind < 0.14) return `\\begin{quote}\n${sentence(random)}\n${sentence(random)} ${cited}\n\\end{quote}`;
  if (kind < 0.18) return `\\begin{enumerate}\n${[1, 2, 3].map(() => `\\item ${sentence(random)}`).join("\n")}\n\\end{enumerate}`;
  if (kind < 0.2) return `\\begin{verbatim}\n${sentence(random)} \\cite{nothing}\n\\end{verbatim}`;
  if (kind < 0.24) return `${paragraph(random, 2)}\\footnote{${sentence(random)} ${cited}}`;
  if (kind < 0.3) return `${sentence(random)} See \\href{https://www.example.org/reports/${random.below(9999)}}{the report} % an aside`;
  return `${paragraph(random, random.between(1, 4))} As \\textcite{${work.key}} has it, \\enquote{${sentence(random)}} ${paragraph(random, 1)} ${cited}`;
}
