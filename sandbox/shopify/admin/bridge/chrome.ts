import type { Chrome, NavItem, Press, SaveBar, TitleBar } from "../protocol.ts";
import { hear, tell } from "./channel.ts";
import { openSaveBar } from "./elements.ts";
import { dirtyForm, watchForms } from "./forms.ts";

/** Tells the admin what to draw around the app, whenever the elements that describe it change. */
export function mirrorChrome(): void {
  let last = "";
  let scheduled = false;
  const send = (): void => {
    scheduled = false;
    const chrome = describe();
    const text = JSON.stringify(chrome);
    if (text !== last) tell({ type: "chrome", chrome });
    last = text;
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setTimeout(send, 0);
  };
  new MutationObserver(schedule).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["href", "title", "disabled", "loading", "variant", "tone", "data-showing"],
  });
  watchForms(schedule);
  hear(press);
  schedule();
}

function describe(): Chrome {
  const menu = document.querySelector("ui-nav-menu, s-app-nav");
  const links = [...(menu?.querySelectorAll("a[href], s-link[href]") ?? [])];
  const home = links.find((link) => link.getAttribute("rel") === "home");
  return {
    nav: links.filter((link) => link !== home).map(navItem),
    home: home?.getAttribute("href") ?? "/",
    titleBar: titleBar(),
    saveBar: saveBar(),
  };
}

function navItem(link: Element): NavItem {
  return { label: link.textContent.trim(), href: link.getAttribute("href") ?? "/" };
}

function titleBarElement(): Element | undefined {
  return [...document.querySelectorAll("ui-title-bar")].find((bar) => bar.closest("ui-modal") === null);
}

function titleActions(): Element[] {
  return [...(titleBarElement()?.querySelectorAll("button, a") ?? [])].filter(
    (action) => !isBreadcrumb(action),
  );
}

function isBreadcrumb(element: Element): boolean {
  return element.getAttribute("variant") === "breadcrumb";
}

function titleBar(): TitleBar {
  const bar = titleBarElement();
  const breadcrumb = [...(bar?.querySelectorAll("button, a") ?? [])].find(isBreadcrumb);
  return {
    title: bar?.getAttribute("title") ?? document.title,
    actions: titleActions().map(describePress),
    breadcrumb: breadcrumb?.textContent.trim() ?? null,
  };
}

function saveBarButtons(): { save: HTMLElement | null; discard: HTMLElement | null } {
  const buttons = [...(openSaveBar()?.querySelectorAll<HTMLElement>("button") ?? [])];
  return {
    save: buttons.find((button) => button.getAttribute("variant") === "primary") ?? null,
    discard: buttons.find((button) => button.getAttribute("variant") !== "primary") ?? null,
  };
}

function saveBar(): SaveBar | null {
  const bar = openSaveBar();
  if (bar === null) {
    const form = dirtyForm();
    const confirmDiscard = form?.hasAttribute("data-discard-confirmation") === true;
    return form === null ? null : { save: null, discard: null, confirmDiscard };
  }
  const { save, discard } = saveBarButtons();
  return {
    save: save && describePress(save),
    discard: discard && describePress(discard),
    confirmDiscard: bar.hasAttribute("discardconfirmation"),
  };
}

function describePress(element: Element): Press {
  return {
    label: element.textContent.trim(),
    href: element.getAttribute("href"),
    primary: element.getAttribute("variant") === "primary",
    critical: element.getAttribute("tone") === "critical",
    disabled: element.hasAttribute("disabled"),
    busy: element.hasAttribute("loading") && element.getAttribute("loading") !== "false",
  };
}

function press(message: { type: string; index?: number }): void {
  const form = dirtyForm();
  const { save, discard } = saveBarButtons();
  if (message.type === "title-action") click(titleActions()[message.index ?? -1]);
  if (message.type === "breadcrumb") click([...(titleBarElement()?.children ?? [])].find(isBreadcrumb));
  if (message.type === "save") {
    if (save === null) form?.requestSubmit();
    else save.click();
  }
  if (message.type === "discard") {
    if (discard === null) form?.reset();
    else discard.click();
  }
}

function click(element: Element | undefined): void {
  if (element instanceof HTMLElement) element.click();
}
