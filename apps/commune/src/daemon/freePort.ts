/** Finding a port to listen on: the one wished for, or the next that nobody listens on. */
import { createServer, type Server } from 'node:net'

const triesMax = 20

/** Listens with `server`; resolves with the port, rejects with what the system says (`EADDRINUSE` and the like). */
export const listenOn = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(error)
    server.once('error', refuse)
    server.listen(port, host, () => {
      server.off('error', refuse)
      const at = server.address()
      resolve(typeof at === 'object' && at !== null ? at.port : port)
    })
  })

/** Listens on the first of `first`, `first + 1`, … that is free; on one the system chooses after twenty that are not. */
export const listenNear = async (server: Server, host: string, first: number): Promise<number> => {
  for (let port = first; port < first + triesMax && port < 65_536; port++) {
    try {
      return await listenOn(server, host, port)
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' && codeOf(error) !== 'EACCES') throw error
    }
  }
  return listenOn(server, host, 0)
}

/** A port near `first` that is free now. Whoever listens there next may still find it taken. */
export const freePort = async (host: string, first: number): Promise<number> => {
  const server = createServer()
  const port = await listenNear(server, host, first)
  await new Promise((resolve) => server.close(resolve))
  return port
}

export const codeOf = (error: unknown): string => (error as { code?: string } | undefined)?.code ?? ''
