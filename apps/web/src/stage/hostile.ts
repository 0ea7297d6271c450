/**
 * Words, names and files of others that would like to be more than that. Each must stay a harmless word or picture, wherever a
 * screen shows it. Whatever runs sets `window.broken`; whatever is fetched asks `elsewhere.invalid`.
 */
import { toText } from '@commune/protocol'
import type { Stage, StageWorld } from './stage.ts'
import { hostileBrokers } from './stageBrokers.ts'
import { bringHostileThings } from './yardThings.ts'

/** Words of others that would like to be more than words. Each must stay a harmless page. */
export const hostileIdeas: readonly { readonly title: string; readonly text: string }[] = [
  { title: '<img src=x onerror=alert(1)>', text: '<script>window.broken = 1</script>\n\n<img src="x" onerror="window.broken = 1">\n\n<svg onload="window.broken = 1">' },
  {
    title: '[[x]](javascript:alert(1))',
    text:
      '[a](javascript:window.broken=1) [b](JaVaScRiPt:window.broken=1) [c](&#106;avascript:window.broken=1) ' +
      '[d](vbscript:x) [e](data:text/html,<script>window.broken=1</script>) <javascript:window.broken=1>'
  },
  { title: 'Pictures from elsewhere', text: '![a picture](https://elsewhere.invalid/track.png) ![b](//elsewhere.invalid/x.svg) ![c](data:image/svg+xml;base64,PHN2Zz4=)' },
  {
    title: 'Addresses that hide',
    text:
      '[a](java\tscript:window.broken=1) [b](&#1;javascript:window.broken=1) [c](//elsewhere.invalid) [d](\\\\elsewhere.invalid) [e](#k7mq2vfa9xhetdru) ' +
      '[f]: javascript:window.broken=1\n\n[f] ![g][f] <https://elsewhere.invalid/?q=<script>> [h](https://elsewhere.invalid@safe.invalid/)'
  },
  {
    title: 'Tables and styles',
    text:
      '| <style>*{display:none}</style> | <iframe src=https://elsewhere.invalid> |\n|-|-|\n| <form action=https://elsewhere.invalid><button>x</button></form> ' +
      '| <a href="javascript:window.broken=1">x</a> |\n\n<base href=https://elsewhere.invalid><meta http-equiv=refresh content="0;url=https://elsewhere.invalid">' +
      '<link rel=stylesheet href=https://elsewhere.invalid><math><mtext></mtext></math><svg><script>window.broken=1</script></svg>'
  },
  { title: 'gnp.exe', text: '[safe](https://safe.invalid "<b onmouseover=window.broken=1>") ```js\n</code></pre><script>window.broken=1</script>\n```' },
  { title: 'x'.repeat(200), text: `${'['.repeat(400)}${'> '.repeat(300)}deep ${'*'.repeat(300)}` }
]

/** In a name, a place, a thing: everywhere a line of somebody is shown. */
export const hostileLines: readonly string[] = [
  '<img src=x onerror=window.broken=1>', '"><svg onload=window.broken=1>', "'-window.broken=1-'", '</text><script>window.broken=1</script>', '${window.broken=1}{{window.broken=1}}',
  'vbscript:window.broken=1', '&lt;b&gt;&#60;img src=x onerror=window.broken=1&#62;', '<b>bold</b>', '__proto__', 'constructor', '#k7mq2vfa9xhetdru', '../../../etc/passwd', '%3Cscript%3E'
]

const svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" onload="window.broken=1"><script>window.broken=1</script>' +
  '<image x:href="https://elsewhere.invalid/x.png" width="9" height="9"/><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="window.broken=1"/></body></foreignObject></svg>'
const html = '<!doctype html><script>window.broken=1</script><img src=https://elsewhere.invalid/x.png>'

/** Files beside a page, with what they claim to be. */
export const hostileFiles: readonly { readonly name: string; readonly media: string; readonly content: string }[] = [
  { name: 'drawing.svg', media: 'image/svg+xml', content: svg },
  { name: 'photo.png', media: 'image/png', content: svg },
  { name: 'photo.jpg', media: 'image/jpeg', content: html },
  { name: 'page.html', media: 'text/html', content: html },
  { name: 'run.js', media: 'text/javascript', content: 'window.broken=1' },
  { name: '<img src=x onerror=window.broken=1>.png', media: 'image/png', content: 'no picture' },
  { name: '"><script>window.broken=1</script>', media: 'application/octet-stream', content: html },
  { name: 'CON..exe', media: 'text/html', content: html }
]

export const sayHostile = (stage: Stage, { commune, me, wares }: StageWorld): void => {
  for (const { title, text } of hostileIdeas) commune.wish(me, { wish: 'begin', title, text })
  for (const line of hostileLines) {
    const ware = commune.ware()
    wares.push(ware)
    commune.wish(ware, { wish: 'me', name: line, kind: 'oddware', place: line, about: line, skills: [line] })
    commune.wish(ware, { wish: 'need', thing: line, quantity: '1 kg', place: line, note: line })
    commune.wish(ware, { wish: 'offer', thing: line, place: line, note: line })
    commune.wish(ware, { wish: 'stock', thing: line, quantity: '2 kg', place: line, note: line })
    commune.wish(ware, { wish: 'begin', title: line, text: `[[${line}]] ![${line}](${line})`, tags: [line] })
  }
  bringHostileThings({ commune, me }, hostileLines)
  stage.brokers = hostileBrokers({ ware: me.ware, device: me.device }, hostileLines)
  const idea = commune.wish(me, { wish: 'begin', title: 'Files of others', text: hostileFiles.map(({ name }) => `![${name}](/pix/${name})`).join('\n\n') })
  for (const { name, media, content } of hostileFiles) {
    const bytes = new TextEncoder().encode(content)
    const id = commune.wish(me, { wish: 'file', file: toText(new Uint8Array(32).fill(++stage.count)), name, media, sizeBytes: bytes.length, key: new Uint8Array(32), chunks: new Uint8Array(32), idea })
    stage.files.set(id, { id, name, media, sizeBytes: bytes.length, bytes, keptByOthers: 0 })
  }
}
