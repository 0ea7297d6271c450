import { transportContract } from '@commune/protocol/testing'
import { seededRandom, wallClock } from '../testing/clocks.ts'
import { MemoryNetwork, type MemoryTransport } from './index.ts'

transportContract('memory', async () => {
  const network = new MemoryNetwork({ clock: wallClock, random: seededRandom(1) })
  const opened: MemoryTransport[] = []
  return {
    async open() {
      const transport = network.open()
      opened.push(transport)
      return transport
    },
    nowhere: () => 'memory:nobody',
    rest: () => new Promise(resolve => setTimeout(resolve, 5)),
    async close() {
      await Promise.all(opened.map(transport => transport.close()))
    }
  }
})
