/** Elements that only describe something the admin draws. */
class Hidden extends HTMLElement {
  connectedCallback(): void {
    this.style.display = "none";
  }
}

/** Each custom element name needs a class of its own. */
export function defineElements(): void {
  customElements.define("ui-nav-menu", class extends Hidden {});
  customElements.define("s-app-nav", class extends Hidden {});
  customElements.define("ui-title-bar", class extends Hidden {});
  customElements.define("ui-save-bar", SaveBarElement);
  customElements.define("ui-modal", ModalElement);
}

class SaveBarElement extends Hidden {
  showing = false;

  show(): Promise<void> {
    return this.turn(true);
  }

  hide(): Promise<void> {
    return this.turn(false);
  }

  toggle(): Promise<void> {
    return this.turn(!this.showing);
  }

  private turn(on: boolean): Promise<void> {
    if (this.showing !== on) {
      this.showing = on;
      this.toggleAttribute("data-showing", on);
      this.dispatchEvent(new CustomEvent(on ? "show" : "hide"));
    }
    return Promise.resolve();
  }
}

/** Shopify draws modals over the whole admin; here they stay inside the app's frame. */
class ModalElement extends HTMLElement {
  private dialog: HTMLDialogElement | null = null;

  connectedCallback(): void {
    this.style.display = "none";
  }

  show(): Promise<void> {
    this.style.display = "contents";
    const dialog = this.build();
    if (!dialog.open) dialog.showModal();
    this.dispatchEvent(new CustomEvent("show"));
    return Promise.resolve();
  }

  hide(): Promise<void> {
    this.dialog?.close();
    return Promise.resolve();
  }

  toggle(): Promise<void> {
    return this.dialog?.open === true ? this.hide() : this.show();
  }

  private build(): HTMLDialogElement {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.replaceChildren(styleSheet(), document.createElement("dialog"));
    const dialog = root.lastElementChild as HTMLDialogElement;
    this.dialog = dialog;
    const bar = this.querySelector("ui-title-bar");
    const heading = Object.assign(document.createElement("h2"), {
      textContent: bar?.getAttribute("title") ?? "",
    });
    const close = Object.assign(document.createElement("button"), {
      textContent: "×",
      onclick: () => dialog.close(),
    });
    close.setAttribute("aria-label", "Close");
    const header = document.createElement("header");
    header.append(heading, close);
    dialog.append(header, this.content(), this.footer(bar));
    dialog.dataset["variant"] = this.getAttribute("variant") ?? "base";
    dialog.addEventListener("close", () => {
      this.style.display = "none";
      this.dispatchEvent(new CustomEvent("hide"));
    });
    return dialog;
  }

  private content(): HTMLElement {
    const source = this.getAttribute("src");
    if (source === null) return document.createElement("slot");
    return Object.assign(document.createElement("iframe"), { src: source });
  }

  private footer(bar: Element | null): HTMLElement {
    const footer = document.createElement("footer");
    for (const button of bar?.querySelectorAll("button") ?? []) {
      const twin = Object.assign(document.createElement("button"), {
        textContent: button.textContent,
        onclick: () => button.click(),
      });
      twin.className = button.getAttribute("variant") ?? "";
      footer.prepend(twin);
    }
    return footer;
  }
}

function styleSheet(): HTMLStyleElement {
  return Object.assign(document.createElement("style"), {
    textContent: `
      dialog { border: 0; border-radius: 16px; padding: 0; width: min(620px, calc(100vw - 32px)); font: 13px/20px Inter, system-ui, sans-serif; box-shadow: 0 20px 20px -8px #1a1a1a47; }
      dialog[data-variant="large"], dialog[data-variant="max"] { width: min(980px, calc(100vw - 32px)); }
      dialog[data-variant="small"] { width: min(380px, calc(100vw - 32px)); }
      dialog::backdrop { background: #000000b5; }
      header { display: flex; justify-content: space-between; align-items: center; padding: 8px 16px; background: #f3f3f3; border-bottom: 1px solid #e3e3e3; }
      h2 { font-size: 14px; margin: 0; } header button { border: 0; background: none; font-size: 16px; padding: 6px; cursor: pointer; }
      iframe { width: 100%; height: 60vh; border: 0; }
      footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px; border-top: 1px solid #e3e3e3; } footer:empty { display: none; }
      footer button { border: 0; border-radius: 8px; padding: 6px 12px; font: inherit; font-weight: 550; background: #fff; box-shadow: 0 0 0 1px #ccc; cursor: pointer; }
      footer button.primary { background: #303030; color: #fff; box-shadow: none; }`,
  });
}

/** The visible save bar: one the app opened, or one that a form asks for by `data-save-bar`. */
export function openSaveBar(): SaveBarElement | null {
  return document.querySelector<SaveBarElement>("ui-save-bar[data-showing]");
}

export function saveBar(id: string): SaveBarElement {
  const element = document.getElementById(id);
  if (!(element instanceof SaveBarElement)) throw new Error(`There is no ui-save-bar with the id ${id}`);
  return element;
}

export function modal(id: string): ModalElement {
  const element = document.getElementById(id);
  if (!(element instanceof ModalElement)) throw new Error(`There is no ui-modal with the id ${id}`);
  return element;
}
