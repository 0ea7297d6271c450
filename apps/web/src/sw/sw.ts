/**
 * Brings the app back after a reload when nobody serves it: all files of one build, kept together, answered from there.
 *
 * Works on localhost and https only; browsers offer no service worker elsewhere. A new build is fetched whole before it takes
 * over, so a page never runs on files of two builds. What is said in the commune never passes through here, and nothing of
 * another host does either.
 */
interface Scope {
  readonly location: Location
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', run: (event: { waitUntil(work: Promise<unknown>): void }) => void): void
  addEventListener(type: 'fetch', run: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void): void
}

const scope = self as unknown as Scope
/** Filled in when the app is built. */
const files = '__files__' as unknown as readonly string[]
const kept = 'commune-__version__'
const beside = ['./icon.svg', './app.webmanifest']

scope.addEventListener('install', (event) => event.waitUntil(keepAll()))
scope.addEventListener('activate', (event) => event.waitUntil(dropOthers()))
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return
  event.respondWith(answer(request))
})

async function keepAll(): Promise<void> {
  const cache = await caches.open(kept)
  await cache.addAll([...files, ...beside].map((path) => new Request(path, { cache: 'no-cache' })))
  await scope.skipWaiting()
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('commune-') && name !== kept).map((name) => caches.delete(name)))
  await scope.clients.claim()
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(kept)
  const wanted = request.mode === 'navigate' ? './' : request
  return (await cache.match(wanted, { ignoreSearch: request.mode === 'navigate' })) ?? fetch(request)
}
