/** Makes s-button and s-link work with keyboard and screen reader; the admin follows their addresses. */
export function definePressable(navigate: (to: string) => void): void {
  for (const [name, role] of [
    ["s-button", "button"],
    ["s-link", "link"],
  ] as const) {
    customElements.define(
      name,
      class extends HTMLElement {
        connectedCallback(): void {
          this.tabIndex = 0;
          this.setAttribute("role", this.hasAttribute("href") ? "link" : role);
          this.addEventListener("click", this.#follow);
          this.addEventListener("keydown", this.#press);
        }

        disconnectedCallback(): void {
          this.removeEventListener("click", this.#follow);
          this.removeEventListener("keydown", this.#press);
        }

        readonly #follow = (event: Event): void => {
          const href = this.getAttribute("href");
          // While it handles one press, it ignores others.
          if (this.hasAttribute("loading") || this.hasAttribute("disabled")) event.stopImmediatePropagation();
          else if (this.getAttribute("target") === "_blank") window.open(href ?? "", "_blank", "noopener");
          else if (href !== null) navigate(href);
        };

        readonly #press = (event: KeyboardEvent): void => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          this.click();
        };
      },
    );
  }
}
