#!/bin/sh
# Makes the PDFs and the DOCX of this folder anew, each by the program that its source is for: TeX (texlive-latex-recommended), LibreOffice (libreoffice-writer-nogui), Chromium.
set -e
cd "$(dirname "$0")"
for name in article columns; do
  pdflatex -interaction=batchmode $name.tex
  pdflatex -interaction=batchmode $name.tex
  rm -f $name.aux $name.log $name.out
done
soffice --headless --convert-to pdf office.fodt
soffice --headless --convert-to docx office.fodt
chromium --headless --no-sandbox --print-to-pdf=page.pdf "file://$PWD/page.html"
