import { html, Markup } from "../html.ts";

export interface FrameContent {
  handle: string;
  target: string;
  gid: string;
  /** Where relative addresses of the extension lead. */
  appUrl: string;
  store: string;
  locale: string;
  texts: Record<string, unknown>;
}

/** The inside of an extension's frame: what the host needs to know, the host, and the extension. */
export function extensionFrame(content: FrameContent): string {
  // "<" could end the script, so it is escaped, as JSON allows.
  const json = new Markup(JSON.stringify(content).replaceAll("<", "\\u003c"));
  return html`<!doctype html>
    <html lang="${content.locale}">
      <head>
        <meta charset="utf-8" />
        <title>${content.handle}</title>
        <link rel="stylesheet" href="/extension.css" />
        <script id="content" type="application/json">
          ${json}
        </script>
      </head>
      <body>
        <script src="/extension-host.js"></script>
        <script src="${content.store}/extensions/${content.handle}.js"></script>
      </body>
    </html>`.text;
}

interface Hosted {
  store: string;
  gid: string;
  target: string;
  extensions: readonly { handle: string; name: string }[];
}

/** Cards of extensions within a page of the admin. */
export function extensionBlocks({ extensions, ...page }: Hosted): Markup[] {
  return extensions.map(
    ({ handle, name }) =>
      html`<section class="card">
        <iframe class="extension" title="${name}" src="${source(page, handle)}"></iframe>
      </section>`,
  );
}

/** Actions of extensions: for each, a button and the overlay it opens. */
export function extensionActions({ extensions, ...page }: Hosted): Markup[] {
  return extensions.map(
    ({ handle, name }) =>
      html`<button type="button" popovertarget="extension-${handle}">${name}</button>
        <div id="extension-${handle}" class="overlay" popover>
          <iframe class="extension" title="${name}" loading="lazy" src="${source(page, handle)}"></iframe>
        </div>`,
  );
}

function source({ store, gid, target }: Omit<Hosted, "extensions">, handle: string): string {
  return `${store}/extensions/${handle}?${new URLSearchParams({ target, gid }).toString()}`;
}
