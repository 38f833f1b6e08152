import { html, type Markup } from "../html.ts";

const paths = {
  home: "M2.5 7.5 8 3l5.5 4.5V13a.8.8 0 0 1-.8.8H9.6V10H6.4v3.8H3.3a.8.8 0 0 1-.8-.8Z",
  orders: "M3.5 2.8h9v10.4l-2.2-1.3L8 13.2l-2.3-1.3-2.2 1.3ZM6 6h4M6 8.5h4",
  products: "M8.6 2.6h4.8v4.8L7.6 13.2 2.8 8.4ZM11 5h.01",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
} as const;

export function icon(name: keyof typeof paths): Markup {
  return html`<svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
    <path
      d="${paths[name]}"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
  </svg>`;
}
