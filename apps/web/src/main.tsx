/** The page begins here: an invitation leaves the address bar first, then the peer is found and the place is drawn. */
import './theme/palette.css'
import './fonts/fonts.css'
import './theme/type.css'
import './theme/form.css'
import './drawing/drawing.css'
import './app/app.css'
import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { takeLink } from './app/takeLink.ts'
import { Begin } from './app/begin.tsx'
import { keepFocus } from './app/keep-focus.ts'
import { openHome } from './peer/openHome.ts'
import { english } from './words/index.ts'

const [link, setLink] = createSignal(takeLink())
addEventListener('hashchange', () => setLink((before) => takeLink() ?? before))

/** So long after the place is drawn the other rooms come. */
const preloadAfterMs = 5_000

/** A stage is another peer, so it has a home of its own. */
const name = `commune${import.meta.env.MODE === 'stage' ? location.search : ''}`
const home = openHome(name)

/** What was not needed to draw the place comes now: the network, the other rooms, and the copy of the app for a reload. */
const drawn = (): void => {
  home.drawn()
  setTimeout(() => void import('./app/preload.ts').then(({ preloadRooms }) => preloadRooms()).catch(() => {}), preloadAfterMs)
  if (import.meta.env.PROD && isSecureContext && 'serviceWorker' in navigator) void navigator.serviceWorker.register('./sw.js').catch(() => {})
}

const page = document.getElementById('app')!
keepFocus(page)
render(() => <Begin api={home.api} words={english} link={link()} onTaken={() => setLink(undefined)} onDrawn={drawn} />, page)
