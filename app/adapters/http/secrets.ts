const SHORTEST = 4;

/** `text` without any of the secrets, as they are or as a URL spells them. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, encodeURIComponent(secret), encodeURI(secret)])
    .reduce((clean, secret) => clean.replaceAll(secret, "[secret]"), text);
}
