import { expect, test } from 'vitest'
import { checkDocs } from './docs.ts'
import { treeOf } from './tree.ts'

const rest = {
  'package.json': JSON.stringify({ scripts: { start: '', test: '', bench: '' } }),
  'apps/commune/src/main.ts': "program.command('need <what>')",
  'docs/home.md': ''
}
const messages = (text: string) => checkDocs(treeOf({ ...rest, 'README.md': text }, ['docs/a.png'])).map(({ message }) => message)

test('npm scripts that the documents name exist', () => {
  expect(messages('`npm start -- --demo`, `npm test`, `npm ci`, `npm run -s bench -- sync`')).toEqual([])
  expect(messages('```sh\ncd x && npm run nothing\nnpm starts\n```')).toEqual([
    expect.stringContaining('npm nothing'),
    expect.stringContaining('npm starts')
  ])
  expect(messages('run npm whatever you like')).toEqual([])
})

test('commands of commune that the documents name exist', () => {
  expect(messages('`commune need "2 kg flour"`')).toEqual([])
  expect(messages('```\n$ commune nothing\n```')).toEqual([expect.stringContaining('commune nothing')])
  expect(messages('the commune lives')).toEqual([])
})

test('links and pictures lead somewhere', () => {
  expect(messages('[a](docs/home.md#top) [b](https://example.org) [c](#here) ![d](docs/a.png) [e](docs/)')).toEqual([])
  expect(messages('[a](docs/gone.md) <img src="docs/gone.png">')).toHaveLength(2)
})
