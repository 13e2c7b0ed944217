/** The part of picomatch that text/glob.ts uses; the package brings no types. */
declare module "picomatch" {
  export interface Options {
    readonly dot?: boolean;
    readonly noextglob?: boolean;
    readonly nocase?: boolean;
    readonly windows?: boolean;
  }
  export default function picomatch(glob: string, options?: Options): (text: string) => boolean;
}
