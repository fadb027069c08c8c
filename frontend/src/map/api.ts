import type { Refusal } from "./types.ts";

/** The server's answer was not yes. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: Refusal,
  ) {
    super(body.message ?? String(status));
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {}

/** The person has been logged out meanwhile; what waits here is sent once they are back. */
export class LoggedOut extends Unreachable {}

/** The token against forged requests: the cookie's, for it changes when one logs in again. */
function token(): string {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  return cookie ?? JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];
}

/** Ask the JSON API; with a body it is a POST unless another method is named. */
export async function call<T>(path: string, body?: unknown, method = "POST"): Promise<T> {
  const request: RequestInit = { headers: { Accept: "application/json" } };
  if (body !== undefined) {
    request.method = method;
    request.headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
    request.body = JSON.stringify(body);
  }
  const response = await fetch(`/api/${path}`, request).catch(() => {
    throw new Unreachable();
  });
  if (response.status >= 500) throw new Unreachable();
  if (response.redirected || response.status === 401) throw new LoggedOut();
  if (!response.ok) {
    throw new Refused(response.status, await response.json().catch(() => ({ version: 0 })));
  }
  return response.status === 204 ? (undefined as T) : response.json();
}
