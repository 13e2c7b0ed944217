/** Pandoc itself, compiled to WebAssembly: what our reading of Markdown and our references are held against. */
declare module "pandoc-wasm" {
  /** `options` as a defaults file has them. */
  export function convert(
    options: { readonly from: string; readonly to: string; readonly [option: string]: unknown },
    input: string,
    files: Readonly<Record<string, string>>,
  ): Promise<{ readonly stdout: string; readonly stderr: string }>;
}
