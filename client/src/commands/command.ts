import { commands, type Disposable } from "vscode";

/** One command of the palette or of a link; its file is named like it. */
export interface Command {
  readonly id: string;
  execute(...parameters: readonly unknown[]): Promise<void> | void;
}

export function registerCommands(all: readonly Command[]): readonly Disposable[] {
  return all.map(({ id, execute }) => commands.registerCommand(id, execute));
}
