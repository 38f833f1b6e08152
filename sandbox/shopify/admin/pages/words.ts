import { html, type Markup } from "../html.ts";

/** PARTIALLY_FULFILLED is "Partially fulfilled" to a reader. */
export function words(name: string): string {
  const text = name.toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function badge(status: string): Markup {
  return html`<span class="badge ${status.toLowerCase()}">${words(status)}</span>`;
}

export function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}
