import type { FrameContent } from "../pages/extension-frame.ts";
import type { HostApi } from "./admin-api.ts";

/** What an extension on a customer's order page can do: it has to ask for a token, and sends it itself. */
export function customerApi(content: FrameContent): HostApi {
  async function get(): Promise<string> {
    const body = new URLSearchParams({ order: content.gid });
    const response = await fetch(`${content.store}/account/session-token`, { method: "POST", body });
    return response.text();
  }
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const api = {
    order: { value: { id: content.gid } },
    sessionToken: { get },
    localization: {
      timezone: { value: timeZone },
      language: { value: { isoCode: content.locale } },
    },
  };
  return { api, navigate: (to) => window.parent.location.assign(to) };
}
