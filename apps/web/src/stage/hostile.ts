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
  { title: 'gnp.exe', text: '[safe](https://safe.invalid "<b onmouseover=window.broken=1>") ```js\n</code></pre><script>window.broken=1</script>\n```' },
  { title: 'x'.repeat(200), text: `${'['.repeat(400)}${'> '.repeat(300)}deep ${'*'.repeat(300)}` }
]
