/**
 * Reads what Chromium wrote down of its own network: every request of every process, workers included. What the browser asks
 * for by itself, for its updates and its own account, has no page behind it and is left out.
 */

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly {
    readonly type: number
    readonly params?: { readonly url?: string; readonly initiator?: string; readonly host?: string; readonly is_speculative?: boolean }
  }[]
}

/** Every host that a page asked, its workers with it, or had looked up beforehand; sorted. */
export const hostsAsked = (text: string): string[] => {
  const { constants, events } = JSON.parse(text) as NetLog
  const { URL_REQUEST_START_JOB: asked, HOST_RESOLVER_MANAGER_REQUEST: lookedUp } = constants.logEventTypes
  const hosts = new Set<string>()
  for (const { type, params } of events) {
    if (type === asked && params?.initiator?.startsWith('http')) hosts.add(new URL(params.url!).host)
    if (type === lookedUp && params?.is_speculative) hosts.add(params.host!.replace(/^\w+:\/\//, ''))
  }
  return [...hosts].sort()
}
