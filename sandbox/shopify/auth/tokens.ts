import { randomBytes } from "node:crypto";

interface AccessToken {
  expiresAt: number | null;
  grant: Grant | null;
}

/** One issue of an access token with its refresh token. */
interface Grant {
  refreshToken: string;
  refreshExpiresAt: number;
  replacements: Grant[];
  used: boolean;
}

export interface TokenAnswer {
  access_token: string;
  scope: string;
  expires_in?: number;
  refresh_token?: string;
  refresh_token_expires_in?: number;
}

const REFRESH_LIFETIME_S = 90 * 24 * 60 * 60;

export class Tokens {
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, Grant>();
  readonly #scope: string;
  readonly #now: () => number;
  lifetimeS: number;

  constructor(scopes: readonly string[], lifetimeS: number, now: () => number) {
    this.#scope = scopes.join(",");
    this.lifetimeS = lifetimeS;
    this.#now = now;
  }

  issueLasting(): TokenAnswer {
    const access_token = `shpat_${randomBytes(16).toString("hex")}`;
    this.#access.set(access_token, { expiresAt: null, grant: null });
    return { access_token, scope: this.#scope };
  }

  issueExpiring(): TokenAnswer {
    return this.#issue().answer;
  }

  /** Online tokens end with the staff member's session: here, after a day. */
  issueOnline(userId: string) {
    const access_token = `shpua_${randomBytes(16).toString("hex")}`;
    const expires_in = 86_399;
    this.#access.set(access_token, { expiresAt: this.#now() + expires_in * 1000, grant: null });
    const associated_user = {
      id: Number(userId),
      first_name: "Sandbox",
      last_name: "Staff",
      email: "staff@example.com",
      email_verified: true,
      account_owner: true,
      locale: "en",
      collaborator: false,
    };
    return {
      access_token,
      scope: this.#scope,
      expires_in,
      associated_user_scope: this.#scope,
      associated_user,
    };
  }

  /** null when refused. A used refresh token works again until either token of a replacement is used. */
  refresh(refreshToken: string): TokenAnswer | null {
    const grant = this.#refresh.get(refreshToken);
    if (!grant || grant.refreshExpiresAt <= this.#now()) return null;
    if (grant.replacements.some((replacement) => replacement.used)) return null;
    grant.used = true;
    const next = this.#issue();
    grant.replacements.push(next.grant);
    return next.answer;
  }

  accepts(accessToken: string): boolean {
    const token = this.#access.get(accessToken);
    if (!token || (token.expiresAt !== null && token.expiresAt <= this.#now())) return false;
    if (token.grant) token.grant.used = true;
    return true;
  }

  expireAll(): void {
    for (const token of this.#access.values()) if (token.expiresAt !== null) token.expiresAt = this.#now();
  }

  revokeAll(): void {
    this.#access.clear();
    this.#refresh.clear();
  }

  #issue(): { answer: TokenAnswer; grant: Grant } {
    const now = this.#now();
    const access_token = `shpat_${randomBytes(16).toString("hex")}`;
    const refresh_token = `shprt_${randomBytes(16).toString("hex")}`;
    const grant: Grant = {
      refreshToken: refresh_token,
      refreshExpiresAt: now + REFRESH_LIFETIME_S * 1000,
      replacements: [],
      used: false,
    };
    this.#access.set(access_token, { expiresAt: now + this.lifetimeS * 1000, grant });
    this.#refresh.set(refresh_token, grant);
    const answer = {
      access_token,
      scope: this.#scope,
      expires_in: this.lifetimeS,
      refresh_token,
      refresh_token_expires_in: REFRESH_LIFETIME_S,
    };
    return { answer, grant };
  }
}
