import type { System } from "#app/core/source/system.ts";
import type { EditorProps } from "./answers.ts";
import { FilesEditor } from "./files-editor.tsx";
import { SettingsEditor } from "./settings-editor.tsx";

interface Props extends EditorProps {
  system: System;
  timeZone: string;
  currency: string;
}

/** Says where a system is and what it is asked for. Keeps what was typed, no matter what the server says. */
export function ConnectionEditor({ system, timeZone, currency, ...props }: Props) {
  if (system.editor === "files")
    return <FilesEditor {...{ timeZone, currency }} {...props} destination={system.destination} />;
  return <SettingsEditor system={system} {...props} />;
}
