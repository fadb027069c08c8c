import type { Refusal } from "./types.ts";

/** The server's answer was not yes. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: Refusal,
  ) {
    super(body.detail ?? String(status));
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {}

/** Ask the JSON API; with a body it is a POST unless another method is named. */
export async function call<T>(path: string, body?: unknown, method = "POST"): Promise<T> {
  const request: RequestInit = { headers: { Accept: "application/json" } };
  if (body !== undefined) {
    const { "X-CSRFToken": token } = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
    request.method = method;
    request.headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    request.body = JSON.stringify(body);
  }
  const response = await fetch(`/api/${path}`, request).catch(() => {
    throw new Unreachable();
  });
  if (response.status >= 500) throw new Unreachable();
  if (response.redirected) throw new Refused(401, { version: 0 });
  if (!response.ok) {
    throw new Refused(response.status, await response.json().catch(() => ({ version: 0 })));
  }
  return response.status === 204 ? (undefined as T) : response.json();
}
