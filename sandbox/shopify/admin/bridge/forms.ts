/** Forms that ask for the contextual save bar by an attribute, and whether somebody typed into them. */

const dirty = new Set<HTMLFormElement>();

export function watchForms(changed: () => void): void {
  document.addEventListener("input", ({ target }) => {
    const form = target instanceof Element ? target.closest("form") : null;
    if (form?.hasAttribute("data-save-bar") === true) dirty.add(form);
    changed();
  });
  const settle = ({ target }: Event): void => {
    if (target instanceof HTMLFormElement) dirty.delete(target);
    changed();
  };
  document.addEventListener("submit", settle);
  document.addEventListener("reset", settle);
}

export function dirtyForm(): HTMLFormElement | null {
  for (const form of dirty) {
    if (form.isConnected) return form;
    dirty.delete(form);
  }
  return null;
}
