/** The address of a broker of one's own: `mqtt://[user:password@]host[:port]`, or `mqtts://` for TLS. */
import type { Message } from '@commune/commune'
import { no, ok, type Result } from '@commune/protocol'
import { mqttMessage } from '@commune/commune'

export interface BrokerAddress {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly user?: string
  readonly password?: string
  /** To be shown: without user and password. */
  readonly shown: string
}

const ports: Readonly<Record<string, number>> = { 'mqtt:': 1883, 'mqtts:': 8883 }

/** Reads an address as a person gives it, or says what is wrong. */
export function readBrokerUrl(text: string): Result<BrokerAddress, Message> {
  const url = URL.parse(text.trim())
  if (url === null) return no(mqttMessage('mqtt.url', { given: text.slice(0, 200) }))
  const usual = ports[url.protocol]
  if (usual === undefined || url.hostname === '') return no(mqttMessage('mqtt.url', { given: `${url.protocol}//${url.host}` }))
  if ((url.pathname !== '' && url.pathname !== '/') || url.search !== '' || url.hash !== '') {
    return no(mqttMessage('mqtt.url-more', { given: `${url.protocol}//${url.host}`, more: `${url.pathname}${url.search}${url.hash}`.slice(0, 100) }))
  }
  const [user, password] = [decoded(url.username), decoded(url.password)]
  if (user === undefined || password === undefined) return no(mqttMessage('mqtt.url-escapes'))
  const port = url.port === '' ? usual : Number(url.port)
  return ok({
    // `[::1]` is how an address of IPv6 stands in a URL; sockets want it bare.
    host: url.hostname.replace(/^\[(.*)\]$/u, '$1'),
    port,
    tls: url.protocol === 'mqtts:',
    ...(user !== '' && { user }),
    ...(password !== '' && { password }),
    shown: `${url.protocol}//${url.hostname}:${port}`
  })
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
