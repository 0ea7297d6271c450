import { transportContract } from '@commune/protocol/testing'
import { wallClock } from '../testing/clocks.ts'
import { openNodeTransport, type NodeTransport } from './index.ts'

const quiet = { note: () => undefined }

for (const kind of ['tcp', 'ws'] as const) {
  transportContract(`node over ${kind}`, async () => {
    const opened: NodeTransport[] = []
    return {
      async open() {
        const listen = { [kind]: { host: '127.0.0.1', port: 0 } }
        const transport = await openNodeTransport({ listen, clock: wallClock, log: quiet })
        opened.push(transport)
        return transport
      },
      nowhere: () => '/ip4/127.0.0.1/tcp/1',
      rest: () => new Promise(resolve => setTimeout(resolve, 20)),
      async close() {
        await Promise.all(opened.map(transport => transport.close()))
      }
    }
  })
}
