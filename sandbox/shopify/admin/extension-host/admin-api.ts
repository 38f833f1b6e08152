import type { FrameContent } from "../pages/extension-frame.ts";

export interface HostApi {
  api: Record<string, unknown>;
  navigate(to: string): void;
}

/** What an extension of the admin can do; fetch adds the staff member's token to what goes to the app. */
export function adminApi(content: FrameContent): HostApi {
  const admin = window.parent;
  const plainFetch = window.fetch.bind(window);

  async function idToken(): Promise<string> {
    const response = await plainFetch(`${content.store}/session-token`, { method: "POST" });
    return response.text();
  }

  window.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, content.appUrl);
    const headers = new Headers(init?.headers);
    if (address.origin === new URL(content.appUrl).origin)
      headers.set("authorization", `Bearer ${await idToken()}`);
    return plainFetch(address, { ...init, headers });
  };

  /** `extension:handle` is an action of the same page, `app:path` a page of the app. */
  function navigate(to: string | URL): void {
    const [, scheme = "", rest = ""] = /^(\w+):(?:\/\/)?(.*)$/.exec(String(to)) ?? [];
    if (scheme === "extension") admin.document.getElementById(`extension-${rest}`)?.showPopover();
    else if (scheme === "app") admin.location.assign(`${content.store}/apps/concord/${rest}`);
    else admin.location.assign(to);
  }

  function close(): void {
    window.frameElement?.closest<HTMLElement>("[popover]")?.hidePopover();
  }

  const data = { selected: [{ id: content.gid }] };
  return { api: { data, auth: { idToken }, navigation: { navigate }, close }, navigate };
}
