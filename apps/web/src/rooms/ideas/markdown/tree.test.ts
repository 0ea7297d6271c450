import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileIdeas } from '../../../stage/hostile.ts'
import { depthMax, type Node, nodesMax, readMarkdown, safeAddress, textOf } from './tree.ts'

const each = function* (nodes: readonly Node[], depth = 0): Generator<readonly [Node, number]> {
  for (const node of nodes) {
    yield [node, depth]
    if ('children' in node) yield* each(node.children, depth + 1)
  }
}

const kinds = new Set(['text', 'code', 'picture', 'break', 'strong', 'emphasis', 'paragraph', 'quote', 'item', 'row', 'cell', 'head-cell', 'heading', 'list', 'table', 'code-block', 'rule', 'link', 'page-link'])

const expectHarmless = (text: string): void => {
  let count = 0
  for (const [node, depth] of each(readMarkdown(text))) {
    count++
    expect(kinds).toContain(node.kind)
    expect(depth).toBeLessThanOrEqual(depthMax + 3)
    if (node.kind === 'link') expect(node.href).toMatch(/^(https?:\/\/|mailto:)/)
    if (node.kind === 'page-link' && node.idea !== undefined) expect(node.idea).toMatch(/^[\w.-]+$/)
  }
  expect(count).toBeLessThanOrEqual(nodesMax * 2)
}

test('[W7] words of others that would like to be more stay words', () => {
  for (const { text } of hostileIdeas) expectHarmless(text)
  expect(textOf(readMarkdown('<script>alert(1)</script>'))).toBe('<script>alert(1)</script>')
})

test('[W7] a link leads to the web, to mail, or nowhere', () => {
  const hostile = [
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)', 'vbscript:x', 'data:text/html,x',
    'blob:https://x/y', 'file:///etc/passwd', 'filesystem:x', 'about:blank', 'ws://x', 'intent://x', '//elsewhere.invalid', '/here', 'x', '', '#fragment', 'https://[', 'view-source:x'
  ]
  for (const address of hostile) {
    expect(safeAddress(address), address).toBe(undefined)
    expect([...each(readMarkdown(`[words](<${address.replace(/[\n<>]/g, '')}>)`))].filter(([node]) => node.kind === 'link')).toEqual([])
  }
  expect(safeAddress('https://example.org/a b')).toBe('https://example.org/a%20b')
  expect(safeAddress('mailto:mira@example.org')).toBe('mailto:mira@example.org')
  expect(readMarkdown('[a](https://example.org)')).toEqual([{ kind: 'paragraph', children: [{ kind: 'link', href: 'https://example.org/', children: [{ kind: 'text', words: 'a' }] }] }])
})

test('[W7] any text at all is read without harm', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), expectHarmless))
  const pieces = fc.constantFrom('[', ']', '(', ')', '<', '>', '*', '_', '`', '~~~\n', '|', '\n', '\n\n', '> ', '- ', '1. ', '# ', '![', '](', 'javascript:', '&#58;', '<img src=x onerror=1>', '[[', ']]', 'idea:', 'a', ' ')
  fc.assert(fc.property(fc.array(pieces, { maxLength: 80 }).map((all) => all.join('')), expectHarmless))
})

test('[W7] a text made to be slow is shown as it is', () => {
  for (const text of ['['.repeat(60_000), '> '.repeat(20_000), `${'* '.repeat(5_000)}x`, `|${'a|'.repeat(3_000)}\n|${'-|'.repeat(3_000)}`, '*a **a '.repeat(2_000)]) expectHarmless(text)
})

test('pictures are described and never fetched; pages are linked by title and by id', () => {
  expect(readMarkdown('![a loaf](https://elsewhere.invalid/x.png)')).toEqual([{ kind: 'paragraph', children: [{ kind: 'picture', words: 'a loaf', name: 'x.png' }] }])
  expect(readMarkdown('See [[The long table]] or [this](idea:abc.0).')).toEqual([{
    kind: 'paragraph',
    children: [
      { kind: 'text', words: 'See ' }, { kind: 'page-link', words: 'The long table' }, { kind: 'text', words: ' or ' },
      { kind: 'page-link', words: 'this', idea: 'abc.0' }, { kind: 'text', words: '.' }
    ]
  }])
})
