import { html } from "../html.ts";
import { layout, type Place } from "./layout.ts";

/** The page that holds the app: everything in the frame is the app's own. */
export function appPage(place: Place, frameAddress: string): string {
  const main = html`<div class="titlebar">
      <button id="app-breadcrumb" aria-label="Back" hidden>‹</button>
      <s class="app-icon">C</s>
      <h1 id="app-title">Concord</h1>
      <div id="app-actions"></div>
    </div>
    <iframe id="app" name="app-iframe" title="Concord" src="${frameAddress}" allow="clipboard-write"></iframe>
    <script type="module" src="/frame.js"></script>`;
  return layout(place, "app", "Concord", main);
}
