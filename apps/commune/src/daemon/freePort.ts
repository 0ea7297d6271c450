/** Finding a port to listen on: the one wished for, or the next that nobody listens on. */
import { createServer, type Server } from 'node:net'

const triesMax = 20

/** Listens with `server`; resolves with the port, rejects with what the system says (`EADDRINUSE` and the like). */
export const listenOn = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    // Both go with either end: twenty ports that are taken are no reason for twenty listeners.
    const refuse = (error: Error): void => {
      server.off('listening', begin)
      reject(error)
    }
    const begin = (): void => {
      server.off('error', refuse)
      const at = server.address()
      resolve(typeof at === 'object' && at !== null ? at.port : port)
    }
    server.once('error', refuse)
    server.once('listening', begin)
    server.listen(port, host)
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

/**
 * Opens something on a free port near `first`. Another program may take a port between the moment it was found free and the one
 * it is opened in (two boxes that start together): then the next is tried. `isTaken` says which failures mean that.
 */
export const openNear = async <T>(host: string, first: number, open: (port: number) => Promise<T>, isTaken: (error: unknown) => boolean): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await open(await freePort(host, first))
    } catch (error) {
      if (tries === triesMax || !isTaken(error)) throw error
    }
  }
}

/** A port near `first` that is free now. */
const freePort = async (host: string, first: number): Promise<number> => {
  const server = createServer()
  const port = await listenNear(server, host, first)
  await new Promise((resolve) => server.close(resolve))
  return port
}

export const codeOf = (error: unknown): string => (error as { code?: string } | undefined)?.code ?? ''
