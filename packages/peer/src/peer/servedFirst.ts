/**
 * The addresses of a link in the order in which they are tried. A link is a page as well: where that was just served from, somebody
 * answers; another address of the same box may lead nowhere from here (a second network, a bridge) and swallow what is sent there,
 * and then one waits long before the next is tried.
 */
const hostIn = /^[a-z][a-z+.-]*:\/\/(?:\[([^\]]+)\]|([^/:#?]+))/i

/** Those at the host of the link first; the others as they were. */
export const servedFirst = (link: string, addresses: readonly string[]): string[] => {
  const [, six, name] = hostIn.exec(link) ?? []
  const host = (six ?? name)?.toLowerCase()
  const isThere = (address: string): boolean => host !== undefined && address.toLowerCase().split('/')[2] === host
  return [...addresses.filter(isThere), ...addresses.filter((address) => !isThere(address))]
}
