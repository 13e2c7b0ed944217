/** Pandoc itself, compiled to WebAssembly: what our reading of Markdown is held against. */
declare module "pandoc-wasm" {
  export function convert(
    options: { readonly from: string; readonly to: string },
    input: string,
    files: Readonly<Record<string, string>>,
  ): Promise<{ readonly stdout: string; readonly stderr: string }>;
}
